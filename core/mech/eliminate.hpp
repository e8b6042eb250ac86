// Small systems of linear equations that are solved once: those of Newton's method, of the kinetic schemes of channels.
#pragma once

#include <span>

namespace nrn::mech {

// a x = b by elimination with exchange of rows; a is square, row by row. The answer comes in b, a is used up. False
// when a is singular or not of numbers.
bool eliminate(std::span<double> a, std::span<double> b) noexcept;

}  // namespace nrn::mech
