// What mechanisms may ask of the simulator: the table of mech_abi.h, answered by Events (NrnMechRun.simulator).
#pragma once

#include <nrn/mech_abi.h>

#include "mech/table.hpp"

namespace nrn::event {

const NrnMechServices* mechanism_services() noexcept;
// The instance behind an index of a run; kNoId for none.
mech::Id instance_of(const NrnMechRun* run, std::int32_t i);

// Newton's method for a small dense system whose derivatives are taken as differences. 0, or 1 when it did not
// converge.
int newton(const NrnMechRun* run, int i, int n, double* x,
           void (*residues)(const NrnMechRun* run, int32_t i, void* context, const double* x, double* f),
           void* context);

}  // namespace nrn::event
