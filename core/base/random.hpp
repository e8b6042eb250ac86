// Random bits as pure functions of a key and a place: any element of any stream is computed directly, streams can be
// rewound, and nothing depends on the order in which cells of a network are visited.
//
// philox4x32: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011); 10 rounds.
// ran4: the pseudo-DES hash of Press et al., "Numerical Recipes in C", 2nd edition, section 7.5, with two
// rounds instead of four, as the program MCell has it.
#pragma once

#include <array>
#include <cstdint>

namespace nrn {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) noexcept;
std::uint32_t ran4(std::uint32_t low, std::uint32_t high) noexcept;

// As a number above 0 and below 1: (word + 1) / (2^32 + 1).
inline double open_unit(std::uint32_t word) noexcept {
    constexpr double kStep = 1.0 / 4294967297.0;
    return (static_cast<double>(word) + 1.0) * kStep;
}
// As a number from 0 to below 1: word / 2^32.
double half_open_unit(std::uint32_t word) noexcept;

// A position in a stream of philox words, which come in blocks of four. Three numbers and a key name the stream; a
// place is the count of words before. The key may change: it holds from the next block on, which is computed ahead.
class PhiloxStream {
  public:
    static constexpr std::uint64_t kPlaces = std::uint64_t{1} << 34;

    PhiloxStream(std::uint32_t id1, std::uint32_t id2, std::uint32_t id3, std::uint32_t key) noexcept
        : id1_(id1), id2_(id2), id3_(id3) {
        compute_block(key);
    }

    std::uint32_t next(std::uint32_t key) noexcept {
        const std::uint32_t word = words_[place_ % 4];
        if (++place_ % 4 == 0) {
            carry();
            compute_block(key);
        }
        return word;
    }
    std::uint64_t place() const noexcept {
        return place_;
    }
    std::array<std::uint32_t, 3> ids() const noexcept {
        return {id1_, id2_, id3_};
    }
    void move_to(std::uint64_t place, std::uint32_t key) noexcept {
        place_ = place % kPlaces;
        compute_block(key);
    }

  private:
    // Behind the last place comes the first of the next stream: the numbers and the place are one counter of 128 bits.
    void carry() noexcept {
        if (place_ == kPlaces) {
            place_ = 0;
            if (++id3_ == 0 && ++id1_ == 0) {
                ++id2_;
            }
        }
    }
    void compute_block(std::uint32_t key) noexcept {
        words_ = philox4x32({static_cast<std::uint32_t>(place_ / 4), id3_, id1_, id2_}, {key, 0});
    }

    std::uint32_t id1_;
    std::uint32_t id2_;
    std::uint32_t id3_;
    std::uint64_t place_ = 0;
    PhiloxCounter words_{};
};

// A position in a stream of ran4 words: `low` names the stream, `high` counts and starts over after 2^32 - 1.
class Ran4Stream {
  public:
    Ran4Stream(std::uint32_t low, std::uint32_t high) noexcept : low_(low), high_(high) {
    }

    std::uint32_t next() noexcept {
        return ran4(low_, high_++);
    }
    std::uint32_t place() const noexcept {
        return high_;
    }
    void move_to(std::uint32_t high) noexcept {
        high_ = high;
    }

  private:
    std::uint32_t low_;
    std::uint32_t high_;
};

}  // namespace nrn
