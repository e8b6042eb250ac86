// ParallelContext members on runs: psolve, the interval of spike exchange, threads, and the times that work took.
#include <chrono>
#include <cmath>
#include <system_error>
#include <thread>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/run.hpp"
#include "builtins/net/parallel_context.hpp"
#include "event/events.hpp"
#include "mech/environment.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

// What is remembered for all instances.
struct Runs {
    double maxstep = 10.0;   // [ms]
    double timeout = 20.0;   // [s]
    double step_time = 0.0;  // [s]
};

Runs& runs_of(Call& call) {
    return call.context.state<Runs>();
}

Value psolve_(Call& call) {
    const double until = call.number(0);
    const double t = call.context.state<mech::Environment>().t;
    constexpr double kSlack = 1e-9;  // relative
    if (!(until >= t - kSlack * std::fabs(t)) || std::isinf(until)) {
        call.bad(ErrorKind::Value, 0, format("must be a time of t = %g ms or later, not %g", t, until));
    }
    const auto start = std::chrono::steady_clock::now();
    run_until(call.context, until);
    runs_of(call).step_time += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return Value::number(0.0);
}

Value set_maxstep_(Call& call) {
    if (!(call.number(0) > 0.0)) {
        call.bad(ErrorKind::Value, 0, format("must be an interval above 0 ms, not %g", call.number(0)));
    }
    runs_of(call).maxstep = call.number(0);
    return Value::number(call.number(0));
}

Value timeout_(Call& call) {
    const double before = runs_of(call).timeout;
    if (call.has(0)) {
        runs_of(call).timeout = call.number(0);
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

Value step_time_(Call& call) {
    return Value::number(runs_of(call).step_time);
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
     "Sets the interval of spike exchange to the smallest delay between ranks, at most step; this rank's smallest.",
     set_maxstep_},
    {"timeout", MemberKind::Method, "() -> float ; (seconds: float) -> float", "s",
     "After how much time without progress psolve() gives up, before this call.", timeout_},
    {"step_time", MemberKind::Method, "() -> float", "s", "Time spent in psolve().", step_time_},
    {"step_wait", MemberKind::Method, "() -> float ; (value: float) -> float", "s",
     "Time spent waiting for other ranks during time steps: 0.", zero_},
    {"send_time", MemberKind::Method, "(type: int = 0) -> float", "s",
     "Time spent directing arriving spikes to their targets: 0.", zero_},
    {"event_time", MemberKind::Method, "() -> float", "s", "Time spent checking thresholds and delivering events: 0.",
     zero_},
    {"integ_time", MemberKind::Method, "() -> float", "s", "Time spent integrating equations: 0, it is not measured.",
     zero_},
    {"vtransfer_time", MemberKind::Method, "(type: int = 0) -> float", "s", "Time spent transferring voltages: 0.",
     zero_},
    {"mech_time", MemberKind::Method, "(mechanism: int = 0) -> float", "s",
     "Time spent in a mechanism: 0, it is not measured.", zero_},
    {"spike_compress", MemberKind::Method, "(nspike: int = -1, gid_compress: bool = 1, method: int = 0) -> float", "",
     "How spikes are packed when ranks exchange them.", zero_},
    {"spike_statistics", MemberKind::Method, kAny, "",
     "The most spikes sent in one exchange, and numbers of spikes sent, received and used: 0.", whole_zero_},
    {"max_histogram", MemberKind::Method, "(histogram: Vector) -> float", "",
     "Counts the largest number of spikes that a rank sends in each exchange.", zero_},
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
    {"partition", MemberKind::Method, "() -> float ; (thread: int, roots: object) -> float", "",
     "Which cells (a SectionList of their roots) a thread computes. Accepted; results do not depend on it.", zero_},
    {"thread_stat", MemberKind::Method, kAny, "", "For developers.", zero_},
    {"thread_busywait", MemberKind::Method, "(flag: bool = 0) -> float", "",
     "Whether threads watch for work instead of sleeping. Accepted.", zero_},
    {"thread_ctime", MemberKind::Method, "() -> float ; (thread: int) -> float", "s",
     "Time that a thread spent in time steps: 0, it is not measured.", zero_},
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
