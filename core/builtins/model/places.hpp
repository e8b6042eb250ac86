// Which section and place a call is about: an argument, or the section that is accessed.
#pragma once

#include "cable/cable.hpp"
#include "object/call.hpp"

namespace nrn {

inline cable::Cable& cable_of(Call& call) {
    return call.context.state<cable::Cable>();
}

struct Place {
    cable::Section& section;
    double x;  // 0 … 1
};

// A section or segment that is argument i; the accessed section where that is none.
cable::Section& section_arg(Call& call, std::size_t i);
// A segment that is argument i, or a number: x in the accessed section. Error(Value) unless 0 <= x <= 1; what is left
// out is `otherwise`.
Place place_arg(Call& call, std::size_t i, double otherwise = 0.5);
// Error(Value) unless 0 <= x <= 1.
double checked_x(Call& call, std::size_t i, double x);

}  // namespace nrn
