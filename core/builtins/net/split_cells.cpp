// ParallelContext members on cells in pieces, which may be on different ranks.
#include <cstdint>
#include <iterator>

#include "base/text.hpp"
#include "builtins/model/places.hpp"
#include "builtins/net/parallel_context.hpp"
#include "builtins/net/run_gate.hpp"
#include "builtins/net/split_cells.hpp"

namespace nrn {

void join_split_cells(Call& call) {
    ParallelSession& session = session_of(call);
    split_of(call).set_up(cable_of(call), session.spikes(), gate_between_ranks(session, call.context));
}

namespace {

Value splitcell_connect_(Call& call) {
    ParallelSession& session = session_of(call);
    const int rank = session.net().rank();
    const auto other = static_cast<int>(call.integer(0, 0, session.net().size() - 1));
    if (other != rank - 1 && other != rank + 1) {
        call.bad(ErrorKind::Value, 0, format("must be a rank beside this one, %d, not %d", rank, other));
    }
    cable::Section& root = section_arg(call, 1);
    if (root.parent() != nullptr) {
        call.refuse(ErrorKind::Value, format("%s hangs on %s: it is root sections that are joined",
                                             root.full_name().c_str(), root.parent()->full_name().c_str()));
    }
    split_of(call).add_pair(root, rank, other);
    return Value::number(0.0);
}

Value multisplit_(Call& call) {
    if (!call.has(0)) {
        join_split_cells(call);
        return Value::number(0.0);
    }
    const Place place = place_arg(call, 0);
    const std::int64_t sid = call.integer(1, 0, 2147483647L);
    call.integer_or(2, 2, 0, 2);  // all styles are solved exactly
    split_of(call).add(place.section, place.x, sid);
    return Value::number(0.0);
}

const Member kRows[] = {
    {"splitcell_connect", MemberKind::Method, "(rank: int) -> float", "",
     "Joins the root of the accessed section's tree to that of a tree on a neighbouring rank, which joins it as "
     "well.\n\n"
     "They then are one cell. Two ranks can have one such cell; multisplit() has no limits. ValueError for a rank that "
     "is no\nneighbour or a section that has a parent.",
     splitcell_connect_},
    {"multisplit", MemberKind::Method, "() -> float ; (segment: segment|float, sid: int, style: int = 2) -> float", "",
     "Joins all nodes of one number (sid) by wires without resistance, on this and other ranks.\n\n"
     "The trees that are so joined are computed as one cell, with the results of the cell as one tree, in pieces that "
     "may\nlie on any ranks and threads. When all are declared, all ranks call multisplit() without arguments. A tree "
     "may have\nany number of split nodes, and the style changes nothing. ValueError for two numbers at one node.",
     multisplit_},
};

}  // namespace

void add_split_cells(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
