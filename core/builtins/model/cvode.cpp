// CVode: in this version the control of the fixed step: events of users, lists of connections, the queue. Variable
// steps are refused; their tolerances and orders are kept, so that scripts that set them run.
#include <cmath>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/pattern.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/data/vector_record.hpp"
#include "builtins/gui/action.hpp"
#include "builtins/model/run.hpp"
#include "builtins/net/netcon.hpp"
#include "event/events.hpp"
#include "mech/environment.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

// What is stored for all instances: they stand for the one integrator.
struct Settings {
    double rtol = 0.0;
    double atol = 1e-3;
    double minstep = 0.0;          // [ms]
    double maxstep = 1e9;          // [ms]
    double dae_init_dteps = 1e-9;  // [ms]
    double maxorder = 5;
    double jacobian = 0;
    double stiff = 2;
    double condition_order = 1;
    double debug_event = 0;
    double queue_mode = 0;
    double use_long_double = 0;
    double use_mxb = 0;
    double store_events = 0;
};

Settings& settings_of(Call& call) {
    return call.context.state<Settings>();
}
event::Events& events_of(Call& call) {
    return call.context.state<event::Events>();
}

void construct(Call&, void*) {
}
void destroy(void*) noexcept {
}

// A setting that is a number, a whole number in a range, or a flag: with an argument, sets it; the value then.
template <double Settings::* S>
Value number_(Call& call) {
    double& setting = settings_of(call).*S;
    if (call.has(0)) {
        if (!(call.number(0) >= 0.0)) {
            call.bad(ErrorKind::Value, 0, format("must be 0 or more, not %g", call.number(0)));
        }
        setting = call.number(0);
    }
    return Value::number(setting);
}
template <double Settings::* S, int Low, int High>
Value whole_(Call& call) {
    double& setting = settings_of(call).*S;
    if (call.has(0)) {
        setting = static_cast<double>(call.integer(0, Low, High));
    }
    return Value::integer(setting);
}
template <double Settings::* S>
Value flag_(Call& call) {
    double& setting = settings_of(call).*S;
    if (call.has(0)) {
        setting = call.number(0) != 0.0 ? 1.0 : 0.0;
    }
    return Value::boolean(setting != 0.0);
}

// ---- what needs variable steps ----

[[noreturn]] void needs_variable_steps(Call& call) {
    call.refuse(
        ErrorKind::NotImplemented,
        "variable time steps are not part of this version: use the fixed step of h.dt [ms], with h.secondorder = 2 "
        "for second order in time");
}
Value refused_(Call& call) {
    needs_variable_steps(call);
}
Value off_(Call& call) {
    if (call.has(0) && call.number(0) != 0.0) {
        needs_variable_steps(call);
    }
    return Value::boolean(false);
}

// ---- steps ----

// A model of artificial cells alone has no steps, and this changes how its time goes on.
Value active_(Call& call) {
    auto& simulation = call.context.state<sim::Simulation>();
    if (call.has(0)) {
        const bool wanted = call.number(0) != 0.0;
        if (wanted && call.context.state<cable::Cable>().first() != nullptr) {
            needs_variable_steps(call);
        }
        simulation.set_by_events(wanted);
    }
    return Value::boolean(simulation.by_events());
}

Value solve_(Call& call) {
    if (call.has(0)) {
        run_until(call.context, call.number(0));
    } else {
        call.context.state<sim::Simulation>().advance();
    }
    return Value::number(0.0);
}
Value fixed_step_(Call& call) {
    call.context.state<sim::Simulation>().advance();
    return Value::number(1.0);
}
Value nothing_(Call&) {
    return Value::number(0.0);
}
Value order_(Call& call) {
    call.integer_or(0, 0, 0, 0);
    return Value::integer(0.0);
}
Value current_method_(Call& call) {
    return Value::integer(call.context.state<sim::Simulation>().by_events() ? 300.0 : 1.0);
}
Value cache_efficient_(Call&) {
    return Value::boolean(true);  // there is no other layout
}
Value use_parallel_(Call&) {
    return Value::number(1.0);
}
Value queue_mode_(Call& call) {
    double& mode = settings_of(call).queue_mode;
    if (call.has(0)) {
        mode = static_cast<double>(call.integer(0, 0, 1) + 2 * call.integer_or(1, 0, 0, 1));
    }
    return Value::integer(mode);
}
Value use_fast_imem_(Call& call) {
    auto& cable = call.context.state<cable::Cable>();
    const bool before = cable.membrane_currents;
    if (call.has(0)) {
        const bool computed = call.number(0) != 0.0;
        if (computed) {
            cable.want(cable::kICap);
            cable.want(cable::kIMembrane);
        }
        cable.membrane_currents = computed;
    }
    return Value::boolean(before);
}
Value structure_change_count_(Call& call) {
    return Value::integer(static_cast<double>(call.context.state<cable::Cable>().structure_version()));
}
Value diam_change_count_(Call& call) {
    return Value::integer(static_cast<double>(call.context.state<cable::Cable>().geometry_version()));
}

