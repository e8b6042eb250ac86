// The nodes along the path between two places of a tree, for plots over distance.
#pragma once

#include <vector>

#include "cable/section.hpp"

namespace nrn::cable {

struct PathNode {
    Section* section;
    double x;     // a centre, or 0 or 1
    double at;    // [um] from the beginning of the path
    bool border;  // it has no membrane: where sections meet end to end, or a free end
};

struct Path {
    std::vector<PathNode> nodes;  // each node once; empty when no path connects the places
    double nearest = 0.0;         // [um] from the beginning to the place that is nearest to the root
    double to_root = 0.0;         // [um] from there to the root
};

// From the node at ax of section a to that at bx of section b. Error(Reference) for deleted sections.
Path path_between(Section& a, double ax, Section& b, double bx);

}  // namespace nrn::cable
