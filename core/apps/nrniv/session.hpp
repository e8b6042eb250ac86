// Runs a plan without Python in this process.
#pragma once

#include "apps/nrniv/arguments.hpp"

namespace nrn::apps {

// Returns the exit status.
int run_session(const Plan& plan);

}  // namespace nrn::apps
