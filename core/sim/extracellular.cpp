#include "sim/extracellular.hpp"

#include <algorithm>

namespace nrn::sim {

using cable::kA;
using cable::kArea;
using cable::kB;
using cable::kCm;
using cable::kD;
using cable::kRhs;
using cable::kV;
using cable::kVext;
using mech::kLayers;

namespace {

constexpr double kCmPerUm = 1e-4;
constexpr double kPerStep = 1e-3;  // [uF/cm2/ms] in [S/cm2]
constexpr double kScale = 1e2;     // [1/(um2 MOhm)] in [S/cm2]

using Block = std::array<double, 9>;
using Triple = std::array<double, 3>;

// Of a matrix that is dominated by its diagonal.
Block inverse(const Block& m) noexcept {
    const double c00 = m[4] * m[8] - m[5] * m[7];
    const double c01 = m[5] * m[6] - m[3] * m[8];
    const double c02 = m[3] * m[7] - m[4] * m[6];
    const double determinant = m[0] * c00 + m[1] * c01 + m[2] * c02;
    const double f = 1.0 / determinant;
    return {f * c00, f * (m[2] * m[7] - m[1] * m[8]), f * (m[1] * m[5] - m[2] * m[4]),
            f * c01, f * (m[0] * m[8] - m[2] * m[6]), f * (m[2] * m[3] - m[0] * m[5]),
            f * c02, f * (m[1] * m[6] - m[0] * m[7]), f * (m[0] * m[4] - m[1] * m[3])};
}

Triple product(const Block& m, const Triple& x) noexcept {
    return {m[0] * x[0] + m[1] * x[1] + m[2] * x[2], m[3] * x[0] + m[4] * x[1] + m[5] * x[2],
            m[6] * x[0] + m[7] * x[1] + m[8] * x[2]};
}

}  // namespace

void Extracellular::prepare(cable::Cable& cable, const Model& model) {
    mechanism_ = cable.registry.find(mech::kExtracellular);
    nodes_.clear();
    place_.assign(mechanism_->table.size() > 0 ? model.size() : 0, -1);
    if (place_.empty()) {
        return;
    }
    for (cable::Section* section = cable.first(); section != nullptr; section = section->next()) {
        const cable::MechanismSlot* slot = section->find(*mechanism_);
        if (slot == nullptr) {
            continue;
        }
        const auto add = [&](cable::Id node, std::int32_t instance) {
            nodes_.push_back({cable.nodes.row(node), instance, -1, {}, {}});
        };
        for (std::size_t k = 0; k < section->nodes().size(); ++k) {
            add(section->node(k), static_cast<std::int32_t>(mechanism_->table.row(slot->instances[k])));
        }
        add(section->end_node(), -1);
        if (section->root_node() != cable::kNoId) {
            add(section->root_node(), -1);
        }
    }
    std::sort(nodes_.begin(), nodes_.end(), [](const Node& a, const Node& b) { return a.row < b.row; });
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        place_[nodes_[i].row] = static_cast<std::int32_t>(i);
    }
    for (Node& node : nodes_) {
        const std::int32_t parent = model.parent()[node.row];
        node.parent = parent < 0 ? -1 : place_[static_cast<std::size_t>(parent)];
    }
    d_.resize(nodes_.size());
    rhs_.resize(nodes_.size());
    membrane_g_.resize(nodes_.size());
    membrane_i_.resize(nodes_.size());
    half_lengths(cable);
}

// Half the length of each segment, and whether the neighbour towards the parent is a segment of the same section.
void Extracellular::half_lengths(cable::Cable& cable) {
    for (cable::Section* section = cable.first(); section != nullptr; section = section->next()) {
        if (section->find(*mechanism_) == nullptr) {
            continue;
        }
        const std::size_t n = section->nodes().size();
        const double half = section->L() / static_cast<double>(n) / 2.0 * kCmPerUm;
        const auto at = [&](cable::Id id) -> Node& {
            return nodes_[static_cast<std::size_t>(place_[cable.nodes.row(id)])];
        };
        for (std::size_t i = 0; i < n; ++i) {
            Node& node = at(section->node(section->own_x() == 0.0 ? i : n - 1 - i));
            node.half = half;
            node.inner = i > 0;
        }
        at(section->end_node()).half = half;
        at(section->end_node()).inner = true;
    }
}

