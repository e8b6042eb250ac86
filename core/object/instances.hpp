// Instances: the living objects of a class by their number, which rises with each that is made. Those of 64 numbers lie
// together, and a piece without any is given back, so memory goes with the living ones.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

namespace nrn {

class Object;

class Instances {
  public:
    void add(std::uint32_t number, Object* object);
    void remove(std::uint32_t number) noexcept;
    Object* at(std::uint32_t number) const noexcept;           // null when there is none
    Object* at_or_after(std::uint64_t number) const noexcept;  // the next living one
    std::size_t count() const noexcept {
        return count_;
    }

  private:
    static constexpr unsigned kPiece = 64;
    struct Piece {
        std::uint64_t taken = 0;  // a bit for each
        std::array<Object*, kPiece> objects;
    };

    Piece* find(std::uint32_t piece) const noexcept;

    std::map<std::uint32_t, std::unique_ptr<Piece>> pieces_;
    std::unique_ptr<Piece> spare_;  // for a class whose only instance comes and goes
    mutable std::uint32_t recent_number_ = 0;
    mutable Piece* recent_ = nullptr;  // the piece that was asked for last
    std::size_t count_ = 0;
};

}  // namespace nrn
