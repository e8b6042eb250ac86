// Whether the units of a mechanism's expressions agree, as `modlunit` of NEURON does.
#pragma once

#include <vector>

#include "nmodl/sema/symbols.hpp"
#include "nmodl/syntax/lexer.hpp"

namespace nrn::nmodl {

// For a mechanism without errors; notes warnings. `unchecked` are the regions of UNITSOFF.
void check_units(const Mechanism& mechanism, const std::vector<Region>& unchecked, Sources& sources);

}  // namespace nrn::nmodl
