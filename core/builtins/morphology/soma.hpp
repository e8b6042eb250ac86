// What readers of formats with outlines of somata have in common: which outlines are one soma, and which soma a
// branch without parent belongs to.
#pragma once

#include <limits>
#include <vector>

#include "builtins/morphology/contour.hpp"
#include "builtins/morphology/tree.hpp"

namespace nrn::morphology {

constexpr double kSomaMargin = 0.5;  // around a soma of one outline [um]
constexpr double kJointDiam = 0.01;  // of the node in the soma, which is no 3-d point of the section [um]

// What nodes take up, seen from above.
struct Box {
    double left = std::numeric_limits<double>::infinity(), right = -left, bottom = left, top = -left;

    void add(const std::vector<Node>& nodes);
    bool meets(const Box& other) const;
    bool holds(const Node& node, double margin) const;
};

// Outlines that follow each other and overlap, seen from above, are those of one soma. somata are the first branches
// of the tree.
void stack_contours(Tree& tree, std::size_t somata);

// Connects every branch without parent to the middle of the soma that its first point lies in, else the nearest one.
void connect_to_somata(Tree& tree, std::size_t somata);

}  // namespace nrn::morphology
