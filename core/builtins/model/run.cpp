#include "builtins/model/run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <string>

#include "base/text.hpp"
#include "builtins/gui/action.hpp"
#include "event/events.hpp"
#include "mech/environment.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

using Clock = std::chrono::steady_clock;

// Whether progress is shown, and when the host was called last.
struct Progress {
    bool shown = false;
    Clock::time_point last = Clock::now();
    Clock::time_point drawn = last;
    int steps = 1;  // from one look at the clock to the next
    int left = 1;
};

constexpr std::chrono::milliseconds kLook{10};  // from one look at signals to the next
constexpr std::chrono::milliseconds kDraw{50};

// Shows how far the run has come: neuron._api.progress draws.
void show_progress(Context& context, double t, double until) {
    const Value args[] = {Value::number(t), Value::number(until)};
    host_of(context).call_named("neuron._api.progress", "show", args, 2);
}

// Called between steps; true once in a while: when it is time to call the host. Looking at the clock takes as long as
// a tenth of a short step, so it is done less often while steps are short.
bool time_to_look(Progress& progress) {
    constexpr int kMostSteps = 16;
    if (--progress.left > 0) {
        return false;
    }
    const Clock::time_point now = Clock::now();
    const bool soon = now - progress.last < kLook;
    progress.steps = soon ? std::min(progress.steps + 1, kMostSteps) : 1;
    progress.left = progress.steps;
    if (!soon) {
        progress.last = now;
    }
    return !soon;
}

void look(Context& context, double until) {
    auto& progress = context.state<Progress>();
    host_of(context).look();
    const HostAwake awake(host_of(context));
    if (progress.shown && progress.last - progress.drawn >= kDraw) {
        progress.drawn = progress.last;
        show_progress(context, context.state<mech::Environment>().t, until);
    }
}

// Work of a run. When it fails, the ranks that wait for spikes of this one are told why.
template <class Work>
void with_ranks(Context& context, Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        auto& events = context.state<event::Events>();
        if (!events.exchange.is_open() && !events.transfer.travels()) {
            throw;
        }
        const auto tell = [&](const std::string& why) {
            if (events.transfer.travels()) {
                events.transfer.gate()->failed(why);
            } else {
                events.exchange.give_up(why);
            }
        };
        if (error.kind() != ErrorKind::Host) {
            tell(error.message());
            throw;
        }
        const HostException raised = host_of(context).take_error();
        tell(raised.what());
        host_of(context).raise_error(raised);
        throw;
    }
}

// ---- functions of the top level ----

Value finitialize_(Call& call) {
    const HostTurn turn(host_of(call.context));
    auto& simulation = call.context.state<sim::Simulation>();
    if (call.has(0)) {
        simulation.initialize(call.number(0));
    } else {
        simulation.initialize();
    }
    return Value::number(1.0);
}

// Up to where h.run() runs; infinite when that is not known.
double planned_end(Context& context) {
    const Symbol* tstop = context.state<SymbolTable>().find("tstop");
    return tstop != nullptr && tstop->number() != nullptr ? *tstop->number() : HUGE_VAL;
}

Value fadvance_(Call& call) {
    const HostTurn turn(host_of(call.context));
    with_ranks(call.context, [&] { call.context.state<sim::Simulation>().advance(); });
    if (time_to_look(call.context.state<Progress>())) {
        look(call.context, planned_end(call.context));
    }
    return Value::number(1.0);
}

Value fcurrent_(Call& call) {
    call.context.state<sim::Simulation>().current();
    return Value::number(1.0);
}

Value frecord_init_(Call& call) {
    call.context.state<sim::Simulation>().restart_recording();
    return Value::number(1.0);
}

// The state of a simulation that nothing was done to yet.
Value initnrn_(Call& call) {
    auto& environment = call.context.state<mech::Environment>();
    environment.t = 0.0;
    environment.dt = 0.025;
    environment.celsius = 6.3;
    environment.secondorder = 0;
    return Value::number(1.0);
}

Value progress_(Call& call) {
    auto& progress = call.context.state<Progress>();
    const bool before = progress.shown;
    if (call.has(0)) {
        progress.shown = call.number(0) != 0.0;
    }
    return Value::boolean(before);
}

// ---- FInitializeHandler ----

struct InitializeHandler {
    int type;
    sim::Handler* handler;
    std::string text;
    sim::Simulation* simulation;
};

void construct_handler(Call& call, void* raw) {
    const bool typed = call.is_number(0);
    const std::size_t at = typed ? 1 : 0;
    const int type = typed ? static_cast<int>(call.integer(0, 0, static_cast<long>(sim::kHandlerTypes) - 1)) : 1;
    Object* scope = call.has(at + 1) ? call.object(at + 1) : nullptr;
    const Action action(call, at, scope);
    auto& simulation = call.context.state<sim::Simulation>();
    Context& context = call.context;
    sim::Handler& handler = simulation.add_handler(type, [action, &context] { action.run(context); });
    const std::string text = call.is(at, Kind::Text) ? std::string(call.text(at)) : std::string();
    new (raw) InitializeHandler{type, &handler, text, &simulation};
}

