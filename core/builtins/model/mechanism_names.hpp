// The mechanisms in the order in which users see them, with those that are part of every section.
#pragma once

#include <string>
#include <vector>

#include "mech/registry.hpp"

namespace nrn {

struct MechanismName {
    std::string name;
    mech::Mechanism* mechanism;  // null: morphology and capacitance, columns of the nodes
};

// Density mechanisms and ions, or point processes and artificial cells.
std::vector<MechanismName> mechanism_names(const mech::Registry& registry, bool points);

}  // namespace nrn
