// Somata that are told by outlines: the sections that stand for them, and where dendrites are connected.
//
// An outline is traced from its first point to its last; that it is closed is not used but for its circumference.
#pragma once

#include <vector>

#include "builtins/morphology/tree.hpp"

namespace nrn::morphology {

using Contour = std::vector<Node>;

// 21 points along the longest axis of one outline, each as thick as the outline is wide there. Empty when all points
// lie on a line, or in a plane that holds the z axis.
std::vector<Node> soma_of_contour(const Contour& contour);

// A point for each outline of a stack: its middle, with the diameter of a circle of about its size.
std::vector<Node> soma_of_stack(const std::vector<Contour>& stack);

// The middle of a soma of one or several outlines.
Node middle_of_contours(const std::vector<Contour>& stack);

}  // namespace nrn::morphology
