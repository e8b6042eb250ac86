// Loops with known bounds, written out.
#pragma once

#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {

// The statements with each loop that holds reactions, and whose bounds are numbers, replaced by its rounds; but with
// keep_plain those stay whose reactions are between the elements i, i + 1, … of arrays in round i.
Statements unrolled(const Mechanism& mechanism, const Statements& list, bool keep_plain = false);

// e with a number in the place of the variable of a loop.
ExprPtr at_index(const ExprPtr& e, const std::string& loop, double index);

}  // namespace nrn::nmodl
