#include "sim/load.hpp"

#include <unordered_map>

#include "cable/numbering.hpp"

namespace nrn::sim {

double cost_of(const cable::Section& section) {
    std::size_t cost = section.nodes().size() + 1;  // and the end
    if (section.parent() == nullptr) {
        ++cost;
    }
    for (const cable::MechanismSlot& slot : section.mechanisms()) {
        cost += slot.instances.size();
    }
    for (const cable::PointProcess* each = section.first_point(); each != nullptr; each = each->next) {
        ++cost;
    }
    return static_cast<double>(cost);
}

std::vector<CellLoad> loads_of_cells(const cable::Cable& cable) {
    std::vector<CellLoad> cells;
    std::unordered_map<const cable::Section*, double> costs;  // by root
    for (cable::Section* each = cable.first(); each != nullptr; each = each->next()) {
        costs[&cable::root_of(*each)] += cost_of(*each);
        if (each->parent() == nullptr) {
            cells.push_back({each, 0.0});
        }
    }
    for (CellLoad& cell : cells) {
        cell.cost = costs[cell.root];
    }
    return cells;
}

std::vector<std::vector<cable::Section*>> divide_cells(const std::vector<CellLoad>& cells, std::size_t parts) {
    std::vector<std::vector<cable::Section*>> divided(parts);
    double left = 0.0;
    for (const CellLoad& cell : cells) {
        left += cell.cost;
    }
    std::size_t next = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        // A fair share of what is left: a cell belongs to it when at least half of the cell lies in it.
        const double share = left / static_cast<double>(parts - part);
        double has = 0.0;
        while (next < cells.size() && (part + 1 == parts || has + cells[next].cost / 2.0 <= share)) {
            has += cells[next].cost;
            divided[part].push_back(cells[next++].root);
        }
        left -= has;
    }
    return divided;
}

}  // namespace nrn::sim
