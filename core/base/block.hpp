// Storage that several owners share: the doubles under a Vector, the NumPy arrays and buffers made from it.
//
// A Block lives until its last owner lets go, so a view can never dangle (decision 5). It either owns its
// memory or keeps foreign memory (a pickle's buffer, say) alive through a release function. The count is
// atomic: buffers may be released by a thread that does not hold the interpreter's lock.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace nrn {

class Block {
  public:
    // Uninitialised room for `capacity` doubles, aligned for SIMD. Throws Error(Memory).
    static Block* allocate(std::size_t capacity);
    // Foreign memory: release(owner) is called once, when the last owner has gone.
    static Block* adopt(double* data, std::size_t capacity, void (*release)(void*), void* owner);

    double* data() const noexcept {
        return data_;
    }
    std::size_t capacity() const noexcept {
        return capacity_;
    }
    bool shared() const noexcept {
        return refs_.load(std::memory_order_acquire) > 1;
    }
    void retain() noexcept {
        refs_.fetch_add(1, std::memory_order_relaxed);
    }
    void release() noexcept {
        if (refs_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
            destroy();
        }
    }

  private:
    Block(double* data, std::size_t capacity) : data_(data), capacity_(capacity) {
    }
    void destroy() noexcept;

    std::atomic<long> refs_{1};
    double* data_;
    std::size_t capacity_;
    void (*release_)(void*) = nullptr;
    void* owner_ = nullptr;
};

// An owner of a Block: copies share it.
class BlockPtr {
  public:
    BlockPtr() noexcept = default;
    explicit BlockPtr(Block* adopted) noexcept : block_(adopted) {
    }
    BlockPtr(const BlockPtr& other) noexcept : block_(other.block_) {
        if (block_ != nullptr) {
            block_->retain();
        }
    }
    BlockPtr(BlockPtr&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {
    }
    BlockPtr& operator=(BlockPtr other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    ~BlockPtr() {
        if (block_ != nullptr) {
            block_->release();
        }
    }

    Block* get() const noexcept {
        return block_;
    }
    Block* operator->() const noexcept {
        return block_;
    }
    explicit operator bool() const noexcept {
        return block_ != nullptr;
    }

  private:
    Block* block_ = nullptr;
};

}  // namespace nrn
