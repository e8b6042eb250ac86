// What the parts of a model cost to compute: one for a node and one for an instance of a mechanism, and point processes
// count where they are. The solver divides its blocks by the same numbers, before it measures them.
#pragma once

#include <cstddef>
#include <vector>

#include "cable/cable.hpp"

namespace nrn::sim {

struct CellLoad {
    cable::Section* root;
    double cost;
};

double cost_of(const cable::Section& section);
// Of every cell, in the order in which roots were made.
std::vector<CellLoad> loads_of_cells(const cable::Cable& cable);
// Stretches of cells that cost about the same, one for each of `parts`; some are empty when cells are few.
std::vector<std::vector<cable::Section*>> divide_cells(const std::vector<CellLoad>& cells, std::size_t parts);

}  // namespace nrn::sim
