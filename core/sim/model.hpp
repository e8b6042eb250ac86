// Model: the cable as the solver sees it: rows of nodes and instances in order, parents, couplings.
#pragma once

#include <cstdint>
#include <vector>

#include "cable/cable.hpp"
#include "mech/runs.hpp"

namespace nrn::sim {

class Model {
  public:
    // True when anything had to be done. Rows move then.
    bool prepare(cable::Cable& cable, const mech::RunServices& services);

    std::size_t size() const noexcept {  // nodes
        return parent_.size();
    }
    const std::vector<std::int32_t>& parent() const noexcept {
        return parent_;
    }
    // The first rows are the roots, one for each tree. Then come the trees: the first row of each beside its root, and
    // the number of rows behind the last.
    const std::vector<std::size_t>& trees() const noexcept {
        return trees_;
    }
    // What the couplings add to the diagonal. [S/cm2]
    const std::vector<double>& axial() const noexcept {
        return axial_;
    }
    // 1 for rows with a membrane, 0 for ends without area.
    const std::vector<double>& capacitive() const noexcept {
        return capacitive_;
    }
    mech::Runs runs;

  private:
    void order_nodes(cable::Cable& cable);
    void order_instances(cable::Cable& cable);
    void couple(cable::Cable& cable);

    std::vector<std::int32_t> parent_;
    std::vector<std::size_t> trees_;
    std::vector<double> axial_;
    std::vector<double> capacitive_;
    std::uint64_t structure_ = 0;
    std::uint64_t geometry_ = 0;
};

// The columns of the node table that mechanisms see.
constexpr mech::NodeColumns kMechanismColumns = {cable::kV, cable::kRhs, cable::kD, cable::kArea, cable::kDiam};

}  // namespace nrn::sim
