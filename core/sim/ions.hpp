// Ions in a step: currents start from 0, reversal potentials follow concentrations where their style says so.
#pragma once

#include "mech/registry.hpp"

namespace nrn::sim {

void start_ion_currents(mech::Registry& registry, double celsius);  // before the currents of mechanisms
// finitialize: concentrations from nai0_na_ion …, reversal potentials, as each style has it.
void initialize_ions(mech::Registry& registry, double celsius);
// Reversal potentials from concentrations that mechanisms have set at the start.
void follow_concentrations(mech::Registry& registry, double celsius);

}  // namespace nrn::sim
