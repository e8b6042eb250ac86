// ParallelContext members on runs: psolve, the interval of spike exchange, threads, and the times that work took.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>
#include <thread>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/run.hpp"
#include "builtins/net/dry_run.hpp"
#include "builtins/net/parallel_context.hpp"
#include "builtins/net/run_gate.hpp"
#include "builtins/net/split_cells.hpp"
#include "event/events.hpp"
#include "mech/environment.hpp"
#include "object/ref.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

// What is remembered for all instances.
struct Runs {
    double maxstep = 10.0;   // [ms]
    double step_time = 0.0;  // [s]
};

Runs& runs_of(Call& call) {
    return call.context.state<Runs>();
}
event::Exchange& exchange_of(Call& call) {
    return call.context.state<event::Events>().exchange;
}

void warn_missing(Call& call, const event::Exchange& exchange) {
    if (session_of(call).net().rank() != 0) {
        return;
    }
    for (const auto& [gid, rank] : exchange.missing()) {
        const std::string text = format("rank %d waits for spikes of gid %lld, which has no cell on any rank\n", rank,
                                        static_cast<long long>(gid));
        host_of(call.context).write_error(text.data(), text.size());
    }
}

// Collective: who exchanges spikes with whom, and how often. Nothing is to be exchanged by one rank.
double open_exchange(Call& call) {
    ParallelSession& session = session_of(call);
    Runs& runs = runs_of(call);
    event::Exchange& exchange = exchange_of(call);
    if (session.net().size() == 1) {
        exchange.close();
        return runs.maxstep;
    }
    double incomplete = split_of(call).incomplete() ? 1.0 : 0.0;
    Collective collective(session, "set_maxstep");
    collective.talk([&] { collective.net.allreduce(&incomplete, 1, Reduce::Max); });
    collective.complete();
    if (incomplete != 0.0) {
        join_split_cells(call);
    }
    const double interval = exchange.open(session.spikes(), gate_of(call.context), runs.maxstep);
    warn_missing(call, exchange);
    return interval;
}

// All ranks run to the same time, and know of connections that were made since they looked last.
void agree(Call& call, double until) {
    ParallelSession& session = session_of(call);
    if (session.net().size() == 1) {
        exchange_of(call).close();
        return;
    }
    const bool stale = exchange_of(call).stale() || split_of(call).incomplete();
    double said[] = {stale ? 1.0 : 0.0, until, -until};
    Collective collective(session, "psolve");
    collective.talk([&] { collective.net.allreduce(said, std::size(said), Reduce::Max); });
    collective.complete();
    if (said[1] != -said[2]) {
        call.bad(ErrorKind::Value, 0,
                 format("is %g ms on rank %d and %g ms on another: all ranks must run to the same time", until,
                        session.net().rank(), until == said[1] ? -said[2] : said[1]));
    }
    if (said[0] != 0.0) {
        open_exchange(call);
    }
}

Value psolve_(Call& call) {
    const double until = call.number(0);
    const double t = call.context.state<mech::Environment>().t;
    constexpr double kSlack = 1e-9;  // relative
    if (!(until >= t - kSlack * std::fabs(t)) || std::isinf(until)) {
        call.bad(ErrorKind::Value, 0, format("must be a time of t = %g ms or later, not %g", t, until));
    }
    agree(call, until);
    auto& simulation = call.context.state<sim::Simulation>();
    const double exchanged = exchange_of(call).counts.time;
    const auto start = std::chrono::steady_clock::now();
    run_until(call.context, until);
    const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    runs_of(call).step_time += spent;
    if (simulation.by_events()) {
        simulation.clock.add_events(spent - (exchange_of(call).counts.time - exchanged));
    }
    return Value::number(0.0);
}

Value set_maxstep_(Call& call) {
    if (!(call.number(0) > 0.0)) {
        call.bad(ErrorKind::Value, 0, format("must be an interval above 0 ms, not %g", call.number(0)));
    }
    runs_of(call).maxstep = call.number(0);
    return Value::number(open_exchange(call));
}

Value timeout_(Call& call) {
    double& patience = session_of(call).run_patience;
    const double before = patience;
    if (call.has(0)) {
        if (!(call.number(0) >= 0.0)) {
            call.bad(ErrorKind::Value, 0, format("must be 0 (wait for ever) or more seconds, not %g", call.number(0)));
        }
        patience = call.number(0);
    }
    return Value::number(before);
}

Value nthread_(Call& call) {
    auto& simulation = call.context.state<sim::Simulation>();
    if (call.has(0)) {
        const auto n = static_cast<std::size_t>(call.integer(0, 1, 1L << 10));
        try {
            simulation.set_threads(n);
        } catch (const std::system_error& error) {
            call.refuse(ErrorKind::Hoc, nrn::format("the system does not give %zu threads: %s", n, error.what()));
        }
    }
    return Value::integer(static_cast<double>(simulation.threads()));
}

Value dry_run_(Call& call) {
    return dry_run(call, runs_of(call).maxstep);
}

