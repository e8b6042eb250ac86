#include "sim/model.hpp"

#include <algorithm>
#include <numeric>

#include "sim/finite.hpp"

namespace nrn::sim {

using cable::Cable;
using cable::Id;
using cable::kNoId;
using cable::Section;

namespace {

// The nodes of a section from the connected end on, each behind its parent.
template <class Take>
void walk_nodes(const Section& section, Take&& take) {
    const std::size_t n = section.nodes().size();
    Id parent = section.parent() != nullptr ? section.parent()->node_at(section.parent_x()) : section.root_node();
    for (std::size_t i = 0; i < n; ++i) {
        const Id id = section.node(section.own_x() == 0.0 ? i : n - 1 - i);
        take(id, parent);
        parent = id;
    }
    take(section.end_node(), parent);
}

// All sections of a tree, level by level.
template <class Take>
void walk_tree(Section& root, Take&& take) {
    std::vector<Section*> found{&root};
    for (std::size_t i = 0; i < found.size(); ++i) {
        take(*found[i]);
        for (Section* child = found[i]->first_child(); child != nullptr; child = child->next_sibling()) {
            found.push_back(child);
        }
    }
}

bool is_identity(const std::vector<std::uint32_t>& order) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] != i) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool Model::prepare(Cable& cable, const mech::RunServices& services) {
    const bool structure = structure_ != cable.structure_version();
    const bool geometry = structure || geometry_ != cable.geometry_version();
    if (geometry) {
        cable.update_geometry();
        check_diameters(cable);
    }
    if (structure) {
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
        return true;
    }
    return geometry;
}

void Model::order_nodes(Cable& cable) {
    std::vector<std::uint32_t> order;
    std::vector<Id> parents;
    order.reserve(cable.nodes.size());
    parents.reserve(cable.nodes.size());
    trees_.clear();
    const auto take = [&](Id id, Id parent) {
        order.push_back(cable.nodes.row(id));
        parents.push_back(parent);
    };
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->parent() == nullptr) {
            take(section->root_node(), kNoId);
        }
    }
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->parent() == nullptr) {
            trees_.push_back(order.size());
            walk_tree(*section, [&](Section& each) { walk_nodes(each, take); });
        }
    }
    trees_.push_back(order.size());
    if (!is_identity(order)) {
        cable.nodes.reorder(order);
    }
    parent_.resize(parents.size());
    capacitive_.assign(parents.size(), 0.0);
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        for (const Id id : section->nodes()) {
            capacitive_[cable.nodes.row(id)] = 1.0;
        }
    }
    for (std::size_t i = 0; i < parents.size(); ++i) {
        parent_[i] = parents[i] == kNoId ? -1 : static_cast<std::int32_t>(cable.nodes.row(parents[i]));
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
    for (std::size_t i = 0; i < parent_.size(); ++i) {
        const std::int32_t p = parent_[i];
        if (p < 0) {
            a[i] = b[i] = 0.0;
            continue;
        }
        a[i] = -kScale / (area[p] * ri[i]);
        b[i] = -kScale / (area[i] * ri[i]);
    }
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->rallbranch != 1.0) {  // so many equal branches draw from the parent
            const bool forward = section->own_x() == 0.0;
            const Id id = section->node(forward ? 0 : section->nodes().size() - 1);
            a[nodes.row(id)] *= section->rallbranch;
        }
    }
    for (std::size_t i = 0; i < parent_.size(); ++i) {
        if (parent_[i] >= 0) {
            axial_[i] -= b[i];
            axial_[static_cast<std::size_t>(parent_[i])] -= a[i];
        }
    }
}

}  // namespace nrn::sim
