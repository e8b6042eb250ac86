#include "sim/diffusion.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace nrn::sim {

using cable::Section;

namespace {

// Where a section hangs: a connection to the near end of the parent is one to the segment that the parent hangs at.
std::pair<const Section*, std::size_t> above(const Section& section) noexcept {
    const Section* parent = section.parent();
    double x = section.parent_x();
    while (parent->parent() != nullptr && x == parent->own_x()) {
        x = parent->parent_x();
        parent = parent->parent();
    }
    return {parent, parent->segment_at(x)};
}

double length_of(const Section& section) noexcept {
    return section.L() / section.nseg();
}

double* column_of(const NrnMechRun& run, const NrnMechDiffusion& state) noexcept {
    if (state.ion < 0) {
        return run.data[state.column];
    }
    const NrnIonView& ion = run.ions[state.ion];
    return state.part == NRN_ION_INSIDE ? ion.inside : ion.outside;
}

}  // namespace

// The tree below a root section, sections behind their parents.
void Diffusion::add_tree(const Section& root, const mech::Mechanism& mechanism, std::vector<Piece>& pieces) {
    std::map<const Section*, std::size_t> first;  // of the pieces of a section
    std::map<const Section*, bool> turned;        // segments lie the other way round from there
    std::vector<const Section*> open{&root};
    while (!open.empty()) {
        const Section& section = *open.back();
        open.pop_back();
        for (const Section* child = section.first_child(); child != nullptr; child = child->next_sibling()) {
            open.push_back(child);
        }
        const cable::MechanismSlot* slot = section.find(mechanism);
        if (slot == nullptr) {
            continue;
        }
        const auto count = static_cast<std::size_t>(section.nseg());
        const bool forward = section.own_x() == 0.0;
        const double length = length_of(section);
        std::int32_t parent = -1;
        double distance = 0.0;
        if (section.parent() != nullptr) {
            const auto [other, segment] = above(section);
            if (const auto found = first.find(other); found != first.end()) {
                const auto k = turned[other] ? static_cast<std::size_t>(other->nseg()) - 1 - segment : segment;
                parent = static_cast<std::int32_t>(found->second + k);
                distance = (length + length_of(*other)) / 2.0;
            }
        }
        first[&section] = pieces.size();
        turned[&section] = !forward;
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t segment = forward ? k : count - 1 - k;
            const auto row = static_cast<std::int32_t>(mechanism.table.row(slot->instances[segment]));
            pieces.push_back({row, parent, length, distance});
            parent = static_cast<std::int32_t>(pieces.size() - 1);
            distance = length;
        }
    }
}

void Diffusion::prepare(const cable::Cable& cable, const Parts& parts) {
    spreads_.clear();
    for (const Present& present : parts.present) {
        if (diffusion_count(present.mechanism->abi()) == 0) {
            continue;
        }
        Spread made{&present, {}, {0}, {0}, {}, {}};
        std::vector<std::vector<const Section*>> roots(parts.blocks.size());
        for (const Section* section = cable.first(); section != nullptr; section = section->next()) {
            if (section->parent() == nullptr) {
                const std::uint32_t row = cable.nodes.row(section->node(0));
                const auto block = std::partition_point(parts.blocks.begin(), parts.blocks.end(),
                                                        [&](const BlockParts& each) { return each.block->end <= row; });
                roots[static_cast<std::size_t>(block - parts.blocks.begin())].push_back(section);
            }
        }
        for (std::size_t block = 0; block < roots.size(); ++block) {
            for (const Section* root : roots[block]) {
                add_tree(*root, *present.mechanism, made.pieces);
            }
            made.first.push_back(static_cast<std::int32_t>(made.pieces.size()));
            made.rows.push_back(present.first[parts.blocks[block].last]);
        }
        made.diagonal.resize(made.pieces.size());
        made.right.resize(made.pieces.size());
        spreads_.push_back(std::move(made));
    }
}

void Diffusion::solve(std::size_t block, double t, double dt) noexcept {
    for (Spread& spread : spreads_) {
        const NrnMechanism& abi = *spread.present->mechanism->abi();
        NrnMechRun run = spread.present->run->run;
        run.begin = spread.rows[block];
        run.end = spread.rows[block + 1];
        run.t = t;
        if (run.begin == run.end) {
            continue;
        }
        for (std::int32_t k = 0; k < abi.diffusion_count; ++k) {
            if (k == 0 || abi.diffusions[k].renew != 0) {
                abi.diffusion(&run);
            }
            solve_state(spread, abi.diffusions[k], block, dt);
        }
    }
}

// Elimination from the ends of the trees to their roots, and back.
void Diffusion::solve_state(Spread& spread, const NrnMechDiffusion& state, std::size_t block, double dt) noexcept {
    const NrnMechRun& run = spread.present->run->run;
    const double* rate = run.data[state.rate];
    const double* volume = run.data[state.volume];
    double* value = column_of(run, state);
    const std::int32_t* ion_row = state.ion < 0 ? nullptr : run.ions[state.ion].row;
    const auto at = [&](const Piece& piece) -> double& {
        return value[ion_row == nullptr ? piece.row : ion_row[piece.row]];
    };
    const auto flow = [&](const Piece& piece, const Piece& parent) {
        return (rate[piece.row] + rate[parent.row]) / 2.0 / piece.distance;
    };
    const Piece* pieces = spread.pieces.data();
    double* diagonal = spread.diagonal.data();
    double* right = spread.right.data();
    const std::int32_t first = spread.first[block];
    const std::int32_t last = spread.first[block + 1];
    for (std::int32_t i = first; i < last; ++i) {
        diagonal[i] = volume[pieces[i].row] * pieces[i].length / dt;
        right[i] = diagonal[i] * at(pieces[i]);
    }
    for (std::int32_t i = first; i < last; ++i) {
        if (pieces[i].parent >= 0) {
            const double c = flow(pieces[i], pieces[pieces[i].parent]);
            diagonal[i] += c;
            diagonal[pieces[i].parent] += c;
        }
    }
    for (std::int32_t i = last - 1; i >= first; --i) {
        if (const std::int32_t p = pieces[i].parent; p >= 0) {
            const double c = flow(pieces[i], pieces[p]);
            const double factor = c / diagonal[i];
            diagonal[p] -= factor * c;
            right[p] += factor * right[i];
        }
    }
    for (std::int32_t i = first; i < last; ++i) {
        const std::int32_t p = pieces[i].parent;
        const double inflow = p < 0 ? 0.0 : flow(pieces[i], pieces[p]) * at(pieces[p]);
        at(pieces[i]) = (right[i] + inflow) / diagonal[i];
        if (ion_row != nullptr && state.column >= 0) {  // the mechanism's own copy
            run.data[state.column][pieces[i].row] = at(pieces[i]);
        }
    }
}

}  // namespace nrn::sim
