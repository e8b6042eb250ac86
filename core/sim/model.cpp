#include "sim/model.hpp"

#include <algorithm>
#include <numeric>

#include "cable/numbering.hpp"
#include "mech/extracellular.hpp"
#include "sim/finite.hpp"

namespace nrn::sim {

using cable::Cable;
using cable::Id;
using cable::kNoId;
using cable::Section;

namespace {

bool is_identity(const std::vector<std::uint32_t>& order) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] != i) {
            return false;
        }
    }
    return true;
}

}  // namespace

void Model::prepare(Cable& cable, const mech::RunServices& services) {
    const bool structure = structure_ != cable.structure_version();
    const bool geometry = structure || geometry_ != cable.geometry_version();
    if (geometry) {
        cable.update_geometry();
        check_diameters(cable);
    }
    if (structure) {
        cable.nodes.shrink();
        for (const auto& mechanism : cable.registry.all()) {
            mechanism->shrink();
        }
        order_nodes(cable);
        order_instances(cable);
        structure_ = cable.structure_version();
    }
    if (geometry) {
        couple(cable);
        geometry_ = cable.geometry_version();
    }
    if (structure || !runs.valid(cable.registry, cable.nodes)) {
        runs.prepare(cable.registry, cable.nodes, kMechanismColumns, services);
    }
}

void Model::order_nodes(Cable& cable) {
    const cable::Numbering numbering = cable::number_nodes(cable);
    const mech::Mechanism* outside = cable.registry.find(mech::kExtracellular);
    order_ = sim::order_nodes(numbering.parent, outside != nullptr && outside->table.size() > 0);
    std::vector<std::uint32_t> order;
    order.reserve(order_.place.size());
    for (const std::uint32_t place : order_.place) {
        order.push_back(cable.nodes.row(numbering.nodes[place]));
    }
    if (!is_identity(order)) {
        cable.nodes.reorder(order);
    }
    order_.place = {};  // done with
    capacitive_.assign(order.size(), 0.0);
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        for (const Id id : section->nodes()) {
            capacitive_[cable.nodes.row(id)] = 1.0;
        }
    }
}

// Instances in the order of their nodes, those of one node as they were made; those without a place at the end.
void Model::order_instances(Cable& cable) {
    std::vector<std::uint32_t> order;
    for (const auto& mechanism : cable.registry.all()) {
        if (mechanism->kind() == mech::Kind::Artificial || mechanism->kind() == mech::Kind::Functions) {
            continue;
        }
        const mech::Table& table = mechanism->table;
        order.resize(table.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto key = [&](std::uint32_t row) -> std::uint64_t {
            const Id node = mechanism->node[table.id_at(row)];
            return node == kNoId ? cable.nodes.size() : cable.nodes.row(node);
        };
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
        if (!is_identity(order)) {
            mechanism->table.reorder(order);
        }
    }
}

void Model::couple(Cable& cable) {
    mech::Table& nodes = cable.nodes;
    const double* area = nodes.column(cable::kArea);
    const double* ri = nodes.column(cable::kRi);
    double* a = nodes.column(cable::kA);
    double* b = nodes.column(cable::kB);
    constexpr double kScale = 1e2;  // [1/(um2 MOhm)] in [S/cm2]
    axial_.assign(nodes.size(), 0.0);
    for (std::size_t i = 0; i < order_.parent.size(); ++i) {
        const std::int32_t p = order_.parent[i];
        if (p < 0) {
            a[i] = b[i] = 0.0;
            continue;
        }
        const double resistance = ri[order_.child[i]];
        a[i] = -kScale / (area[p] * resistance);
        b[i] = -kScale / (area[i] * resistance);
    }
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->rallbranch != 1.0 && section->parent() != nullptr) {
            couple_branches(cable, *section);
        }
    }
    for (std::size_t i = 0; i < order_.parent.size(); ++i) {
        if (order_.parent[i] >= 0) {
            axial_[i] -= b[i];
            axial_[static_cast<std::size_t>(order_.parent[i])] -= a[i];
        }
    }
}

// So many equal branches draw from the parent.
void Model::couple_branches(Cable& cable, const Section& section) {
    const bool forward = section.own_x() == 0.0;
    const std::uint32_t row = cable.nodes.row(section.node(forward ? 0 : section.nodes().size() - 1));
    if (order_.child[row] == row) {
        cable.nodes.column(cable::kA)[row] *= section.rallbranch;
    } else {  // the parent hangs below this node
        const std::uint32_t above = cable.nodes.row(section.parent()->node_at(section.parent_x()));
        cable.nodes.column(cable::kB)[above] *= section.rallbranch;
    }
}

}  // namespace nrn::sim
