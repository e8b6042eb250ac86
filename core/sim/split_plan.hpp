// SplitPlan: cells in pieces that wires join, wherever the pieces are computed. What the ranks agree on: which pieces
// make a cell; and in a step, the voltages of the wires from what each piece says of its own.
//
// A piece that touches k wires says how much current they must give it to have voltages V there: S (V - V0), k by k,
// where V0 is what it would have if it were alone. The currents into a wire add up to 0: sum of S V = sum of S V0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "event/rank_gate.hpp"
#include "parallel/transport.hpp"

namespace nrn::sim {

class SplitPlan {
  public:
    using Wires = std::vector<std::int64_t>;  // that a piece touches, by its own order

    // The wire between the roots of two trees, whose number is below 0: two ranks share at most one.
    static std::int64_t wire_between(int rank, int other) noexcept;
    static std::string name_of(std::int64_t wire);

    // Collective: the pieces of this rank; null when it cannot tell them, then Error(Parallel) on all others.
    // Error(Value) on all for a wire between two ranks of which only one has it.
    void set_up(Transport& ranks, event::RankGate* gate, const std::vector<Wires>* own);
    void clear() noexcept;
    bool active() const noexcept {
        return ranks_ != nullptr;
    }
    const std::vector<Wires>& own() const noexcept {
        return own_;
    }

    // k by k numbers [uS], row by row, and k numbers [nA]: S and S V0 of a piece of this rank.
    std::span<double> conductance(std::size_t own) noexcept {
        return {&numbers_[pieces_[places_[own]].at], order_of(own) * order_of(own)};
    }
    std::span<double> current(std::size_t own) noexcept {
        return {&numbers_[pieces_[places_[own]].at + order_of(own) * order_of(own)], order_of(own)};
    }
    // When all of this rank have said theirs. Waits for ranks that have pieces of the same cells.
    void solve();
    // [mV] at a piece's k-th wire.
    double voltage(std::size_t own, std::size_t k) const noexcept {
        const Piece& piece = pieces_[places_[own]];
        return cells_[piece.cell].right[piece.wires[k]];
    }

    double exchange_time = 0.0;  // [s]
    double solution_time = 0.0;  // [s]

  private:
    // Of a cell that this rank has a part of.
    struct Piece {
        std::size_t rank;
        std::size_t cell;                // in cells_
        std::vector<std::size_t> wires;  // in the cell's order
        std::size_t at = 0;              // in numbers_
        std::size_t size() const noexcept {
            return wires.size() * wires.size() + wires.size();
        }
    };
    struct Cell {
        std::size_t wires = 0;
        std::vector<double> matrix;  // wires by wires
        std::vector<double> right;   // then the voltages
    };
    struct Report;
    struct Traffic {
        std::vector<std::size_t> pieces;      // that travel, in the order of the ranks
        std::vector<double> numbers;          // theirs
        std::vector<std::size_t> counts, at;  // by rank [B]
    };
    std::size_t order_of(std::size_t own) const noexcept {
        return own_[own].size();
    }
    void check(const std::vector<Report>& all, std::size_t self) const;
    void plan(const std::vector<Report>& all, std::size_t self);
    void plan_traffic(std::size_t ranks, std::size_t self);
    Traffic traffic(const std::vector<std::vector<std::size_t>>& by_rank) const;
    void exchange();
    void sort_alike() noexcept;
    static void solve(Cell& cell) noexcept;

    Transport* ranks_ = nullptr;
    event::RankGate* gate_ = nullptr;
    bool travels_ = false;  // some cell has pieces on two ranks: all exchange
    std::vector<Wires> own_;
    std::vector<std::size_t> places_;  // of own_ in pieces_
    std::vector<Piece> pieces_;        // of all ranks; the same order on each
    std::vector<std::size_t> order_;   // of pieces_, as they are added up
    std::vector<bool> alike_;          // by place there: it touches the wires of the one before
    std::vector<Cell> cells_;
    std::vector<double> numbers_;
    Traffic out_, in_;
};

}  // namespace nrn::sim
