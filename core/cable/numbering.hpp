// Trees of sections, and all nodes in NEURON's order: the roots, then each tree level by level, each section from its
// connected end on. A parent comes before its children.
#pragma once

#include <vector>

#include "cable/cable.hpp"

namespace nrn::cable {

Section& root_of(Section& section) noexcept;
// A section and all below it, level by level.
std::vector<Section*> levels_below(Section& top);

struct Numbering {
    std::vector<Id> nodes;
    std::vector<std::int32_t> parent;   // by number: the parent's number, -1 for a root
    std::vector<std::uint32_t> number;  // by Id
};

Numbering number_nodes(const Cable& cable);

}  // namespace nrn::cable
