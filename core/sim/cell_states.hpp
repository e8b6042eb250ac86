// States of single cells, by global identifier: a run goes on with its cells on other ranks, or on another number of
// them (BBSaveState).
//
// A cell is what its gid names: the tree of sections of the place that is watched, with the point processes in it, or
// an artificial cell. With it go the connections that reach it, events under way to it, and artificial cells without a
// gid that are connected to it and to no other cell.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sim/saved_members.hpp"
#include "sim/simulation.hpp"

namespace nrn::sim {

using Ignored = std::unordered_set<const cable::PointProcess*>;

// gids of cells of this rank, in their order; of several in one tree of sections the smallest.
std::vector<std::int64_t> cells_here(event::Events& events);

// Error(Value) for a gid without a cell on this rank.
Members cell_members(event::Events& events, std::int64_t gid);
// All numbers of a cell as text, for eyes and for comparing two runs line by line.
std::string cell_text(Simulation& simulation, std::int64_t gid);

// Spikes that were fired arrive where they are going. Before states of cells are written; collective when spikes
// travel between ranks.
void gather_spikes(Simulation& simulation);

// Writes states of cells, all of the same time. Error(Value) for a gid without a cell on this rank, and for an
// artificial cell without one that several cells get events of; Error(Io) when the stream does not take it.
class CellWriter {
  public:
    CellWriter(Simulation& simulation, const Ignored& ignored);
    void write(std::int64_t gid, std::FILE* stream) const;

  private:
    std::vector<event::Waiting> waiting_for(const Members& members) const;

    event::Events* events_;
    const Ignored* ignored_;
    std::vector<event::Waiting> waiting_;
    std::unordered_map<const void*, std::vector<std::size_t>> of_;  // by connection, source or point
};

// States of cells that were read; then all of them come back at once. Error(Value) when the file has none, or one of
// another cell: nothing has changed then.
class CellStates {
  public:
    CellStates(Simulation& simulation, const Ignored& ignored) : simulation_(&simulation), ignored_(&ignored) {
    }
    void read(std::int64_t gid, std::FILE* stream);
    double t() const;  // [ms] of the states, or NaN when there are none
    // With all: these are the cells of this rank, nothing else waits. Otherwise what waits for other cells stays.
    void restore(double t, bool all);

  private:
    struct State {
        Members members;
        std::string numbers;
    };
    Simulation* simulation_;
    const Ignored* ignored_;
    std::vector<State> states_;
};

}  // namespace nrn::sim
