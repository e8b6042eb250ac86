// extracellular in the matrix: where a section has it, a node has three unknowns, the potentials inside and in the two
// layers outside; v = inside - first layer. The system is still a tree, of blocks of 1 or 3 rows.
//
// Inside:  what is injected = axial + membrane current i(v) + cm v'
// Layer k: membrane current (layer 0) or what comes from layer k-1 = axial + xg (difference to the next) + xc (its
// change)
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "cable/cable.hpp"
#include "mech/extracellular.hpp"
#include "sim/model.hpp"

namespace nrn::sim {

class Extracellular {
  public:
    // After the model's rows are in order.
    void prepare(cable::Cable& cable, const Model& model);
    bool active() const noexcept {
        return !nodes_.empty();
    }
    // While it lives, v is the potential inside, which electrodes and axial currents see.
    class Inside {
      public:
        Inside(Extracellular& outside, mech::Table& nodes) : outside_(outside), nodes_(nodes) {
            outside_.show_inside(nodes_);
        }
        ~Inside() {
            outside_.show_membrane(nodes_);
        }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;

      private:
        Extracellular& outside_;
        mech::Table& nodes_;
    };
    void reset(mech::Table& nodes) const noexcept;  // finitialize: outside is at 0

    // membrane_rhs, membrane_d: of the membrane alone, without electrodes and capacitance; rhs and d of the nodes: of
    // the equation inside. Solves for the whole model; the change of v is in rhs as always, that of vext is applied by
    // update(). step [ms]: what capacitances divide by.
    void solve(cable::Cable& cable, const Model& model, std::span<const double> membrane_rhs,
               std::span<const double> membrane_d, double step);
    void update(cable::Cable& cable, double times);  // vext from the solution; i_membrane, sav_g, sav_rhs

  private:
    struct Node {
        std::uint32_t row;                       // of the node
        std::int32_t instance;                   // row of the mechanism's instance; -1 at ends
        std::int32_t parent;                     // in nodes_, -1: the parent has none
        std::array<double, mech::kLayers> a, b;  // couplings of the layers, as kA and kB
        double half = 0.0;                       // [cm] half the length of its segment; at an end of the one before
        bool inner = false;                      // the node before it is a segment of the same section
    };
    void show_inside(mech::Table& nodes);
    void show_membrane(mech::Table& nodes) const noexcept;
    void half_lengths(cable::Cable& cable);
    void couple(cable::Cable& cable) noexcept;
    void assemble(cable::Cable& cable, const Model& model, std::span<const double> membrane_rhs,
                  std::span<const double> membrane_d, double step);
    void eliminate(mech::Table& nodes, const Model& model) noexcept;
    void substitute(mech::Table& nodes, const Model& model) noexcept;

    std::vector<Node> nodes_;               // parents before children
    std::vector<std::int32_t> place_;       // by row: in nodes_, or -1
    std::vector<std::array<double, 9>> d_;  // blocks
    std::vector<std::array<double, 3>> rhs_;
    std::vector<double> membrane_g_;  // with capacitance, by place
    std::vector<double> membrane_i_;
    std::vector<double> membrane_v_;
    mech::Mechanism* mechanism_ = nullptr;
};

}  // namespace nrn::sim
