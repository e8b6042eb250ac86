#include "sim/model.hpp"

#include <algorithm>
#include <numeric>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cable/numbering.hpp"
#include "mech/extracellular.hpp"
#include "sim/finite.hpp"

namespace nrn::sim {

using cable::Cable;
using cable::Id;
using cable::kNoId;
using cable::Section;

namespace {

constexpr std::size_t kLargeModel = 20000;  // rows

// What building a model has freed goes back to the system, which the C library would keep for itself.
void give_back_memory() noexcept {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
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

void Model::prepare(Cable& cable, const mech::RunServices& services, const Wishes& wishes) {
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
        order_nodes(cable, wishes);
        order_instances(cable);
        structure_ = cable.structure_version();
    }
    if (geometry) {
        couple(cable);
        geometry_ = cable.geometry_version();
    }
    if (structure || !runs.valid(cable.registry)) {
        runs.prepare(cable.registry, cable.nodes, kMechanismColumns, services);
    }
    if (size() > given_back_at_ + given_back_at_ / 4 + kLargeModel) {
        give_back_memory();
        given_back_at_ = size();
    }
}

std::size_t Model::bytes() const {
    return runs.bytes() + order_.parent.capacity() * sizeof(std::int32_t) + order_.turned.capacity() / 8 +
           order_.bands.capacity() * sizeof(numeric::TreeBand) + order_.blocks.capacity() * sizeof(NodeOrder::Block) +
           axial_.capacity() * sizeof(double);
}

void Model::order_nodes(Cable& cable, const Wishes& wishes) {
    const cable::Numbering numbering = cable::number_nodes(cable);
    std::vector<std::uint32_t> places;
    for (const Id id : wishes.hung_by) {
        places.push_back(numbering.number[id]);
    }
    const mech::Mechanism* outside = cable.registry.find(mech::kExtracellular);
    if (outside != nullptr && outside->table.size() > 0) {  // the equations outside are in the order of sections
        places.clear();
        for (std::size_t i = 0; i < numbering.parent.size() && numbering.parent[i] < 0; ++i) {
            places.push_back(static_cast<std::uint32_t>(i));
        }
    }
    order_ = sim::order_nodes(numbering.parent, places, wishes.threads);
    std::vector<std::uint32_t> order;
    order.reserve(order_.place.size());
    for (const std::uint32_t place : order_.place) {
        order.push_back(cable.nodes.row(numbering.nodes[place]));
    }
    if (!is_identity(order)) {
        cable.nodes.reorder(order);
    }
    order_.place = {};  // done with
}

namespace {

// By type of the density mechanisms and ions, by Id of an instance: the row of its node.
std::vector<std::vector<std::uint32_t>> nodes_of_instances(const Cable& cable) {
    std::vector<std::vector<std::uint32_t>> found(cable.registry.all().size());
    for (Section* section = cable.first(); section != nullptr; section = section->next()) {
        for (const cable::MechanismSlot& slot : section->mechanisms()) {
            std::vector<std::uint32_t>& nodes = found[static_cast<std::size_t>(slot.mechanism->type())];
            nodes.resize(slot.mechanism->table.id_limit());
            for (std::size_t k = 0; k < slot.instances.size(); ++k) {
                nodes[slot.instances[k]] = cable.nodes.row(section->node(k));
            }
        }
    }
    return found;
}

constexpr std::uint32_t kNowhere = 0xffffffffU;

}  // namespace

// Instances in the order of their nodes, those of one node as they were made; those without a place at the end.
void Model::order_instances(Cable& cable) {
    std::vector<std::vector<std::uint32_t>> nodes = nodes_of_instances(cable);
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> node;  // by row
    for (const auto& mechanism : cable.registry.all()) {
        if (mechanism->kind() == mech::Kind::Artificial || mechanism->kind() == mech::Kind::Functions) {
            continue;
        }
        mech::Table& table = mechanism->table;
        const std::vector<std::uint32_t>& known = nodes[static_cast<std::size_t>(mechanism->type())];
        node.resize(table.size());
        for (std::size_t row = 0; row < node.size(); ++row) {
            const Id id = table.id_at(row);
            if (!mechanism->is_point()) {
                node[row] = known[id];
            } else {
                node[row] = mechanism->node[id] == kNoId ? kNowhere : cable.nodes.row(mechanism->node[id]);
            }
        }
        order.resize(table.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return node[a] < node[b]; });
        if (!is_identity(order)) {
            table.reorder(order);
        }
        std::vector<std::int32_t> places;
        places.reserve(order.size());
        for (std::size_t row = 0; row < order.size() && node[order[row]] != kNowhere; ++row) {
            places.push_back(static_cast<std::int32_t>(node[order[row]]));
        }
        runs.place(*mechanism, std::move(places));
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
        const double resistance = ri[order_.child(i)];
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
    if (!order_.turned[row]) {
        cable.nodes.column(cable::kA)[row] *= section.rallbranch;
    } else {  // the parent hangs below this node
        const std::uint32_t above = cable.nodes.row(section.parent()->node_at(section.parent_x()));
        cable.nodes.column(cable::kB)[above] *= section.rallbranch;
    }
}

}  // namespace nrn::sim
