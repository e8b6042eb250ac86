// Runs: what the functions of mechanisms are called with, kept ready between changes of the model.
//
// For each mechanism the arrays that go with its rows as they lie now: rows of nodes and of ions, addresses behind
// POINTERs. prepare() makes them; they hold until a table moves a row. A single instance (a FUNCTION called from hoc, a
// net_receive while the model is being built) gets a SingleRun, which costs nothing for the others.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "mech/environment.hpp"
#include "mech/registry.hpp"

namespace nrn::mech {

// The columns of the node table that mechanisms see.
struct NodeColumns {
    std::size_t v, rhs, d, area, diam;
};

// What all runs share: who answers for the simulator.
struct RunServices {
    const NrnMechServices* services = nullptr;
    void* simulator = nullptr;
};

// Rows of another table, in the order of the rows of a mechanism. Mechanisms whose rows are the same share one list.
using Rows = std::shared_ptr<const std::vector<std::int32_t>>;

class MechanismRun {
  public:
    NrnMechRun run{};  // begin … end: the instances that have a place; artificial cells: all
    Rows node;         // of those that have a place; null for artificial cells
    std::vector<NrnIonView> ions;
    std::vector<Rows> ion_rows;
    std::vector<std::vector<double*>> targets;  // of pointers
    std::vector<double**> target_columns;
};

class Runs {
  public:
    // Rows of instances have been put in the order of their nodes' rows, which are these; rows of instances without a
    // place lie behind. Nobody has a place before.
    void place(const Mechanism& mechanism, std::vector<std::int32_t> nodes);
    void prepare(const Registry& registry, Table& nodes, const NodeColumns& columns, const RunServices& services);
    // Time, step and temperature of all runs that have instances.
    void set_environment(double t, double dt, double celsius) noexcept;
    MechanismRun& of(const Mechanism& mechanism) noexcept {
        return runs_[static_cast<std::size_t>(mechanism.type())];
    }
    // Whether no row has moved since prepare().
    bool valid(const Registry& registry) const noexcept {
        return stamp_ == registry.changes();
    }

    std::size_t bytes() const;  // of memory

  private:
    Rows shared(std::vector<std::int32_t> rows) const;
    Rows ion_rows(const Mechanism& mechanism, std::size_t k) const;

    std::vector<MechanismRun> runs_;  // by type
    std::vector<NrnMechRun*> busy_;   // of mechanisms that have instances
    std::uint64_t stamp_ = 0;
};

// One instance as run of its own: index 0.
class SingleRun {
  public:
    SingleRun(Mechanism& mechanism, Id id, const Place& place, Table& nodes, const NodeColumns& columns,
              const RunServices& services, const Environment& environment);
    NrnMechRun run{};

  private:
    std::vector<double*> data_;
    std::int32_t node_ = 0;
    std::int32_t zero_ = 0;
    std::vector<NrnIonView> ions_;
    std::vector<std::int32_t> ion_rows_;
    std::vector<double*> targets_;
    std::vector<double**> target_columns_;
};

// The number behind POINTER `column` of an instance, or null while it is not set.
double* pointer_target(const Mechanism& mechanism, std::size_t column, Id id) noexcept;

}  // namespace nrn::mech
