// StateTransitionEvent: a finite state machine whose transitions are crossings of thresholds.
#include <iterator>
#include <limits>
#include <new>

#include "builtins/gui/action.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/point.hpp"
#include "event/events.hpp"
#include "event/machine.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

event::Machine& self_machine(Call& call) {
    return payload<event::Machine>(call.self);
}

void construct(Call& call, void* raw) {
    const long states = call.integer(0, 1, std::numeric_limits<int>::max());
    if (call.has(1) && point_process_of(call.object(1)) == nullptr) {
        call.bad(ErrorKind::Type, 1, "must be a point process");
    }
    new (raw) event::Machine(call.context.state<event::Events>(), static_cast<std::size_t>(states));
}
void destroy(void* raw) noexcept {
    static_cast<event::Machine*>(raw)->~Machine();
}

std::size_t state_arg(Call& call, std::size_t i) {
    return static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(self_machine(call).states()) - 1));
}
event::Variable variable_arg(Call& call, std::size_t i) {
    if (!call.args[i].as_ref()->get().is_number()) {
        call.bad(ErrorKind::Type, i, "is no reference to a number");
    }
    return event::Variable(call.args[i]);
}

Value state_(Call& call) {
    event::Machine& machine = self_machine(call);
    const auto former = static_cast<double>(machine.state());
    if (call.has(0)) {
        machine.enter(state_arg(call, 0));
    }
    return Value::integer(former);
}

Value transition_(Call& call) {
    event::Machine::Transition made{
        state_arg(call, 0), state_arg(call, 1), variable_arg(call, 2), variable_arg(call, 3), {}};
    if (call.has(4)) {
        const Action action(call, 4, call.has(5) ? call.object(5) : nullptr);
        Context& context = call.context;
        made.action = [action, &context] { action.run(context); };
    }
    self_machine(call).add(std::move(made));
    return Value::number(1.0);
}

const Member kRows[] = {
    {"state", MemberKind::Method, "() -> int ; (state: int) -> int", "",
     "The present state; with an argument, enters a state, and returns the one before.\n\n"
     "Transitions out of the state are looked at from then on, until finitialize(): an FInitializeHandler of type 1\n"
     "enters the first state. IndexError for a state that there is not.",
     state_},
    {"transition", MemberKind::Method,
     "(source: int, target: int, number: ref, threshold: ref) -> float ; "
     "(source: int, target: int, number: ref, threshold: ref, action: str|callable|tuple) -> float ; "
     "(source: int, target: int, number: ref, threshold: ref, action: str|callable|tuple, object: object) -> float",
     "",
     "Adds a transition that is taken when number, as a step begins, has become greater than threshold.\n\n"
     "Both are references to numbers. Of several the first that was added is taken, then the action runs: a statement\n"
     "of hoc that sees the names of `object`, a callable, or (callable, arguments). A number above the threshold when\n"
     "the source is entered must fall to it first. IndexError for a state that there is not.",
     transition_},
};

}  // namespace

ClassDef state_transition_class() {
    return {"StateTransitionEvent",
            "(states: int) ; (states: int, point: object)",
            "A finite state machine that runs with a simulation and calls actions at its transitions.\n\n"
            "A point process may be given; only variable time steps would need it. IndexError unless there is a state.",
            sizeof(event::Machine),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
