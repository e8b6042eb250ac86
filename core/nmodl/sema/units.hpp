// Units of the UNITS block: how much of one is another. Elsewhere units are text.
#pragma once

#include <optional>
#include <string>

namespace nrn::nmodl {

// (faraday) in (coulomb) is 96485.33…; nothing when a unit is not known or the dimensions differ.
std::optional<double> conversion(const std::string& from, const std::string& to);

}  // namespace nrn::nmodl
