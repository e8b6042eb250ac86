// What no simulation can go on with: voltages that are no numbers, segments without thickness.
#pragma once

#include "cable/cable.hpp"

namespace nrn::sim {

// Error(Value) that names the first place whose voltage is not finite, at time t [ms], and a parameter that explains
// it.
void check_voltages(cable::Cable& cable, double t);
// Error(Value) that names the first segment whose diameter, as 3-d points make it, is 0.
void check_diameters(cable::Cable& cable);

}  // namespace nrn::sim