Value step_time_(Call& call) {
    return Value::number(runs_of(call).step_time);
}
Value step_wait_(Call& call) {
    double& wait = exchange_of(call).counts.wait;
    const double before = wait;
    if (call.has(0)) {
        wait = call.number(0);
    }
    return Value::number(before);
}
Value send_time_(Call& call) {
    return Value::number(exchange_of(call).counts.time);
}
Value event_time_(Call& call) {
    return Value::number(call.context.state<sim::Simulation>().clock.events());
}
Value integ_time_(Call& call) {
    const sim::StepClock::Sums sums = call.context.state<sim::Simulation>().clock.sums();
    return Value::number(sums.scaled(sums.integration));
}
Value thread_ctime_(Call& call) {
    const auto& simulation = call.context.state<sim::Simulation>();
    const long thread = call.integer_or(0, 0, 0, static_cast<long>(simulation.threads()) - 1);
    return Value::number(simulation.thread_time(static_cast<std::size_t>(thread)));
}

Value spike_statistics_(Call& call) {
    const event::ExchangeCounts& counts = exchange_of(call).counts;
    const double numbers[] = {static_cast<double>(counts.sent), static_cast<double>(counts.received),
                              static_cast<double>(counts.used), static_cast<double>(counts.exchanges)};
    for (std::size_t i = 0; i < std::size(numbers); ++i) {
        if (call.has(i)) {
            call.args[i].as_ref()->set(Value::number(numbers[i]));
        }
    }
    return Value::integer(static_cast<double>(counts.most));
}

// The Vector's element n counts the exchanges in which the rank that sent most sent n spikes.
Value max_histogram_(Call& call) {
    event::Exchange& exchange = exchange_of(call);
    if (!call.has(0)) {
        exchange.histogram = nullptr;
        return Value::number(0.0);
    }
    exchange.histogram = [vector = std::make_shared<Value>(Value::object(call.object(0)))](std::size_t n) {
        Vector& counts = payload<Vector>(vector->as_object());
        if (counts.size() > 0) {
            counts.data()[std::min(n, counts.size() - 1)] += 1.0;
        }
    };
    return Value::number(0.0);
}

// Times as numbers of steps whatever the numbers are; 0 ends it.
Value spike_compress_(Call& call) {
    event::Exchange& exchange = exchange_of(call);
    if (call.has(0)) {
        const bool wanted = call.number(0) > 0.0;
        if (wanted != exchange.compressed) {
            exchange.compressed = wanted;
            exchange.close();
        }
    }
    return Value::number(exchange.compressed ? 1.0 : 0.0);
}
Value zero_(Call&) {
    return Value::number(0.0);
}
Value whole_zero_(Call&) {
    return Value::integer(0.0);
}
Value true_(Call&) {
    return Value::boolean(true);
}

Value thread_how_many_proc_(Call&) {
    return Value::integer(std::max(1U, std::thread::hardware_concurrency()));
}

Value global_of_thread(Call& call, const char* name) {
    call.integer(0, 0, static_cast<long>(call.context.state<sim::Simulation>().threads()) - 1);
    return call.context.state<SymbolTable>().find(name)->get(call.context);
}
Value t_(Call& call) {
    return global_of_thread(call, "t");
}
Value dt_(Call& call) {
    return global_of_thread(call, "dt");
}

constexpr const char* kAny = "(*args: any) -> float";

