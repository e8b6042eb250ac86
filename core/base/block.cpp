#include "base/block.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>

#include "base/error.hpp"

namespace nrn {
namespace {

constexpr std::size_t kAlignment = 64;              // [B] a cache line, an AVX-512 register
constexpr std::size_t kHugeFrom = std::size_t{4} << 20;  // [B] from here on ask for huge pages
constexpr std::size_t kPage = 4096;                 // [B]
constexpr std::size_t kHeader = (sizeof(Block) + kAlignment - 1) / kAlignment * kAlignment;

void advise_huge_pages(void* start, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
    const auto address = reinterpret_cast<std::uintptr_t>(start);
    const std::uintptr_t first = (address + kPage - 1) / kPage * kPage;
    madvise(reinterpret_cast<void*>(first), bytes - (first - address), MADV_HUGEPAGE);
#endif
}

}  // namespace

Block* Block::allocate(std::size_t capacity) {
    if (capacity > (std::numeric_limits<std::size_t>::max() / 2 - kHeader) / sizeof(double)) {
        fail(ErrorKind::Memory, "no memory for %zu doubles", capacity);
    }
    const std::size_t bytes = (kHeader + capacity * sizeof(double) + kAlignment - 1) / kAlignment * kAlignment;
    void* raw = std::aligned_alloc(kAlignment, bytes);
    if (raw == nullptr) {
        fail(ErrorKind::Memory, "no memory for %zu doubles (%.3g GB)", capacity, static_cast<double>(bytes) / 1e9);
    }
    if (bytes >= kHugeFrom) {
        advise_huge_pages(raw, bytes);
    }
    return new (raw) Block(reinterpret_cast<double*>(static_cast<char*>(raw) + kHeader), capacity);
}

Block* Block::adopt(double* data, std::size_t capacity, void (*release)(void*), void* owner) {
    void* raw = std::aligned_alloc(kAlignment, kHeader);
    if (raw == nullptr) {
        fail(ErrorKind::Memory, "no memory for a block header");
    }
    Block* block = new (raw) Block(data, capacity);
    block->release_ = release;
    block->owner_ = owner;
    return block;
}

void Block::destroy() noexcept {
    if (release_ != nullptr) {
        release_(owner_);
    }
    this->~Block();
    std::free(this);
}

}  // namespace nrn
