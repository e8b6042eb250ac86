// Loops with known bounds, written out.
#pragma once

#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {

// The statements with each loop that holds reactions, and whose bounds are numbers, replaced by its rounds.
Statements unrolled(const Mechanism& mechanism, const Statements& list);

// e with a number in the place of the variable of a loop.
ExprPtr at_index(const ExprPtr& e, const std::string& loop, double index);

}  // namespace nrn::nmodl
