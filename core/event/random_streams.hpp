// Random numbers of mechanisms: RANDOM variables, each of which is a stream of its own in each instance, and the one
// stream without an instance (scop_random and its kin).
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/random.hpp"
#include "mech/mechanism.hpp"

namespace nrn::event {

// A stream of philox words, named by three numbers; a place in it counts the numbers drawn.
class RandomStream {
  public:
    explicit RandomStream(std::array<std::uint32_t, 3> ids) : ids_(ids) {
    }
    const std::array<std::uint32_t, 3>& ids() const noexcept {
        return ids_;
    }
    void set_ids(std::array<std::uint32_t, 3> ids) noexcept {  // the place stays
        ids_ = ids;
        block_ = kNoBlock;
    }
    std::uint64_t place() const noexcept {
        return place_;
    }
    void set_place(std::uint64_t place) noexcept {
        place_ = place % PhiloxStream::kPlaces;
    }
    double uniform(std::uint32_t key) noexcept {  // above 0 and below 1
        if (place_ / 4 != block_ || key != key_) {
            compute_block(key);
        }
        const std::uint32_t word = words_[place_ % 4];
        place_ = (place_ + 1) % PhiloxStream::kPlaces;
        return open_unit(word);
    }

  private:
    static constexpr std::uint64_t kNoBlock = ~std::uint64_t{0};
    void compute_block(std::uint32_t key) noexcept;

    std::array<std::uint32_t, 3> ids_;
    std::uint32_t key_ = 0;
    std::uint64_t place_ = 0;
    std::uint64_t block_ = kNoBlock;  // the four words that are known already, with ids_ and key_
    PhiloxCounter words_{};
};

// distribution: NRN_RANDOM_…, with a and b as there.
double draw(RandomStream& stream, std::uint32_t key, std::int32_t distribution, double a, double b);

// The streams of all instances, made at their first use.
class RandomStreams {
  public:
    RandomStream& of(const mech::Mechanism& mechanism, mech::Id id, std::size_t which);
    RandomStream& common() noexcept {
        return common_;
    }

  private:
    struct Instance {
        std::uint32_t generation = 0;
        std::vector<RandomStream> streams;
    };
    std::unordered_map<const mech::Mechanism*, std::vector<Instance>>
        instances_;                          // by Id + 1; before them what is drawn without one
    const mech::Mechanism* last_ = nullptr;  // the mechanism of the last call, and what belongs to it
    std::vector<Instance>* of_last_ = nullptr;
    RandomStream common_{{0, 0, 0}};
    std::uint32_t made_ = 0;
};

}  // namespace nrn::event
