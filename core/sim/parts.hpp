// Parts: stretches of rows, with the instances of every mechanism that lie in them. A small block of trees is one part;
// a large tree has several, since its currents and states can be computed apart, though its voltages cannot.
#pragma once

#include <cstdint>
#include <vector>

#include "mech/runs.hpp"
#include "sim/order.hpp"

namespace nrn::sim {

// A mechanism that has instances.
struct Present {
    mech::Mechanism* mechanism;
    mech::MechanismRun* run;
    std::vector<std::int32_t> first;  // by part, and the end: the rows of its instances

    bool electrode() const noexcept {  // injects from inside
        return mechanism->abi() != nullptr && (mechanism->abi()->flags & NRN_MECH_ELECTRODE) != 0;
    }
};

struct Part {
    std::uint32_t begin, end;  // rows of nodes
    std::size_t index;
    bool alone;  // there is no other
};

struct BlockParts {
    const NodeOrder::Block* block;
    std::size_t first, last;  // in Parts::all
    bool whole() const noexcept {
        return last - first == 1;
    }
};

class Parts {
  public:
    // After rows and runs are in order.
    void prepare(const NodeOrder& order, const mech::Registry& registry, mech::Runs& runs);

    std::size_t number(const BlockParts& block) const noexcept {
        return static_cast<std::size_t>(&block - blocks.data());
    }

    std::vector<Part> all;
    std::vector<BlockParts> blocks;
    std::vector<Present> present;  // in the order in which mechanisms were registered; ions too
    bool threadsafe = true;        // no mechanism that is present writes what threads share

    using Kernel = void (*NrnMechanism::*)(const NrnMechRun*);
    // Those of a kind, or whose kernel has something to do, in their order.
    struct Lists {
        std::vector<const Present*> ions, before_breakpoint, membrane_current, electrode_current, solve, after_solve;
    } having;
    // Of the instances in a part, at time t [ms]; each has the kernel.
    static void call(const std::vector<const Present*>& list, Kernel kernel, const Part& part, double t) noexcept {
        for (const Present* each : list) {
            call(*each, each->mechanism->abi()->*kernel, part, t);
        }
    }
    static void call(const Present& each, void (*kernel)(const NrnMechRun*), const Part& part, double t) noexcept {
        if (part.alone) {  // the run of all instances, which nobody else uses at this time
            each.run->run.t = t;
            kernel(&each.run->run);
            return;
        }
        if (each.first[part.index] == each.first[part.index + 1]) {
            return;
        }
        NrnMechRun run = each.run->run;
        run.begin = each.first[part.index];
        run.end = each.first[part.index + 1];
        run.t = t;
        kernel(&run);
    }

  private:
    void list_kernels();
};

}  // namespace nrn::sim
