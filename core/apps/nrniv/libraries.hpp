// The libraries of compiled mechanisms of a run without Python.
#pragma once

#include "apps/nrniv/arguments.hpp"

namespace nrn::apps {

// Loads those of -dll, or without that option the one of the current folder (x86_64/libnrnmech.so), and names their
// .mod files where the plan has a banner. False when one of -dll cannot be loaded: what is wrong is printed then. That
// of the current folder nobody asked for, so it is only reported.
bool load_libraries(const Plan& plan);

}  // namespace nrn::apps
