// Directory: which connections go between ranks, how soon, and which cells are wanted by others.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "event/connections.hpp"
#include "parallel/transport.hpp"

namespace nrn::event {

// What all ranks learn.
struct NetworkFindings {
    // The connection between ranks with the smallest delay; kNoGid: none has one below the largest that was asked for.
    struct Shortest {
        double delay = 0.0;  // [ms]
        std::int64_t gid = kNoGid;
        int rank = 0;
    } shortest;
    // A gid that has cells on two ranks, or kNoGid.
    std::int64_t twice = kNoGid;
    int twice_on[2] = {0, 0};
    // For some of the gids that ranks wait for and nobody has: (gid, waiting rank).
    std::vector<std::pair<std::int64_t, int>> missing;
};

// Collective. Marks the sources that other ranks want.
NetworkFindings look_up_network(Connections& connections, Transport& ranks, double most);

}  // namespace nrn::event
