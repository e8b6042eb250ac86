// ParallelContext members that need cells, threads over cells or the time step, which this version does not have. They
// are declared as they will be, so that help() tells and calls raise NotImplementedError naming what is missing.
#include <thread>

#include "base/text.hpp"
#include "builtins/net/parallel_context.hpp"

namespace nrn {
namespace {

// The parts of the simulator that are missing, as template arguments.
struct Part {
    const char* name;
};
constexpr Part kNetworks{"networks of cells with global identifiers"};
constexpr Part kStep{"the time step of the simulator"};
constexpr Part kTransfer{"the transfer of variables between ranks"};
constexpr Part kSplit{"cells that are split over ranks"};
constexpr Part kThreads{"threads over cells"};
constexpr Part kModel{"sections and mechanisms"};
constexpr Part kCoreNeuron{"the connection to CoreNEURON"};

[[noreturn]] void refuse(Call& call, const Part& part) {
    call.refuse(ErrorKind::NotImplemented, std::string("not part of this version, it needs ") + part.name);
}

template <const Part& P>
Value planned(Call& call) {
    refuse(call, P);
}

// ---- what there is without cells ----

Value nthread_(Call& call) {
    if (call.integer_or(0, 1, 1, 1 << 20) != 1) {
        refuse(call, kThreads);
    }
    return Value::integer(1);
}

Value nworker_(Call&) {
    return Value::integer(0);
}

Value thread_how_many_proc_(Call&) {
    return Value::integer(std::max(1U, std::thread::hardware_concurrency()));
}

Value global_of_thread(Call& call, const char* name) {
    call.integer(0, 0, 0);  // there is one thread
    return call.context.state<SymbolTable>().find(name)->get(call.context);
}
Value t_(Call& call) {
    return global_of_thread(call, "t");
}
Value dt_(Call& call) {
    return global_of_thread(call, "dt");
}

const Member kRows[] = {
    // networks of cells
    {"set_gid2node", MemberKind::Method, "(gid: int, id: int) -> float ; (*args: any) -> float", "",
     "Says that the cell with this global identifier lives on rank id.", planned<kNetworks>},
    {"gid_exists", MemberKind::Method, "(gid: int) -> int ; (*args: any) -> int", "",
     "Whether the global identifier is of this rank (1), has a cell (2) that sends spikes to other ranks (3), or 0.",
     planned<kNetworks>},
    {"cell", MemberKind::Method, "(gid: int, netcon: object, output: bool = 1) -> float ; (*args: any) -> float", "",
     "Gives the global identifier to the source of the NetCon.", planned<kNetworks>},
    {"outputcell", MemberKind::Method, "(gid: int) -> float ; (*args: any) -> float", "",
     "The spikes of this cell go to the other ranks.", planned<kNetworks>},
    {"threshold", MemberKind::Method, "(gid: int, threshold: float = 0) -> float ; (*args: any) -> float", "mV",
     "The threshold of the cell's spike detector; with a second argument, sets it.", planned<kNetworks>},
    {"spike_record", MemberKind::Method,
     "(gid: int|Vector, times: Vector, gids: Vector) -> float ; (*args: any) -> float", "",
     "Records the spikes of a cell of this rank, or of all (-1).", planned<kNetworks>},
    {"gid_connect", MemberKind::Method,
     "(gid: int, target: object, netcon: object = None) -> object ; (*args: any) -> object", "",
     "A NetCon from the cell with this global identifier, on whatever rank, to a target on this rank.",
     planned<kNetworks>},
    {"gid2obj", MemberKind::Method, "(gid: int) -> object ; (*args: any) -> object", "",
     "The cell or point process with this global identifier.", planned<kNetworks>},
    {"gid2cell", MemberKind::Method, "(gid: int) -> object ; (*args: any) -> object", "",
     "The cell with this global identifier.", planned<kNetworks>},
    {"gid_clear", MemberKind::Method, "(type: int = 0) -> float ; (*args: any) -> float", "",
     "Forgets global identifiers (1), split cells (2), transfers (3), or all of them (0).", planned<kNetworks>},
    {"set_maxstep", MemberKind::Method, "(step: float) -> float ; (*args: any) -> float", "ms",
     "Sets the interval of spike exchange to the smallest delay between ranks, at most step; this rank's smallest.",
     planned<kNetworks>},
    {"spike_compress", MemberKind::Method,
     "(nspike: int = -1, gid_compress: bool = 1, method: int = 0) -> float ; (*args: any) -> float", "",
     "How spikes are packed when ranks exchange them.", planned<kNetworks>},
    {"spike_statistics", MemberKind::Method,
     "(nsend: ref = None, nrecv: ref = None, useful: ref = None) -> float ; (*args: any) -> float", "",
     "The most spikes sent in one exchange, and numbers of spikes sent, received and used.", planned<kNetworks>},
    {"max_histogram", MemberKind::Method, "(histogram: Vector) -> float ; (*args: any) -> float", "",
     "Counts the largest number of spikes that a rank sends in each exchange.", planned<kNetworks>},
    {"prcellstate", MemberKind::Method, "(gid: int, suffix: str) -> float ; (*args: any) -> float", "",
     "Writes all variables of a cell to the file <gid>_<suffix>.nrndat.", planned<kNetworks>},
    // transfer of variables
    {"source_var", MemberKind::Method, "(variable: ref, sid: int) -> float ; (*args: any) -> float", "",
     "Makes a voltage a source of transfer under a number.", planned<kTransfer>},
    {"target_var", MemberKind::Method,
     "(variable: ref, sid: int) -> float ; (point_process: object, variable: ref, sid: int) -> float ; "
     "(*args: any) -> float",
     "", "Makes a variable follow the source of that number.", planned<kTransfer>},
    {"setup_transfer", MemberKind::Method, "() -> float ; (*args: any) -> float", "",
     "Connects the sources and targets of all ranks.", planned<kTransfer>},
    // split cells
    {"splitcell_connect", MemberKind::Method, "(rank: int) -> float ; (*args: any) -> float", "",
     "Joins the root of this subtree to that of the same cell on a neighbouring rank.", planned<kSplit>},
    {"multisplit", MemberKind::Method,
     "() -> float ; (segment: any, sid: int, style: int = 2) -> float ; (*args: any) -> float", "",
     "Joins the nodes of one number by a wire; without arguments, ends these declarations.", planned<kSplit>},
    // time step
    {"psolve", MemberKind::Method, "(tstop: float) -> float ; (*args: any) -> float", "",
     "Runs the simulation up to tstop [ms], together with the other ranks.", planned<kStep>},
    {"timeout", MemberKind::Method, "(seconds: float = 20) -> float ; (*args: any) -> float", "s",
     "After how much time without progress psolve() gives up.", planned<kStep>},
    {"step_time", MemberKind::Method, "() -> float ; (*args: any) -> float", "s",
     "Time spent in time steps: integration, thresholds and events.", planned<kStep>},
    {"step_wait", MemberKind::Method, "(value: float = 0) -> float ; (*args: any) -> float", "s",
     "Time spent waiting for other ranks during time steps.", planned<kStep>},
    {"send_time", MemberKind::Method, "(type: int = 0) -> float ; (*args: any) -> float", "s",
     "Time spent directing arriving spikes to their targets.", planned<kStep>},
    {"event_time", MemberKind::Method, "() -> float ; (*args: any) -> float", "s",
     "Time spent checking thresholds and delivering events.", planned<kStep>},
    {"integ_time", MemberKind::Method, "() -> float ; (*args: any) -> float", "s", "Time spent integrating equations.",
     planned<kStep>},
    {"vtransfer_time", MemberKind::Method, "(type: int = 0) -> float ; (*args: any) -> float", "s",
     "Time spent transferring voltages (0), matrix elements of split cells (1), or in their reduced tree (2).",
     planned<kStep>},
    {"mech_time", MemberKind::Method, "(mechanism: int = 0) -> float ; (*args: any) -> float", "s",
     "Time spent in a mechanism; without an argument, starts to measure.", planned<kStep>},
    // threads
    {"nthread", MemberKind::Method, "(n: int = 1, parallel: bool = 1) -> int", "",
     "The number of threads, which is 1. NotImplementedError for more: threads over cells are missing.", nthread_},
    {"nworker", MemberKind::Method, "() -> int", "", "The number of threads that work in parallel; 0 with one thread.",
     nworker_},
    {"thread_how_many_proc", MemberKind::Method, "() -> int", "",
     "The number of threads that the machine can run at the same time.", thread_how_many_proc_},
    {"partition", MemberKind::Method, "() -> float ; (thread: int, roots: object) -> float ; (*args: any) -> float", "",
     "Which cells (a SectionList of their roots) a thread computes.", planned<kThreads>},
    {"get_partition", MemberKind::Method, "(thread: int) -> object ; (*args: any) -> object", "",
     "A SectionList of the roots of the cells that a thread computes.", planned<kThreads>},
    {"thread_stat", MemberKind::Method, "() -> float ; (*args: any) -> float", "", "For developers.",
     planned<kThreads>},
    {"thread_busywait", MemberKind::Method, "(flag: bool) -> float ; (*args: any) -> float", "",
     "Whether threads watch for work instead of sleeping.", planned<kThreads>},
    {"thread_ctime", MemberKind::Method, "(thread: int = 0) -> float ; (*args: any) -> float", "s",
     "Time that a thread spent in time steps; without an argument, starts to measure.", planned<kThreads>},
    {"sec_in_thread", MemberKind::Method, "(*args: any) -> int", "", "The thread that computes a section.",
     planned<kThreads>},
    {"t", MemberKind::Method, "(thread: int) -> float", "ms", "The time of a thread: h.t for thread 0.", t_},
    {"dt", MemberKind::Method, "(thread: int) -> float", "ms", "The time step of a thread: h.dt for thread 0.", dt_},
    // the layout of a model, and CoreNEURON
    {"optimize_node_order", MemberKind::Method, "(order: int = 0) -> int ; (*args: any) -> int", "",
     "The order of nodes in memory: by cell (0), interleaved (1) or by depth (2).", planned<kModel>},
    {"print_memory_stats", MemberKind::Method, "() -> float ; (*args: any) -> float", "",
     "Prints how much memory the model takes on each rank.", planned<kModel>},
    {"nrnbbcore_write", MemberKind::Method, "(path: str = '.', append: bool = 0) -> float ; (*args: any) -> float", "",
     "Writes the model as files for CoreNEURON; an older name of nrncore_write.", planned<kCoreNeuron>},
    {"nrncore_write", MemberKind::Method, "(path: str = '.', append: bool = 0) -> float ; (*args: any) -> float", "",
     "Writes the model as files for CoreNEURON.", planned<kCoreNeuron>},
    {"nrncore_run", MemberKind::Method, "(args: str, trajectories: bool = 0) -> float ; (*args: any) -> float", "",
     "Runs the model in CoreNEURON.", planned<kCoreNeuron>},
    {"nrnbbcore_register_mapping", MemberKind::Method, "(*args: any) -> float", "",
     "Tells CoreNEURON which segments belong to which sections, for its reports.", planned<kCoreNeuron>},
};

}  // namespace

void add_planned_parallel(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
