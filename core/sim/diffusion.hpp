// Diffusion along sections: the states that LONGITUDINAL_DIFFUSION of a mechanism names.
//
// After the states of a step each of them is solved once more by backward Euler, on the tree of the segments that have
// the mechanism: a segment holds volume * length * state, and between neighbours flows
//     (rate 1 + rate 2)/2 / distance * difference of the states,
// the distance being that of the centres along the cable. The first segment of a section neighbours the segment of the
// parent to which the section is connected; where the parent has not the mechanism, nothing flows.
#pragma once

#include <cstdint>
#include <vector>

#include "cable/cable.hpp"
#include "sim/parts.hpp"

namespace nrn::sim {

// How many states of a mechanism diffuse.
inline std::int32_t diffusion_count(const NrnMechanism* abi) noexcept {
    return abi != nullptr && abi->abi >= 3 ? abi->diffusion_count : 0;
}

class Diffusion {
  public:
    // After rows, runs and parts are in order; `parts` stays as it is until the next call.
    void prepare(const cable::Cable& cable, const Parts& parts);
    bool active() const noexcept {
        return !spreads_.empty();
    }
    // All states of the trees in a block, over dt [ms], at time t [ms]. Blocks know nothing of one another.
    void solve(std::size_t block, double t, double dt) noexcept;

  private:
    struct Piece {
        std::int32_t row;     // of the instance
        std::int32_t parent;  // a piece before it; -1 for a root
        double length;        // [um]
        double distance;      // to the parent [um]
    };
    struct Spread {  // a mechanism with diffusing states
        const Present* present;
        std::vector<Piece> pieces;            // block by block, parents first
        std::vector<std::int32_t> first;      // by block, and the end
        std::vector<std::int32_t> rows;       // the same of instances
        std::vector<double> diagonal, right;  // by piece, while a state is solved
    };
    static void add_tree(const cable::Section& root, const mech::Mechanism& mechanism, std::vector<Piece>& pieces);
    static void solve_state(Spread& spread, const NrnMechDiffusion& state, std::size_t block, double dt) noexcept;

    std::vector<Spread> spreads_;
};

}  // namespace nrn::sim
