// Python as the host of libnrn: the table of nrn/host.h.
#pragma once

#include <nrn/host.h>

#include "runtime.hpp"

namespace nrnpy {

// Registers Python as the host; false with an exception set.
bool start_host();
const NrnHostCounts* host_counts();

}  // namespace nrnpy
