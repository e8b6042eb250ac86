// What nobody refuses and is likely a mistake, as warnings; what may be meant so, as remarks.
#pragma once

#include "nmodl/sema/symbols.hpp"

namespace nrn::nmodl {

// Before SOLVE is filled in.
void doubts(const Mechanism& mechanism, Sources& sources);
// What this compiler takes and NEURON 9 refuses.
void refused_by_neuron(const Mechanism& mechanism, Sources& sources);

}  // namespace nrn::nmodl
