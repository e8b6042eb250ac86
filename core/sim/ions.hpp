// Ions in a step: currents start from 0, reversal potentials follow concentrations where their style says so.
#pragma once

#include "mech/registry.hpp"

namespace nrn::sim {

// Before the currents of mechanisms: rows first … last-1 of an ion.
void start_ion_currents(mech::Mechanism& ion, std::int32_t first, std::int32_t last, double celsius);
// finitialize: concentrations from nai0_na_ion …, reversal potentials, as each style has it.
void initialize_ions(mech::Registry& registry, double celsius);
// Reversal potentials from concentrations that mechanisms have set at the start.
void follow_concentrations(mech::Registry& registry, double celsius);

}  // namespace nrn::sim