const Member kRows[] = {
    {"psolve", MemberKind::Method, "(tstop: float) -> float", "",
     "Runs the simulation up to tstop [ms]: as many time steps of h.dt as fit.\n\n"
     "Other threads of Python go on; what they change is changed between steps. An interrupt ends it behind a whole "
     "step. ValueError for a time that\n"
     "has passed, and, as fadvance(), for a voltage that is not a number any more.",
     psolve_},
    {"set_maxstep", MemberKind::Method, "(step: float) -> float", "ms",
     "Sets the interval of spike exchange to the smallest delay of connections between ranks, at most step.\n\nAll "
     "ranks call it, after their connections are made; psolve() does so when something is new. Returns the\ninterval. "
     "ValueError for a step of 0 or less, a delay of 0 or less between ranks, a gid with cells on two ranks.",
     set_maxstep_},
    {"dry_run", MemberKind::Method,
     "(nhost: int, factor: int = 1, wiring: str = 'random', rate: float = -1, latency: float = 2e-6, bandwidth: float "
     "= "
     "1e10, look: float = 5e-8, extra: float = 0) -> DryRun",
     "",
     "What each of nhost ranks would take of memory and time for `factor` copies of the network in this process.\n\n"
     "Build a small sample with gids first, and run it for a while, so that steps and spikes are measured. Cells go "
     "to\n"
     "ranks in turn. Connections between cells come from anywhere (wiring 'random'), or each copy is connected as the\n"
     "sample is ('copies'); cells have as many as in the sample. rate is that of spikes of a cell [1/s], as measured\n"
     "when it is left out; latency [s] and bandwidth [bytes/s] are of the network between ranks, look [s] is what a "
     "spike\n"
     "that comes costs, extra the bytes that the program itself keeps for a cell. ValueError in a run of several\n"
     "ranks, and without cells that have gids. Not part of NEURON 9.",
     dry_run_},
    {"timeout", MemberKind::Method, "() -> float ; (seconds: float) -> float", "s",
     "How long psolve() waits for other ranks, before this call: 20 s, and 0 is for ever.\n\nA rank that waits longer "
     "raises ParallelError, which names the ranks that do not come, and so do those when\nthey come. ValueError for "
     "less than 0.",
     timeout_},
    {"step_time", MemberKind::Method, "() -> float", "s", "Time spent in psolve().", step_time_},
    {"step_wait", MemberKind::Method, "() -> float ; (value: float) -> float", "s",
     "Time spent waiting for other ranks during time steps; with a value, sets it.", step_wait_},
    {"send_time", MemberKind::Method, "(type: int = 0) -> float", "s",
     "Time spent in the exchange of spikes, waiting included.", send_time_},
    {"event_time", MemberKind::Method, "() -> float", "s",
     "Time spent checking thresholds and delivering events in time steps.\n\nShort steps are timed now and then, one "
     "in "
     "about 100 us of a run, so this is an estimate for them. Always 0 in NEURON 9.",
     event_time_},
    {"integ_time", MemberKind::Method, "() -> float", "s",
     "Time spent on currents, voltages and states in time steps, without events and waits for other "
     "ranks.\n\nEstimated as event_time(). Always 0 in NEURON 9.",
     integ_time_},
    {"mech_time", MemberKind::Method, "(mechanism: int = 0) -> float", "s",
     "Time spent in a mechanism: 0, as in NEURON 9, it is not measured.\n\nLoadBalance.ExperimentalMechComplex() of "
     "loadbal.hoc measures what an instance of each mechanism costs.",
     zero_},
    {"spike_compress", MemberKind::Method, "(nspike: int = -1, gid_compress: bool = 1, method: int = 0) -> float", "",
     "Spikes take 6 bytes instead of 12: their times travel as numbers of steps. All ranks call it.\n\n0 ends it; "
     "sizes are found by the exchange itself. Nothing is lost: times that are not of steps travel whole.\nWhether it "
     "is "
     "so.",
     spike_compress_},
    {"spike_statistics", MemberKind::Method,
     "() -> int ; (sent: ref) -> int ; (sent: ref, received: ref) -> int ; (sent: ref, received: ref, used: ref) -> "
     "int "
     "; (sent: ref, received: ref, used: ref, exchanges: ref) -> int",
     "",
     "The most spikes that a rank sent in one exchange; references get what this rank counts.\n\nHow many spikes it "
     "sent "
     "and received, how many of those it used, and how often it exchanged.",
     spike_statistics_},
    {"max_histogram", MemberKind::Method, "() -> float ; (histogram: Vector) -> float", "",
     "Counts the exchanges by the largest number of spikes that one rank sends in them, up to the Vector's size.",
     max_histogram_},
    {"print_memory_stats", MemberKind::Method, "() -> float", "",
     "Prints what the part of the model on this rank takes of memory, as print_local_memory_usage().", print_memory},
    {"nthread", MemberKind::Method, "() -> int ; (n: int) -> int ; (n: int, parallel: bool) -> int", "",
     "The number of threads that share the work of each step; a second argument is accepted and changes "
     "nothing.\n\nCells "
     "are divided among them, large ones are cut. Results are the same with any number of threads.",
     nthread_},
    {"nworker", MemberKind::Method, "() -> int", "", "The number of threads that work in parallel; 0 with one thread.",
     whole_zero_},
    {"thread_how_many_proc", MemberKind::Method, "() -> int", "",
     "The number of threads that the machine can run at the same time.", thread_how_many_proc_},
    {"thread_stat", MemberKind::Method, kAny, "", "For developers.", zero_},
    {"thread_busywait", MemberKind::Method, "(flag: bool = 0) -> float", "",
     "Whether threads watch for work instead of sleeping. Accepted.", zero_},
    {"thread_ctime", MemberKind::Method, "() -> float ; (thread: int) -> float", "s",
     "Time that a thread computed in time steps, waits excluded; without an argument, the first thread.\n\nEstimated "
     "as "
     "event_time(); it begins anew with nthread(). Always 0 in NEURON 9. IndexError for a thread that does not exist.",
     thread_ctime_},
    {"sec_in_thread", MemberKind::Method, kAny, "", "The thread that computes the accessed section is thread 0.",
     true_},
    {"optimize_node_order", MemberKind::Method, "() -> int ; (order: int) -> int", "",
     "The order of nodes in memory. Accepted; results do not depend on it.", whole_zero_},
    {"t", MemberKind::Method, "(thread: int) -> float", "ms", "The time of a thread: h.t.", t_},
    {"dt", MemberKind::Method, "(thread: int) -> float", "ms", "The time step of a thread: h.dt.", dt_},
};

}  // namespace

void add_runs(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
