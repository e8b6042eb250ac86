// Slab: pieces of memory of one size, cut from blocks: for objects of which there may be millions. A piece costs its
// size and nothing else, and pieces that are taken one after another lie side by side. A block without any in use is
// given back.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nrn {

class Slab {
  public:
    explicit Slab(std::size_t size);
    // Pieces that are still in use stay valid.
    ~Slab();
    Slab(const Slab&) = delete;
    Slab& operator=(const Slab&) = delete;

    void* take();                            // std::bad_alloc
    static void give(void* piece) noexcept;  // back to where it was taken

  private:
    struct Block;
    struct Free {
        Free* next;
    };

    Block& make();
    static void end(Block& block) noexcept;
    void put_first(Block& block) noexcept;
    void put_last(Block& block) noexcept;
    void take_out(Block& block) noexcept;
    void freed(Block& block) noexcept;

    std::size_t size_;
    std::uint32_t per_block_;
    Block* first_ = nullptr;  // those that have room come first
    Block* last_ = nullptr;
};

}  // namespace nrn
