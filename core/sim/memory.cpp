// Simulation::memory(): sums over what rooms below keep.
#include "sim/memory.hpp"

#include "sim/simulation.hpp"

namespace nrn::sim {

std::vector<MemoryUse> Simulation::memory() {
    prepare();
    MemoryUse sections{"section", cable_->count(), 0};
    MemoryUse compartments{"compartment", 0, cable_->nodes.bytes()};
    for (const cable::Section* section = cable_->first(); section != nullptr; section = section->next()) {
        compartments.count += section->nodes().size();
        sections.bytes += section->bytes();
    }
    MemoryUse solver{"solver", compartments.count,
                     model_.bytes() + (membrane_rhs_.capacity() + membrane_d_.capacity()) * sizeof(double)};
    std::vector<MemoryUse> all = {sections, compartments, solver};
    for (const auto& mechanism : cable_->registry.all()) {
        if (mechanism->table.size() > 0) {
            all.push_back({mechanism->name(), mechanism->table.size(), mechanism->bytes()});
        }
    }
    return all;
}

}  // namespace nrn::sim