// ---- events ----

// A time that is that of a step, up to rounding, comes a quarter of a step before it, so that it lies in that step.
double settled(double t, double dt) {
    constexpr double kWithin = 1e-6;  // of a step
    const double steps = t / dt;
    const double whole = std::round(steps);
    return whole >= 2.0 && std::fabs(steps - whole) < kWithin ? t - dt / 4.0 : t;
}

Value event_(Call& call) {
    const bool exact = call.context.state<sim::Simulation>().by_events();
    const double t = exact ? call.number(0) : settled(call.number(0), call.context.state<mech::Environment>().dt);
    if (!call.has(1)) {
        events_of(call).at(t, [] {});
        return Value::number(t);
    }
    const Action action(call, 1, call.has(2) ? call.object(2) : nullptr);
    Context& context = call.context;
    events_of(call).at(t, [action, &context] { action.run(context); });
    return Value::number(t);
}

// What is waiting, for print_event_queue: "NetCon[0]", "NetStim[1]".
std::string receiver_name(const event::Queue::Pending& pending) {
    if (pending.light != nullptr) {
        return static_cast<event::Connection*>(pending.light)->object()->name();
    }
    event::Receiver* receiver = pending.receiver;
    if (const auto* point = dynamic_cast<event::Point*>(receiver)) {
        return point->process.object != nullptr ? point->process.object->name() : point->process.mechanism->name();
    }
    if (dynamic_cast<event::Source*>(receiver) != nullptr) {
        return "spike";
    }
    if (dynamic_cast<event::Recording*>(receiver) != nullptr) {
        return "record";
    }
    return dynamic_cast<event::Playing*>(receiver) != nullptr ? "play" : "action";
}

Value print_event_queue_(Call& call) {
    Host& host = host_of(call.context);
    std::vector<double> times;
    for (const event::Queue::Pending& each : events_of(call).queue.pending()) {
        times.push_back(each.t);
        if (!call.has(0)) {
            host.write(format("%.15g %s flag %g\n", each.t, receiver_name(each).c_str(), each.flag));
        }
    }
    if (call.has(0)) {
        vector_arg(call, 0).assign(times);
    }
    return Value::number(0.0);
}

Value event_queue_info_(Call& call) {
    const long type = call.integer(0, 2, 3);
    std::vector<double> times;
    std::vector<double> flags;
    std::vector<Object*> objects;
    for (const event::Queue::Pending& each : events_of(call).queue.pending()) {
        if (each.light != nullptr && type == 2) {
            times.push_back(each.t);
            objects.push_back(static_cast<event::Connection*>(each.light)->object());
        }
        if (auto* point = dynamic_cast<event::Point*>(each.receiver); point != nullptr && type == 3) {
            times.push_back(each.t);
            flags.push_back(each.flag);
            objects.push_back(point->process.object);
        }
    }
    vector_arg(call, 1).assign(times);
    std::size_t at = 2;
    if (type == 3) {
        if (!call.is_a(2, "Vector") || !call.is_a(3, "List")) {
            call.refuse(ErrorKind::Type, "type 3 needs two Vectors, for times and flags, and a List");
        }
        vector_arg(call, at++).assign(flags);
    } else if (!call.is_a(2, "List")) {
        call.bad(ErrorKind::Type, 2, "must be a List");
    }
    list_of(call.object(at)).clear();
    list_of_netcons(call, at, objects);
    return Value::number(0.0);
}

