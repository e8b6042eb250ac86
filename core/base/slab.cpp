#include "base/slab.hpp"

#include <cstdlib>
#include <new>

// So that the address sanitizer knows what is not in use.
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define NRN_USABLE(place, size) ASAN_UNPOISON_MEMORY_REGION(place, size)
#define NRN_UNUSABLE(place, size) ASAN_POISON_MEMORY_REGION(place, size)
#else
#define NRN_USABLE(place, size) static_cast<void>(place)
#define NRN_UNUSABLE(place, size) static_cast<void>(place)
#endif

namespace nrn {

namespace {
// A block is found from its pieces by their addresses. It leaves room for what malloc() puts before the next one.
constexpr std::size_t kAlignment = std::size_t{1} << 15U;
constexpr std::size_t kBlock = kAlignment - 64;
}  // namespace

struct Slab::Block {
    Slab* owner;
    Block* before;
    Block* behind;
    Free* free;            // pieces that were in use
    std::uint32_t living;  // pieces in use
    std::uint32_t fresh;   // pieces that never were, at the end
    std::size_t size;      // of a piece

    static Block& of(void* piece) noexcept {
        return *reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(piece) & ~(kAlignment - 1));
    }
};

Slab::Slab(std::size_t size)
    : size_((size + alignof(Block) - 1) / alignof(Block) * alignof(Block)),
      per_block_(static_cast<std::uint32_t>((kBlock - sizeof(Block)) / size_)) {
}

Slab::~Slab() {
    while (first_ != nullptr) {
        Block& block = *first_;
        take_out(block);
        block.owner = nullptr;
        if (block.living == 0) {
            end(block);
        }
    }
}

void Slab::end(Block& block) noexcept {
    NRN_USABLE(&block, kBlock);
    std::free(&block);
}

void Slab::put_first(Block& block) noexcept {
    block.before = nullptr;
    block.behind = first_;
    (first_ != nullptr ? first_->before : last_) = &block;
    first_ = &block;
}

void Slab::put_last(Block& block) noexcept {
    block.behind = nullptr;
    block.before = last_;
    (last_ != nullptr ? last_->behind : first_) = &block;
    last_ = &block;
}

void Slab::take_out(Block& block) noexcept {
    (block.before != nullptr ? block.before->behind : first_) = block.behind;
    (block.behind != nullptr ? block.behind->before : last_) = block.before;
}

Slab::Block& Slab::make() {
    void* memory = nullptr;
    if (posix_memalign(&memory, kAlignment, kBlock) != 0) {
        throw std::bad_alloc();
    }
    Block& block = *new (memory) Block{this, nullptr, nullptr, nullptr, 0, per_block_, size_};
    put_first(block);
    return block;
}

void* Slab::take() {
    Block& block = first_ != nullptr && first_->living < per_block_ ? *first_ : make();
    void* piece = block.free;
    if (block.free != nullptr) {
        block.free = block.free->next;
    } else {
        piece = reinterpret_cast<char*>(&block + 1) + (per_block_ - block.fresh--) * size_;
    }
    NRN_USABLE(piece, size_);
    if (++block.living == per_block_) {
        take_out(block);
        put_last(block);
    }
    return piece;
}

void Slab::give(void* piece) noexcept {
    Block& block = Block::of(piece);
    block.free = new (piece) Free{block.free};
    NRN_UNUSABLE(static_cast<char*>(piece) + sizeof(Free), block.size - sizeof(Free));
    --block.living;
    if (block.owner != nullptr) {
        block.owner->freed(block);
    } else if (block.living == 0) {
        end(block);
    }
}

// One that has room again comes first; one without any in use goes, unless it is the only one with room.
void Slab::freed(Block& block) noexcept {
    if (block.living + 1 == per_block_) {
        take_out(block);
        put_first(block);
    }
    const bool others = first_ != &block || (block.behind != nullptr && block.behind->living < per_block_);
    if (block.living == 0 && others) {
        take_out(block);
        end(block);
    }
}

}  // namespace nrn
