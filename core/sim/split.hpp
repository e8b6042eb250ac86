// Split: trees that are pieces of one cell, joined by wires without resistance (multisplit, splitcell_connect). The
// pieces may be on any ranks; the voltages are those of the cell as one tree.
//
// A piece hangs by its first joint. Elimination towards it says what the piece would be alone, and how voltages at its
// joints answer to currents there, which only the way between the joints is gone through for. Then the voltages of the
// wires are known (SplitPlan), and substitution goes on from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cable/cable.hpp"
#include "numeric/tree.hpp"
#include "object/value.hpp"
#include "sim/order.hpp"
#include "sim/parts.hpp"
#include "sim/split_plan.hpp"

namespace nrn::sim {

class Split {
  public:
    // Joins a node to the wire of that number, 0 or more.
    void add(cable::Section& section, double x, std::int64_t sid);
    // Joins the root of a tree to that of a tree of another rank. Error(Value) when these two have such a cell already.
    void add_pair(cable::Section& root, int rank, int other);
    // Collective, after all ranks have added theirs. Error(Reference, Value) for a section that is gone or two wires at
    // one node; other ranks, which wait, are told of it.
    void set_up(cable::Cable& cable, Transport& ranks, event::RankGate* gate);
    void clear(cable::Cable& cable) noexcept;
    bool declared() const noexcept {
        return !joints_.empty();
    }
    // Whether something was added since set_up().
    bool incomplete() const noexcept {
        return incomplete_;
    }
    bool active() const noexcept {
        return plan_.active();
    }

    // The nodes that trees are to hang by, before rows are put in order.
    std::vector<cable::Id> roots() const;
    // After rows are in order. What is wrong then is said by check().
    void prepare(const cable::Cable& cable, const NodeOrder& order, const Parts& parts);
    // Error(Value) when the pieces are not those of set_up(), Error(NotImplemented) for mechanisms that go from piece
    // to piece.
    void check() const {
        if (incomplete_ || wrong_.has_value()) {
            refuse();
        }
    }

    // ---- of a step ----
    struct Rows {
        numeric::TreeSystem system;  // after elimination in the piece's block
        const double* area;          // [um2]
        double* v;                   // [mV]
        double times;                // of the solution, in the change of v
    };
    bool touches(std::size_t block) const noexcept {  // whether it has pieces
        return block + 1 < first_.size() && first_[block] < first_[block + 1];
    }
    void condense(std::size_t block, const Rows& rows) noexcept;  // what its pieces would be alone
    void solve() {                                                // of all
        plan_.solve();
    }
    void expand(std::size_t block, const Rows& rows) noexcept;        // before substitution
    void settle(std::size_t block, const Rows& rows) const noexcept;  // behind it: joined nodes have one voltage

    double exchange_time() const noexcept {  // [s]
        return plan_.exchange_time;
    }
    double solution_time() const noexcept {  // [s]
        return plan_.solution_time;
    }

  private:
    struct Joint {
        Value place;  // a segment, whose section is counted
        std::int64_t wire;
        cable::Section& section() const noexcept {
            return cable::section_of(place);
        }
        double x() const noexcept {
            return place.as_position();
        }
        cable::Id node() const {
            return section().node_at(x());
        }
    };
    // A tree with joints, and the ways from them to its root.
    struct Piece {
        std::size_t planned;              // in the plan
        std::vector<std::int32_t> rows;   // of nodes, parents before children
        std::vector<std::size_t> parent;  // in rows; of all but the first
        std::vector<std::size_t> joints;  // in rows; the first one is the root
        std::vector<double> alone;        // by joint: the voltage without the others [mV]
        std::vector<double> inflow, x;    // by row, scratch
    };
    struct Wrong {
        ErrorKind kind;
        std::string text;
    };
    using Trees = std::vector<std::vector<std::size_t>>;  // joints_ by tree
    Trees trees() const;
    std::vector<SplitPlan::Wires> wires_of(const Trees& trees) const;
    std::optional<Wrong> defect() const;                    // of the joints themselves
    std::optional<Wrong> defect(const Parts& parts) const;  // and of what is in the trees
    Piece piece_of(const std::vector<std::size_t>& joints, const cable::Cable& cable, const NodeOrder& order) const;
    [[noreturn]] void refuse() const;
    static void answer(Piece& piece, const Rows& rows) noexcept;  // x to inflow, which is used up
    static void carry(Piece& piece, const Rows& rows) noexcept;   // inflow towards the root

    std::vector<Joint> joints_;
    bool incomplete_ = false;
    SplitPlan plan_;
    std::vector<Piece> pieces_;       // in the order of their blocks
    std::vector<std::size_t> first_;  // by block: in pieces_
    std::optional<Wrong> wrong_;
};

}  // namespace nrn::sim
