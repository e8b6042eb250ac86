// Formats for numbers that users give to printf members.
#pragma once

#include <string>

#include "object/call.hpp"

namespace nrn {

// Argument i as a format for one double: any text with at most one of the conversions e f g a, and %%.
std::string number_format_arg(Call& call, std::size_t i);

}  // namespace nrn