void Extracellular::couple(cable::Cable& cable) noexcept {
    const double* area = cable.nodes.column(kArea);
    for (Node& node : nodes_) {
        if (node.parent < 0) {
            continue;
        }
        const Node& parent = nodes_[static_cast<std::size_t>(node.parent)];
        for (std::size_t k = 0; k < kLayers; ++k) {
            const double* xraxial = mechanism_->table.column(mech::kXraxial + k);
            double r = node.instance >= 0 ? node.half * xraxial[node.instance] : 0.0;
            if (node.inner) {
                r += node.half * xraxial[parent.instance];
            }
            node.a[k] = -kScale / (area[parent.row] * r);
            node.b[k] = -kScale / (area[node.row] * r);
        }
    }
}

void Extracellular::show_inside(mech::Table& nodes) {
    membrane_v_.resize(nodes_.size());
    double* v = nodes.column(kV);
    const double* outside = nodes.column(kVext);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        membrane_v_[i] = v[nodes_[i].row];
        v[nodes_[i].row] += outside[nodes_[i].row];
    }
}

void Extracellular::show_membrane(mech::Table& nodes) const noexcept {
    double* v = nodes.column(kV);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        v[nodes_[i].row] = membrane_v_[i];
    }
}

void Extracellular::reset(mech::Table& nodes) const noexcept {
    for (const Node& node : nodes_) {
        for (std::size_t k = 0; k < kLayers; ++k) {
            nodes.column(kVext + k)[node.row] = 0.0;
        }
        if (node.instance >= 0) {
            mechanism_->table.column(mech::kIMembrane)[node.instance] = 0.0;
        }
    }
}

void Extracellular::assemble(cable::Cable& cable, const Model& model, std::span<const double> membrane_rhs,
                             std::span<const double> membrane_d, double step) {
    mech::Table& nodes = cable.nodes;
    const mech::Table& table = mechanism_->table;
    const double factor = kPerStep / step;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const Node& node = nodes_[i];
        const std::uint32_t row = node.row;
        const double g = membrane_d[row] + factor * nodes.column(kCm)[row];
        const double current = -membrane_rhs[row];
        membrane_g_[i] = g;
        membrane_i_[i] = current;
        const double e0 = nodes.column(kVext)[row];
        const double e1 = nodes.column(kVext + 1)[row];
        double c0 = 0.0;
        double c1 = 0.0;
        double i0 = 0.0;  // from the first layer to the second
        double i1 = 0.0;  // from there to ground
        if (node.instance >= 0) {
            const auto at = [&](std::size_t column) { return table.column(column)[node.instance]; };
            c0 = at(mech::kXg) + factor * at(mech::kXc);
            c1 = at(mech::kXg + 1) + factor * at(mech::kXc + 1);
            i0 = at(mech::kXg) * (e0 - e1);
            i1 = at(mech::kXg + 1) * (e1 - at(mech::kXe));
        }
        d_[i] = {nodes.column(kD)[row], -g, 0.0, -g, g + c0, -c0, 0.0, -c0, c0 + c1};
        rhs_[i] = {nodes.column(kRhs)[row], current - i0, i0 - i1};
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const Node& node = nodes_[i];
        if (node.parent < 0) {
            continue;
        }
        const auto p = static_cast<std::size_t>(node.parent);
        for (std::size_t k = 0; k < kLayers; ++k) {
            const double* outside = nodes.column(kVext + k);
            const double difference = outside[nodes_[p].row] - outside[node.row];
            const std::size_t diagonal = (k + 1) * 4;
            d_[i][diagonal] -= node.b[k];
            d_[p][diagonal] -= node.a[k];
            rhs_[i][k + 1] -= node.b[k] * difference;
            rhs_[p][k + 1] += node.a[k] * difference;
        }
    }
}

