// What readers of formats with outlines of somata have in common: which outlines are one soma, and which soma a
// branch without parent belongs to.
#pragma once

#include "builtins/morphology/contour.hpp"
#include "builtins/morphology/tree.hpp"

namespace nrn::morphology {

// Outlines that follow each other and overlap, seen from above, are those of one soma. somata are the first branches
// of the tree.
void stack_contours(Tree& tree, std::size_t somata);

// Connects every branch without parent to the middle of the soma that its first point lies in, else the nearest one.
void connect_to_somata(Tree& tree, std::size_t somata);

}  // namespace nrn::morphology