// Counts since finitialize(): NetCons, spikes, events sent, delivered, self events, waiting, sources.
Value spike_stat_(Call& call) {
    event::Events& events = events_of(call);
    const event::Counts& counts = events.counts;
    const double stat[] = {static_cast<double>(events.connections.netcons->count()),
                           static_cast<double>(counts.spikes),
                           static_cast<double>(counts.events_sent),
                           static_cast<double>(counts.delivered),
                           static_cast<double>(counts.self_events),
                           static_cast<double>(events.queue.size()),
                           static_cast<double>(events.connections.source_count())};
    vector_arg(call, 0).assign(stat);
    return Value::number(0.0);
}

Value statistics_(Call& call) {
    const event::Counts& counts = events_of(call).counts;
    host_of(call.context)
        .write(format(
            "fixed time steps; since finitialize(): %llu spikes, %llu events sent to NetCons, %llu delivered, %llu "
            "self events; %zu waiting\n",
            static_cast<unsigned long long>(counts.spikes), static_cast<unsigned long long>(counts.events_sent),
            static_cast<unsigned long long>(counts.delivered), static_cast<unsigned long long>(counts.self_events),
            events_of(call).queue.size()));
    return Value::number(0.0);
}

// ---- lists of NetCons ----

// What a cell or target has to be: any (""), one whose name a regular expression describes, or one object.
class Wanted {
  public:
    Wanted(Call& call, std::size_t i) {
        if (call.is(i, Kind::Text)) {
            text_ = call.text(i);
            by_name_ = true;
            for (const char c : text_) {  // brackets stand for themselves: names have indices
                if (c == '[' || c == ']') {
                    pattern_.push_back(U'\\');
                }
                pattern_.push_back(static_cast<char32_t>(static_cast<unsigned char>(c)));
            }
        } else {
            object_ = call.object(i);
        }
    }
    bool fits(const Object* object) const {
        if (!by_name_) {
            return object != nullptr && object == object_;
        }
        if (text_.empty() || object == nullptr) {
            return text_.empty();
        }
        const std::string name = object->name();
        Pattern::Match match{};
        return Pattern(pattern_).search(std::u32string(name.begin(), name.end()), &match);
    }

  private:
    std::string text_;
    std::u32string pattern_;
    const Object* object_ = nullptr;
    bool by_name_ = false;
};

Value netconlist_(Call& call) {
    const Wanted pre(call, 0);
    const Wanted post(call, 1);
    const Wanted target(call, 2);
    std::vector<Object*> found;
    events_of(call).connections.each_by_source([&](event::Connection& connection) {
        const event::Point* point = connection.target;
        if (pre.fits(cell_of(connection.source)) && post.fits(cell_of(point)) &&
            target.fits(point != nullptr ? point->process.object : nullptr)) {
            found.push_back(connection.object());
        }
    });
    return list_of_netcons(call, 3, found);
}

// ---- recording ----

Value record_(Call& call) {
    if (!call.args[0].as_ref()->get().is_number()) {
        call.bad(ErrorKind::Type, 0, "must refer to a number");
    }
    record_steps(call.object(1), event::Variable(call.args[0]));
    const Value time = Value::adopt_ref(call.context.state<SymbolTable>().find("t")->ref());
    record_steps(call.object(2), event::Variable(time));
    return Value::number(0.0);
}
Value record_remove_(Call& call) {
    end_recording(call.object(0));
    return Value::number(0.0);
}

// ---- the table ----

#define NRN_NUMBER "() -> float ; (value: float) -> float"
#define NRN_WHOLE "() -> int ; (value: int) -> int"
#define NRN_FLAG "() -> bool ; (flag: bool) -> bool"
constexpr const char* kNone = "() -> float";
constexpr const char* kAny = "(*args: any) -> float";

