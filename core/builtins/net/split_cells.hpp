// Cells in pieces (multisplit, splitcell_connect), for the members that come across them.
#pragma once

#include "object/call.hpp"
#include "sim/simulation.hpp"

namespace nrn {

inline sim::Split& split_of(Call& call) {
    return call.context.state<sim::Simulation>().split;
}
// Collective: joins the pieces that all ranks have declared.
void join_split_cells(Call& call);

}  // namespace nrn
