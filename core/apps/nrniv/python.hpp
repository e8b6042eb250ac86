// Going over to Python: which one, and how it is started.
#pragma once

#include <string>

#include "apps/nrniv/arguments.hpp"

namespace nrn::apps {

// The Python to use: -pyexe, NRN_PYTHONEXE, the active virtual or conda environment, or the first python3 or python
// on PATH. Empty when there is none that can be started; problem then says what was tried.
std::string find_python(const Plan& plan, std::string& problem);

// This process becomes that Python, which runs the plan. Returns only when that fails, with an exit status.
int become_python(const Plan& plan, int argc, char** argv);

}  // namespace nrn::apps
