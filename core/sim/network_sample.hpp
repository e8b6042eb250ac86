// NetworkSample: a network that was built small, as a plan for a large one (network_plan.hpp) sees it: cells with gids,
// who is connected to whom, what each costs and takes of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/context.hpp"

namespace nrn::sim {

struct NetworkSample {
    static constexpr std::int32_t kNobody = -1;
    struct Cell {
        std::int64_t gid;
        double cost;         // to compute, see load.hpp
        double bytes;        // of its source
        std::size_t points;  // that get events: lists of connections
    };
    struct Link {
        std::int32_t source;  // a cell, or kNobody: what has no gid
        std::int32_t target;  // the same
        double delay;         // [ms]
        double bytes;
    };
    std::vector<Cell> cells;  // by gid
    std::vector<Link> links;
    // What belongs to no cell with a gid; a share of it comes with each cell.
    double cost_elsewhere = 0.0;
    std::size_t points_elsewhere = 0;
    double model_bytes = 0.0;    // sections, compartments, mechanisms, the solver's
    double objects_bytes = 0.0;  // objects of point processes, what is kept of those that get events
    // What was seen since finitialize().
    double step_seconds = 0.0;  // 0: no step was timed
    double spikes = 0.0;        // of a cell in a ms; 0 when no time has passed
    double dt = 0.0;            // [ms]
    double t = 0.0;             // [ms]

    double cost() const noexcept {  // of all
        double sum = cost_elsewhere;
        for (const Cell& cell : cells) {
            sum += cell.cost;
        }
        return sum;
    }
};

// What objects of the host add to those that it has them for. [B]
struct HostBytes {
    double connection = 0.0;
    double point = 0.0;
    double section = 0.0;
};

NetworkSample take_sample(Context& context, const HostBytes& host);

}  // namespace nrn::sim
