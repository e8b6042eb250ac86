// NetworkPlan: what each rank of a large network would hold, compute and exchange, told from a small one (a dry run).
//
// The large network is `factor` copies of the sample. Its cells are numbered copy by copy and dealt to the ranks in
// turn (round robin). How they are connected is
//     Random  each connection between cells comes from any cell of the whole network; numbers of those that a rank
//             waits for, and of cells that others wait for, are the expected ones
//     Copies  each copy is connected as the sample is, and not to others; all numbers are exact.
// Exact in both: cells, connections and exchanges. Computing takes what it took in the sample, for each unit of cost.
// An exchange takes latency for each doubling of the ranks, the bytes of all packets over the bandwidth, and a look at
// each spike that comes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/network_sample.hpp"

namespace nrn::sim {

struct PlanRequest {
    enum class Wiring { Random, Copies };
    std::size_t ranks = 1;
    std::size_t factor = 1;
    Wiring wiring = Wiring::Random;
    double most_interval = 10.0;  // [ms] as set_maxstep()
    bool compressed = false;      // spike_compress()
    double spikes = 0.0;          // of a cell in a ms
    double latency = 0.0;         // [s] of a message between two ranks
    double bandwidth = 0.0;       // [B/s] of a rank
    double look = 0.0;            // [s] at a spike that has come
    double extra = 0.0;           // [B] that the program keeps for each cell
};

struct NetworkPlan {
    // By rank.
    struct Rank {
        double cells = 0.0;
        double connections = 0.0;  // to its cells
        double remote = 0.0;       // cells of other ranks that it waits for
        double memory = 0.0;       // [B]
        double sent = 0.0;         // spikes in a second of the model
        double computing = 0.0;    // [s] for a second of the model
    };
    std::vector<Rank> ranks;

    double cells = 0.0;
    double connections = 0.0;
    double interval = 0.0;   // [ms] of exchange; 0 with one rank
    double exchanges = 0.0;  // in a second of the model
    double spikes = 0.0;     // of all ranks that travel, in a second of the model
    double packet = 0.0;     // [B] that a rank sends in an exchange
    double exchange = 0.0;   // [s] for a second of the model
    double all = 0.0;        // [s] for a second of the model
    bool overlaps = false;   // packets travel while ranks compute
};

// Of a sample that has cells.
NetworkPlan plan_network(const NetworkSample& sample, const PlanRequest& request);

}  // namespace nrn::sim
