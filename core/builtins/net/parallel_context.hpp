// ParallelContext: the ranks of a parallel run, their collectives, and the bulletin board.
//
// The class is declared in parallel_context.cpp; its members are by kind of work in the other files of this folder.
#pragma once

#include <vector>

#include "builtins/net/packing.hpp"
#include "builtins/net/session.hpp"
#include "object/call.hpp"
#include "object/klass.hpp"
#include "object/symbol.hpp"

namespace nrn {

void define_parallel(Context& context, SymbolTable& symbols);

// What an instance holds: the message that is being packed, the one that is being unpacked, and the result of the
// last task that working() brought.
struct ParallelContext {
    MessageWriter outgoing;
    MessageReader incoming;
    int userid = 0;
    Value result;
};

inline ParallelSession& session_of(Call& call) {
    return call.context.state<ParallelSession>();
}
inline ParallelContext& self_parallel(Call& call) {
    return payload<ParallelContext>(call.self);
}
// Argument i as a rank of a subworld's collectives: Error(Index) unless there is such a rank. 0 when left out.
inline int root_arg(Call& call, std::size_t i) {
    return static_cast<int>(call.integer_or(i, 0, 0, session_of(call).net().size() - 1));
}

// Runs body(board) while other threads of the host run. What a task of this rank raised comes out as it was.
template <class Body>
auto with_board(Call& call, Body&& body) {
    ParallelSession& session = session_of(call);
    Board& board = session.board();
    try {
        Talk talking(session);
        return body(board);
    } catch (const HostException& error) {
        host_of(call.context).raise_error(error);
    }
    fail(ErrorKind::Host, "the host has an exception pending");
}

using Members = std::vector<Member>;
void add_collectives(Members& members);       // barrier, broadcast, allreduce, …
void add_py_collectives(Members& members);    // py_broadcast, py_alltoall, …
void add_bulletin(Members& members);          // submit, working, context, …
void add_messages(Members& members);          // pack, post, take, upkvec, …
void add_gids(Members& members);              // set_gid2node, cell, gid_connect, spike_record, …
void add_runs(Members& members);              // psolve, set_maxstep, nthread, times
void add_partition(Members& members);         // cells by thread
void add_transfers(Members& members);         // source_var, target_var, setup_transfer
void add_split_cells(Members& members);       // multisplit, splitcell_connect
void add_planned_parallel(Members& members);  // what needs parts that are missing

}  // namespace nrn
