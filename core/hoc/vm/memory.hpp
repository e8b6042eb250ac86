// Address space for a stack that never moves: it is reserved at once and becomes memory where it is used.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>

namespace nrn::hoc {

template <class T>
class Memory {
  public:
    explicit Memory(std::size_t most) {
        reserve(most);
    }
    ~Memory() {
        ::munmap(first_, bytes_);
    }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;

    T* first() const noexcept {
        return first_;
    }
    T* end() const noexcept {
        return first_ + bytes_ / sizeof(T);
    }
    // Only while nothing lies in it.
    void reserve_again(std::size_t most) {
        ::munmap(first_, bytes_);
        reserve(most);
    }

  private:
    void reserve(std::size_t most) {
        bytes_ = most * sizeof(T);
        void* place =
            ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (place == MAP_FAILED) {
            throw std::bad_alloc();
        }
        first_ = static_cast<T*>(place);
    }

    T* first_ = nullptr;
    std::size_t bytes_ = 0;
};

}  // namespace nrn::hoc
