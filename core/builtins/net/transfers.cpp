// ParallelContext members on variables that follow others, wherever these are: gap junctions.
#include <cstdint>
#include <iterator>

#include "builtins/model/point.hpp"
#include "builtins/net/parallel_context.hpp"
#include "builtins/net/run_gate.hpp"
#include "builtins/net/split_cells.hpp"
#include "cable/range.hpp"
#include "event/events.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

event::Transfer& transfer_of(Call& call) {
    return call.context.state<event::Events>().transfer;
}

std::int64_t sid_arg(Call& call, std::size_t i) {
    return call.integer(i, 0, 2147483647L);
}

// Numbers of sections and mechanisms only: they are found again when the model changes.
event::Variable variable_arg(Call& call, std::size_t i) {
    event::Variable variable(call.args[i]);
    if (variable.handle.get() == nullptr) {
        call.bad(ErrorKind::Value, i, "must refer to a variable of a section or of a point process");
    }
    return variable;
}

Value source_var_(Call& call) {
    transfer_of(call).add_source(sid_arg(call, 1), variable_arg(call, 0));
    return Value::number(0.0);
}

// The point process tells nothing that the variable does not.
Value target_var_(Call& call) {
    const std::size_t at = call.is(0, Kind::Ref) ? 0 : 1;
    if (at == 1 && point_process_of(call.object(0)) == nullptr) {
        call.bad(ErrorKind::Type, 0, "must be a point process");
    }
    transfer_of(call).add_target(sid_arg(call, at + 1), variable_arg(call, at));
    return Value::number(0.0);
}

Value setup_transfer_(Call& call) {
    ParallelSession& session = session_of(call);
    transfer_of(call).set_up(session.spikes(), gate_between_ranks(session, call.context));
    return Value::number(0.0);
}

Value vtransfer_time_(Call& call) {
    switch (call.integer_or(0, 0, 0, 2)) {
        case 0:
            return Value::number(call.context.state<sim::Simulation>().travel_time());
        case 1:
            return Value::number(split_of(call).exchange_time());
        default:
            return Value::number(split_of(call).solution_time());
    }
}

const Member kRows[] = {
    {"source_var", MemberKind::Method, "(variable: ref, sid: int) -> float", "",
     "Makes a variable, mostly a voltage, a source of transfer under a number of its own in the whole run.\n\n"
     "ValueError for a number that is in use, or a variable that is not of a section or point process.",
     source_var_},
    {"target_var", MemberKind::Method,
     "(variable: ref, sid: int) -> float ; (point_process: object, variable: ref, sid: int) -> float", "",
     "Makes a variable follow the source of that number, wherever it is.\n\n"
     "It gets the source's value when all voltages of a step are known, before the states, and at initialisation.",
     target_var_},
    {"setup_transfer", MemberKind::Method, "() -> float", "",
     "Connects the sources and targets of all ranks, which call it after they have made theirs.\n\n"
     "ValueError on all ranks for a number that two ranks have given to sources, or that a target names and nobody "
     "has.",
     setup_transfer_},
    {"vtransfer_time", MemberKind::Method, "(type: int = 0) -> float", "s",
     "Time spent on what travels between ranks in each step: variables and the pieces of split cells.\n\n"
     "With type 1 of split cells alone; with type 2, that of solving their equations for the nodes that are joined.",
     vtransfer_time_},
};

}  // namespace

void add_transfers(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