const Member kRows[] = {
    {"active", MemberKind::Method, NRN_FLAG, "",
     "Whether steps are variable, which is for models of artificial cells alone.\n\nTime then goes from event to "
     "event. "
     "NotImplementedError for active(1) when there are sections.",
     active_},
    {"use_local_dt", MemberKind::Method, NRN_FLAG, "",
     "Whether each cell has its own steps: False. NotImplementedError for use_local_dt(1).", off_},
    {"use_daspk", MemberKind::Method, NRN_FLAG, "", "False. NotImplementedError for use_daspk(1).", off_},
    {"event", MemberKind::Method,
     "(t: float) -> float ; (t: float, action: str|callable|tuple) -> float ; "
     "(t: float, action: str|callable|tuple, object: object) -> float",
     "ms",
     "Runs an action (a statement of hoc, a callable, (callable, arguments)) at the end of the step in which t "
     "lies.\n\n"
     "finitialize() drops all events: call it afterwards. A statement sees the names of `object`. Returns the time at\n"
     "which the event waits: a quarter of a step before t when that is the time of a whole step.",
     event_},
    {"record", MemberKind::Method, "(variable: ref, y: Vector, t: Vector, *rest: any) -> float", "",
     "Records a variable and the times [ms] at each step.", record_},
    {"record_remove", MemberKind::Method, "(y: Vector) -> float", "", "Ends the recording into a Vector.",
     record_remove_},
    {"netconlist", MemberKind::Method,
     "(precell: object|str|None, postcell: object|str|None, target: object|str|None) -> List ; "
     "(precell: object|str|None, postcell: object|str|None, target: object|str|None, list: List) -> List",
     "",
     "A List of the NetCons whose source's cell, target's cell and target fit.\n\n"
     "Each is an object, a regular expression for its name, or '' for any.",
     netconlist_},
    {"solve", MemberKind::Method, "() -> float ; (tout: float) -> float", "",
     "One time step, or as many as fit until tout [ms].", solve_},
    {"fixed_step", MemberKind::Method, kNone, "", "One time step.", fixed_step_},
    {"re_init", MemberKind::Method, kNone, "", "Nothing to do with fixed steps.", nothing_},
    {"current_method", MemberKind::Method, "() -> int", "", "1: fixed steps; 300: variable steps.", current_method_},
    {"order", MemberKind::Method, "() -> int ; (i: int) -> int", "", "The order of the variable step: 0.", order_},
    {"rtol", MemberKind::Method, NRN_NUMBER, "", "Relative tolerance of variable steps.", number_<&Settings::rtol>},
    {"atol", MemberKind::Method, NRN_NUMBER, "", "Absolute tolerance of variable steps.", number_<&Settings::atol>},
    {"minstep", MemberKind::Method, NRN_NUMBER, "ms", "The smallest variable step.", number_<&Settings::minstep>},
    {"maxstep", MemberKind::Method, NRN_NUMBER, "ms", "The largest variable step.", number_<&Settings::maxstep>},
    {"dae_init_dteps", MemberKind::Method,
     "() -> float ; (value: float) -> float ; (value: float, style: int) -> float", "ms",
     "The step with which an algebraic system is initialised.", number_<&Settings::dae_init_dteps>},
    {"maxorder", MemberKind::Method, NRN_WHOLE, "", "The highest order of variable steps, 2 to 5.",
     whole_<&Settings::maxorder, 2, 5>},
    {"jacobian", MemberKind::Method, NRN_WHOLE, "", "How variable steps solve: 0 tree, 1 dense, 2 diagonal.",
     whole_<&Settings::jacobian, 0, 2>},
    {"stiff", MemberKind::Method, NRN_WHOLE, "", "What of variable steps is implicit: 0, 1 or 2.",
     whole_<&Settings::stiff, 0, 2>},
    {"condition_order", MemberKind::Method, NRN_WHOLE, "", "How thresholds are located in variable steps: 1 or 2.",
     whole_<&Settings::condition_order, 1, 2>},
    {"debug_event", MemberKind::Method, NRN_WHOLE, "", "Kept.", whole_<&Settings::debug_event, 0, 10>},
    {"use_long_double", MemberKind::Method, NRN_FLAG, "", "Kept.", flag_<&Settings::use_long_double>},
    {"use_mxb", MemberKind::Method, NRN_FLAG, "", "Kept: the solver is chosen by the model.",
     flag_<&Settings::use_mxb>},
    {"use_parallel", MemberKind::Method, kNone, "", "1.", use_parallel_},
    {"use_fast_imem", MemberKind::Method, NRN_FLAG, "",
     "Whether i_membrane_ [nA] of all segments is computed, before this call.", use_fast_imem_},
    {"cache_efficient", MemberKind::Method, NRN_FLAG, "", "True: the layout of memory is always the quick one.",
     cache_efficient_},
    {"queue_mode", MemberKind::Method,
     "() -> int ; (use_fixed_step_bin_queue: bool) -> int ; "
     "(use_fixed_step_bin_queue: bool, use_self_queue: bool) -> int",
     "", "Kept; the queue is the same in any mode.", queue_mode_},
    {"print_event_queue", MemberKind::Method, "() -> float ; (times: Vector) -> float", "",
     "Prints the events that wait, or puts their times [ms] into a Vector.", print_event_queue_},
    {"event_queue_info", MemberKind::Method,
     "(type: int, times: Vector, netcons: List) -> float ; (type: int, times: Vector, flags: Vector, targets: List) -> "
     "float",
     "",
     "The events that wait.\n\nType 2: those for NetCons, their times [ms] and NetCons. Type 3: those that point "
     "processes sent\n"
     "themselves, their times, flags and point processes.",
     event_queue_info_},
    {"spike_stat", MemberKind::Method, "(stat: Vector) -> float", "",
     "Counts of events since finitialize().\n\nNetCons, spikes, events sent to NetCons, events delivered, self "
     "events,\n"
     "events that wait, sources.",
     spike_stat_},
    {"statistics", MemberKind::Method, "() -> float ; (type: int) -> float", "", "Prints counts of events.",
     statistics_},
    {"store_events", MemberKind::Method, kAny, "", "For developers: nothing is stored.", nothing_},
    {"free_event_queues", MemberKind::Method, kNone, "", "Nothing to do.", nothing_},
    {"poolshrink", MemberKind::Method, kAny, "", "Nothing to do.", nothing_},
    {"simgraph_remove", MemberKind::Method, kAny, "", "Nothing to do.", nothing_},
    {"structure_change_count", MemberKind::Method, "() -> int", "", "Counts changes of the model's structure.",
     structure_change_count_},
    {"diam_change_count", MemberKind::Method, "() -> int", "", "Counts changes of the model's geometry.",
     diam_change_count_},
    {"atolscale", MemberKind::Method, kAny, "", "Tolerances of single states: needs variable steps.", refused_},
    {"acor", MemberKind::Method, kAny, "", "Local errors: needs variable steps.", refused_},
    {"error_weights", MemberKind::Method, kAny, "", "Weights of errors: needs variable steps.", refused_},
    {"states", MemberKind::Method, kAny, "", "The vector of states: needs variable steps.", refused_},
    {"dstates", MemberKind::Method, kAny, "", "Derivatives of states: needs variable steps.", refused_},
    {"statename", MemberKind::Method, kAny, "", "The name of a state: needs variable steps.", refused_},
    {"state_magnitudes", MemberKind::Method, kAny, "", "Largest states: needs variable steps.", refused_},
    {"f", MemberKind::Method, kAny, "", "The right hand side: needs variable steps.", refused_},
    {"yscatter", MemberKind::Method, kAny, "", "Sets all states: needs variable steps.", refused_},
    {"ygather", MemberKind::Method, kAny, "", "Gets all states: needs variable steps.", refused_},
    {"ncs_netcons", MemberKind::Method, kAny, "", "Needs variable steps.", refused_},
    {"extra_scatter_gather", MemberKind::Method, kAny, "", "Needs variable steps.", refused_},
    {"extra_scatter_gather_remove", MemberKind::Method, kAny, "", "Needs variable steps.", refused_},
};

#undef NRN_NUMBER
#undef NRN_WHOLE
#undef NRN_FLAG

}  // namespace

ClassDef cvode_class() {
    return {
        "CVode",
        "() ; (instance: int)",
        "The integrator: events of users, lists of connections, the queue of events.\n\n"
        "Time steps are those of h.dt: variable steps are not part of this version. All instances stand for the same\n"
        "integrator.",
        1,
        construct,
        destroy,
        std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
