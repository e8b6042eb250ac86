// Model: the cable as the solver sees it: rows of nodes and instances in order, parents, couplings.
#pragma once

#include <cstdint>
#include <vector>

#include "cable/cable.hpp"
#include "mech/runs.hpp"
#include "sim/order.hpp"

namespace nrn::sim {

class Model {
  public:
    // Whether prepare() has nothing to do.
    bool ready(const cable::Cable& cable) const noexcept {
        return structure_ == cable.structure_version() && geometry_ == cable.geometry_version() &&
               runs.valid(cable.registry);
    }
    // Nodes that their trees hang by, whatever their middles are, and how many threads share the work.
    struct Wishes {
        std::vector<cable::Id> hung_by;
        std::size_t threads = 1;
    };
    // Rows may move.
    void prepare(cable::Cable& cable, const mech::RunServices& services, const Wishes& wishes);

    std::size_t size() const noexcept {  // nodes
        return order_.parent.size();
    }
    const NodeOrder& order() const noexcept {  // of a list in NEURON's order: roots, then each tree level by level
        return order_;
    }
    const std::vector<std::int32_t>& parent() const noexcept {  // by row: a row before it; -1 for a root
        return order_.parent;
    }
    // What the couplings add to the diagonal. [S/cm2]
    const std::vector<double>& axial() const noexcept {
        return axial_;
    }
    std::size_t bytes() const;  // of memory
    mech::Runs runs;

  private:
    void order_nodes(cable::Cable& cable, const Wishes& wishes);
    void order_instances(cable::Cable& cable);
    void couple(cable::Cable& cable);
    void couple_branches(cable::Cable& cable, const cable::Section& section);

    NodeOrder order_;
    std::vector<double> axial_;
    std::size_t given_back_at_ = 0;  // size() when freed memory was last given back
    std::uint64_t structure_ = 0;
    std::uint64_t geometry_ = 0;
};

// The columns of the node table that mechanisms see.
constexpr mech::NodeColumns kMechanismColumns = {cable::kV, cable::kRhs, cable::kD, cable::kArea, cable::kDiam};

}  // namespace nrn::sim