// Rows without the mechanism are numbers, those with it blocks; a block meets a number in its first row only.
void Extracellular::eliminate(mech::Table& nodes, const Model& model) noexcept {
    const double* a = nodes.column(kA);
    const double* b = nodes.column(kB);
    double* d = nodes.column(kD);
    double* rhs = nodes.column(kRhs);
    for (std::size_t i = model.size(); i-- > 0;) {
        const std::int32_t place = place_[i];
        if (place >= 0) {
            d_[static_cast<std::size_t>(place)] = inverse(d_[static_cast<std::size_t>(place)]);
        }
        const std::int32_t p = model.parent()[i];
        if (p < 0) {
            continue;
        }
        const std::int32_t parent = place_[static_cast<std::size_t>(p)];
        double& d_inside = parent < 0 ? d[p] : d_[static_cast<std::size_t>(parent)][0];
        double& rhs_inside = parent < 0 ? rhs[p] : rhs_[static_cast<std::size_t>(parent)][0];
        if (place < 0) {
            const double factor = a[i] / d[i];
            d_inside -= factor * b[i];
            rhs_inside -= factor * rhs[i];
            continue;
        }
        const Node& node = nodes_[static_cast<std::size_t>(place)];
        const Block& inverted = d_[static_cast<std::size_t>(place)];
        const Triple x = product(inverted, rhs_[static_cast<std::size_t>(place)]);
        if (node.parent < 0) {
            d_inside -= a[i] * inverted[0] * b[i];
            rhs_inside -= a[i] * x[0];
            continue;
        }
        const Triple up = {a[i], node.a[0], node.a[1]};
        const Triple down = {b[i], node.b[0], node.b[1]};
        for (std::size_t r = 0; r < 3; ++r) {
            for (std::size_t c = 0; c < 3; ++c) {
                d_[static_cast<std::size_t>(parent)][3 * r + c] -= up[r] * inverted[3 * r + c] * down[c];
            }
            rhs_[static_cast<std::size_t>(parent)][r] -= up[r] * x[r];
        }
    }
}

void Extracellular::substitute(mech::Table& nodes, const Model& model) noexcept {
    const double* b = nodes.column(kB);
    const double* d = nodes.column(kD);
    double* rhs = nodes.column(kRhs);
    for (std::size_t i = 0; i < model.size(); ++i) {
        const std::int32_t p = model.parent()[i];
        const std::int32_t parent = p < 0 ? -1 : place_[static_cast<std::size_t>(p)];
        const double inside = p < 0 ? 0.0 : parent < 0 ? rhs[p] : rhs_[static_cast<std::size_t>(parent)][0];
        if (place_[i] < 0) {
            rhs[i] = (rhs[i] - b[i] * inside) / d[i];
            continue;
        }
        const auto place = static_cast<std::size_t>(place_[i]);
        Triple& mine = rhs_[place];
        mine[0] -= b[i] * inside;
        if (nodes_[place].parent >= 0) {
            const Triple& above = rhs_[static_cast<std::size_t>(nodes_[place].parent)];
            mine[1] -= nodes_[place].b[0] * above[1];
            mine[2] -= nodes_[place].b[1] * above[2];
        }
        mine = product(d_[place], mine);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        rhs[nodes_[i].row] = rhs_[i][0] - rhs_[i][1];
    }
}

void Extracellular::solve(cable::Cable& cable, const Model& model, std::span<const double> membrane_rhs,
                          std::span<const double> membrane_d, double step) {
    couple(cable);
    assemble(cable, model, membrane_rhs, membrane_d, step);
    eliminate(cable.nodes, model);
    substitute(cable.nodes, model);
}

void Extracellular::update(cable::Cable& cable, double times) {
    mech::Table& table = mechanism_->table;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const Node& node = nodes_[i];
        for (std::size_t k = 0; k < kLayers; ++k) {
            cable.nodes.column(kVext + k)[node.row] += times * rhs_[i][k + 1];
        }
        if (node.instance >= 0) {
            const double change = rhs_[i][0] - rhs_[i][1];
            table.column(mech::kSavG)[node.instance] = membrane_g_[i];
            table.column(mech::kSavRhs)[node.instance] = membrane_i_[i];
            table.column(mech::kIMembrane)[node.instance] = membrane_g_[i] * change + membrane_i_[i];
        }
    }
}

}  // namespace nrn::sim