void destroy_handler(void* raw) noexcept {
    auto* self = static_cast<InitializeHandler*>(raw);
    self->simulation->remove_handler(self->type, *self->handler);
    self->~InitializeHandler();
}

Value allprint_(Call& call) {
    for (std::size_t type = 0; type < sim::kHandlerTypes; ++type) {
        host_of(call.context).write(format("Type %zu FInitializeHandler statements\n", type));
        for (Object* one = call.self->klass().first(); one != nullptr; one = Class::next(one)) {
            const auto& handler = payload<InitializeHandler>(one);
            if (handler.type == static_cast<int>(type)) {
                host_of(call.context).write("\t" + (handler.text.empty() ? "a callable" : handler.text) + "\n");
            }
        }
    }
    return Value::number(0.0);
}

const Member kHandlerRows[] = {
    {"allprint", MemberKind::Method, "() -> float", "", "Prints all handlers by type.", allprint_},
};

}  // namespace

ClassDef initialize_handler_class() {
    return {
        "FInitializeHandler",
        "(statement: str|callable|tuple) ; (statement: str|callable|tuple, object: object) ; "
        "(type: int, statement: str|callable|tuple) ; (type: int, statement: str|callable|tuple, object: object)",
        "An action within finitialize(): a statement of hoc, a callable, or (callable, arguments).\n\n"
        "type 3: before anything; 0: voltages are set, states are not; 1 (when it is left out): states are set, but\n"
        "no events have been delivered; 2: at the end, when values at t = 0 have been recorded. Handlers of a type\n"
        "run in the order of their creation, as long as the object lives. A statement sees the names of `object`,\n"
        "else those of the object whose code creates the handler. IndexError for another type.",
        sizeof(InitializeHandler),
        construct_handler,
        destroy_handler,
        std::vector<Member>(std::begin(kHandlerRows), std::end(kHandlerRows))};
}

namespace {

// Between two pieces of a run: signals, progress, other threads of the host.
void let_others(Context& context, Progress& progress, Host& host, double until) {
    if (time_to_look(progress)) {
        look(context, until);
    }
    host.between_steps();
}

// From event to event.
void run_events(Context& context, double until) {
    constexpr std::size_t kEvents = 4096;  // from one look to the next
    auto& simulation = context.state<sim::Simulation>();
    auto& progress = context.state<Progress>();
    Host& host = host_of(context);
    while (!simulation.advance_by_events(until, kEvents)) {
        let_others(context, progress, host, until);
    }
}

void run_steps(Context& context, double until) {
    const auto& environment = context.state<mech::Environment>();
    auto& progress = context.state<Progress>();
    Host& host = host_of(context);
    constexpr double kSlack = 1e-6;  // of a step: what whole steps may be off by rounding
    double dt = environment.dt;
    double left = std::floor((until - environment.t) / dt + kSlack);
    // An event may have run the simulation as far already, or changed the step.
    while (left >= 1.0 && until - environment.t > dt / 2.0) {
        context.state<sim::Simulation>().advance();
        left -= 1.0;
        if (environment.dt != dt) {
            dt = environment.dt;
            left = std::floor((until - environment.t) / dt + kSlack);
        }
        let_others(context, progress, host, until);
    }
}

}  // namespace

void run_until(Context& context, double until) {
    const HostTurn turn(host_of(context));
    const bool by_events = context.state<sim::Simulation>().by_events();
    with_ranks(context, [&] {
        const HostPause pause(host_of(context));
        by_events ? run_events(context, until) : run_steps(context, until);
        context.state<event::Events>().exchange.settle();
    });
    auto& progress = context.state<Progress>();
    if (progress.shown) {
        progress.drawn -= kDraw;  // its end is always drawn
        look(context, until);
    }
}

void define_run(Context& context, SymbolTable& symbols) {
    context.state<event::Events>().attach(context);
    context.state<sim::Simulation>().attach(context);
    symbols.add_class(context, initialize_handler_class());
    symbols.add_class(context, cvode_class());
    symbols.add_function({"finitialize", "() -> float ; (v: float) -> float",
                          "Initialises the simulation: t = 0, all voltages v [mV] (or as they are), all states.\n\n"
                          "Actions of FInitializeHandler run, recordings begin, events at t = 0 are delivered.\n"
                          "ValueError for a voltage that is not a finite number.",
                          finitialize_});
    symbols.add_function({"fadvance", "() -> float",
                          "One time step of length dt [ms].\n\nValueError, behind the step, for a voltage that is not "
                          "a number any more, which says where.",
                          fadvance_});
    symbols.add_function(
        {"fcurrent", "() -> float", "Computes all currents for the present voltages and states.", fcurrent_});
    symbols.add_function(
        {"frecord_init", "() -> float",
         "Recordings begin anew with the present values; use it after changes that follow finitialize().",
         frecord_init_});
    symbols.add_function(
        {"initnrn", "() -> float", "Sets t, dt, celsius and secondorder to what they were at the start.", initnrn_});
    symbols.add_function({"nrn_progress_", "(shown: bool = None) -> bool",
                          "Whether long runs show their progress, before this call; neuron.progress() sets it.",
                          progress_});
}

}  // namespace nrn
