#include "sim/split.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "cable/numbering.hpp"
#include "mech/extracellular.hpp"
#include "sim/diffusion.hpp"

namespace nrn::sim {

namespace {

constexpr double kNanoampere = 1e2;  // [nA/um2] in [mA/cm2]

// k by k, symmetric and positive definite: Gauss-Jordan elimination needs no exchange of rows.
void invert(double* m, std::size_t k) noexcept {
    for (std::size_t p = 0; p < k; ++p) {
        const double inverse = 1.0 / m[p * k + p];
        m[p * k + p] = 1.0;
        for (std::size_t j = 0; j < k; ++j) {
            m[p * k + j] *= inverse;
        }
        for (std::size_t i = 0; i < k; ++i) {
            if (i == p) {
                continue;
            }
            const double factor = std::exchange(m[i * k + p], 0.0);
            for (std::size_t j = 0; j < k; ++j) {
                m[i * k + j] -= factor * m[p * k + j];
            }
        }
    }
}

}  // namespace

// ---- which pieces there are ----

void Split::add(cable::Section& section, double x, std::int64_t sid) {
    joints_.push_back({Value::segment(&section, x), sid});
    incomplete_ = true;
}

void Split::add_pair(cable::Section& root, int rank, int other) {
    const std::int64_t wire = SplitPlan::wire_between(rank, other);
    if (std::any_of(joints_.begin(), joints_.end(), [wire](const Joint& joint) { return joint.wire == wire; })) {
        fail(ErrorKind::Value,
             "ranks %d and %d have a split cell already, and can have only one: use multisplit() for more", rank,
             other);
    }
    joints_.push_back({Value::segment(&root, root.own_x()), wire});
    incomplete_ = true;
}

void Split::clear(cable::Cable& cable) noexcept {
    joints_.clear();
    pieces_.clear();
    first_.clear();
    wrong_.reset();
    incomplete_ = false;
    plan_.clear();
    cable.order_changed();
}

// By tree, in the order in which the joints were made.
Split::Trees Split::trees() const {
    Trees trees;
    std::map<const cable::Section*, std::size_t> known;  // by root
    for (std::size_t i = 0; i < joints_.size(); ++i) {
        const std::size_t tree = known.emplace(&cable::root_of(joints_[i].section()), known.size()).first->second;
        trees.resize(known.size());
        trees[tree].push_back(i);
    }
    return trees;
}

std::vector<SplitPlan::Wires> Split::wires_of(const Trees& trees) const {
    std::vector<SplitPlan::Wires> wires;
    for (const std::vector<std::size_t>& tree : trees) {
        SplitPlan::Wires& made = wires.emplace_back();
        for (const std::size_t i : tree) {
            made.push_back(joints_[i].wire);
        }
    }
    return wires;
}

std::optional<Split::Wrong> Split::defect() const {
    std::map<cable::Id, const Joint*> taken;
    for (const Joint& joint : joints_) {
        const cable::Section& section = joint.section();
        if (!section.alive()) {
            return Wrong{ErrorKind::Reference, "the section of " + SplitPlan::name_of(joint.wire) + " is gone"};
        }
        const auto [other, is_new] = taken.emplace(joint.node(), &joint);
        if (!is_new) {
            return Wrong{ErrorKind::Value,
                         format("%s(%g) has %s and %s, and a node takes one: give all nodes that are "
                                "to be joined there the same number",
                                section.full_name().c_str(), joint.x(), SplitPlan::name_of(other->second->wire).c_str(),
                                SplitPlan::name_of(joint.wire).c_str())};
        }
    }
    return {};
}

void Split::set_up(cable::Cable& cable, Transport& ranks, event::RankGate* gate) {
    wrong_ = defect();
    std::vector<SplitPlan::Wires> own;
    if (!wrong_) {
        own = wires_of(trees());
    }
    plan_.set_up(ranks, gate, wrong_ ? nullptr : &own);
    if (wrong_) {
        refuse();
    }
    incomplete_ = false;
    cable.order_changed();
}

std::vector<cable::Id> Split::roots() const {
    std::vector<cable::Id> nodes;
    for (const Joint& joint : joints_) {
        if (joint.section().alive()) {
            nodes.push_back(joint.node());
        }
    }
    return nodes;
}

std::optional<Split::Wrong> Split::defect(const Parts& parts) const {
    if (std::optional<Wrong> wrong = defect()) {
        return wrong;
    }
    const Trees pieces = trees();
    if (wires_of(pieces) != plan_.own()) {
        return Wrong{ErrorKind::Value, "sections with split nodes were connected or disconnected"};
    }
    for (const Present& each : parts.present) {
        const bool outside = each.mechanism->name() == mech::kExtracellular;
        if (!outside && diffusion_count(each.mechanism->abi()) == 0) {
            continue;
        }
        for (const std::vector<std::size_t>& piece : pieces) {
            for (const cable::Section* section : cable::levels_below(cable::root_of(joints_[piece[0]].section()))) {
                if (outside || section->find(*each.mechanism) != nullptr) {
                    return Wrong{ErrorKind::NotImplemented,
                                 format("%s goes along all of a cell, and %s is of one that is split",
                                        each.mechanism->name().c_str(), section->full_name().c_str())};
                }
            }
        }
    }
    return {};
}

void Split::refuse() const {
    if (!wrong_) {
        fail(ErrorKind::Value,
             "there are split nodes that multisplit() has not seen: call it without arguments on all ranks");
    }
    if (wrong_->kind == ErrorKind::NotImplemented) {
        fail(wrong_->kind, "%s: leave it out, or the cell whole", wrong_->text.c_str());
    }
    fail(wrong_->kind, "%s: gid_clear(2) on all ranks and split anew", wrong_->text.c_str());
}

// ---- where they are ----

void Split::prepare(const cable::Cable& cable, const NodeOrder& order, const Parts& parts) {
    pieces_.clear();
    first_.assign(order.blocks.size() + 1, 0);
    wrong_.reset();
    if (!active()) {
        return;
    }
    wrong_ = defect(parts);
    if (wrong_) {
        return;
    }
    for (const std::vector<std::size_t>& joints : trees()) {
        Piece piece = piece_of(joints, cable, order);
        piece.planned = pieces_.size();
        pieces_.push_back(std::move(piece));
    }
    std::sort(pieces_.begin(), pieces_.end(),
              [](const Piece& a, const Piece& b) { return a.rows.front() < b.rows.front(); });
    for (std::size_t block = 0, i = 0; block < order.blocks.size(); ++block) {
        while (i < pieces_.size() && static_cast<std::uint32_t>(pieces_[i].rows.front()) < order.blocks[block].end) {
            ++i;
        }
        first_[block + 1] = i;
    }
}

Split::Piece Split::piece_of(const std::vector<std::size_t>& joints, const cable::Cable& cable,
                             const NodeOrder& order) const {
    Piece piece;
    std::vector<std::int32_t> row;  // of each joint
    for (const std::size_t i : joints) {
        row.push_back(static_cast<std::int32_t>(cable.nodes.row(joints_[i].node())));
        for (std::int32_t way = row.back(); way >= 0; way = order.parent[static_cast<std::size_t>(way)]) {
            piece.rows.push_back(way);
        }
    }
    std::sort(piece.rows.begin(), piece.rows.end());
    piece.rows.erase(std::unique(piece.rows.begin(), piece.rows.end()), piece.rows.end());
    const auto place = [&](std::int32_t of) {
        return static_cast<std::size_t>(std::lower_bound(piece.rows.begin(), piece.rows.end(), of) -
                                        piece.rows.begin());
    };
    piece.parent.assign(piece.rows.size(), 0);
    for (std::size_t i = 1; i < piece.rows.size(); ++i) {
        piece.parent[i] = place(order.parent[static_cast<std::size_t>(piece.rows[i])]);
    }
    for (const std::int32_t of : row) {
        piece.joints.push_back(place(of));
    }
    piece.alone.resize(joints.size());
    piece.inflow.resize(piece.rows.size());
    piece.x.resize(piece.rows.size());
    return piece;
}

// ---- a step ----

// What flows in at a node, as the elimination carries it to the root and scales it.
void Split::carry(Piece& piece, const Rows& rows) noexcept {
    for (std::size_t i = piece.rows.size(); i-- > 1;) {
        const std::int32_t row = piece.rows[i];
        piece.inflow[i] *= rows.system.d[row] / rows.system.b[row];
        piece.inflow[piece.parent[i]] -= rows.system.a[row] * piece.inflow[i];
    }
}

void Split::answer(Piece& piece, const Rows& rows) noexcept {
    piece.x[0] = piece.inflow[0] / rows.system.d[piece.rows[0]];
    for (std::size_t i = 1; i < piece.rows.size(); ++i) {
        const std::int32_t row = piece.rows[i];
        piece.x[i] = piece.inflow[i] - rows.system.d[row] * piece.x[piece.parent[i]];
    }
    std::fill(piece.inflow.begin(), piece.inflow.end(), 0.0);
}

void Split::condense(std::size_t block, const Rows& rows) noexcept {
    for (std::size_t n = first_[block]; n < first_[block + 1]; ++n) {
        Piece& piece = pieces_[n];
        const std::size_t k = piece.joints.size();
        const std::span<double> conductance = plan_.conductance(piece.planned);
        const std::span<double> current = plan_.current(piece.planned);
        for (std::size_t i = 0; i < piece.rows.size(); ++i) {
            piece.inflow[i] = rows.system.rhs[piece.rows[i]];
        }
        answer(piece, rows);
        for (std::size_t j = 0; j < k; ++j) {
            const std::size_t joint = piece.joints[j];
            piece.alone[j] = rows.v[piece.rows[joint]] + rows.times * piece.x[joint];
        }
        for (std::size_t j = 0; j < k; ++j) {  // the voltages for 1 nA at each joint, then what gives 1 mV
            piece.inflow[piece.joints[j]] = kNanoampere / rows.area[piece.rows[piece.joints[j]]];
            carry(piece, rows);
            answer(piece, rows);
            for (std::size_t i = 0; i < k; ++i) {
                conductance[i * k + j] = piece.x[piece.joints[i]];
            }
        }
        invert(conductance.data(), k);
        for (std::size_t i = 0; i < k; ++i) {
            current[i] = 0.0;
            for (std::size_t j = 0; j < k; ++j) {
                current[i] += conductance[i * k + j] * piece.alone[j];
            }
        }
    }
}

// The root gets its voltage, and what flows in at the other joints goes on towards it.
void Split::expand(std::size_t block, const Rows& rows) noexcept {
    for (std::size_t n = first_[block]; n < first_[block + 1]; ++n) {
        Piece& piece = pieces_[n];
        const std::size_t k = piece.joints.size();
        const std::span<const double> conductance = plan_.conductance(piece.planned);
        for (std::size_t i = 1; i < k; ++i) {
            double inflow = 0.0;  // [nA]
            for (std::size_t j = 0; j < k; ++j) {
                inflow += conductance[i * k + j] * (plan_.voltage(piece.planned, j) - piece.alone[j]) / rows.times;
            }
            piece.inflow[piece.joints[i]] = inflow * kNanoampere / rows.area[piece.rows[piece.joints[i]]];
        }
        carry(piece, rows);
        for (std::size_t i = 1; i < piece.rows.size(); ++i) {
            rows.system.rhs[piece.rows[i]] += std::exchange(piece.inflow[i], 0.0);
        }
        const std::int32_t root = piece.rows[0];
        piece.inflow[0] = 0.0;
        rows.system.rhs[root] = (plan_.voltage(piece.planned, 0) - rows.v[root]) / rows.times * rows.system.d[root];
    }
}

void Split::settle(std::size_t block, const Rows& rows) const noexcept {
    for (std::size_t n = first_[block]; n < first_[block + 1]; ++n) {
        const Piece& piece = pieces_[n];
        for (std::size_t k = 0; k < piece.joints.size(); ++k) {
            rows.v[piece.rows[piece.joints[k]]] = plan_.voltage(piece.planned, k);
        }
    }
}

}  // namespace nrn::sim
