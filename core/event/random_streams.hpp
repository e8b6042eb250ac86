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
    }
    std::uint64_t place() const noexcept {
        return place_;
    }
    void set_place(std::uint64_t place) noexcept {
        place_ = place % PhiloxStream::kPlaces;
    }
    double uniform(std::uint32_t key) noexcept;  // above 0 and below 1

  private:
    std::array<std::uint32_t, 3> ids_;
    std::uint64_t place_ = 0;
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
    std::unordered_map<const mech::Mechanism*, std::unordered_map<mech::Id, Instance>> instances_;
    RandomStream common_{{0, 0, 0}};
    std::uint32_t made_ = 0;
};

}  // namespace nrn::event
