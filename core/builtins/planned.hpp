// Names that NEURON has and this version does not: found, listed, and answered with what is missing.
#pragma once

#include "object/symbol.hpp"

namespace nrn {

// Adds every name of planned.def that is not defined yet.
void define_planned(Context& context, SymbolTable& symbols);

}  // namespace nrn
