// Opening the world: from "the user asked for MPI" to a Transport.
#pragma once

#include "parallel/mpi_library.hpp"
#include "parallel/transport.hpp"

#include <memory>
#include <string>

namespace nrn {

struct WorldRequest {
    MpiSearch search;
    // The user asked for MPI (h.nrnmpi_init(), NEURON_INIT_MPI=1, nrniv -mpi). Without it only an MPI that
    // somebody else has already initialised (mpi4py) is taken up, and otherwise the run has one rank.
    bool initialise = false;
    IdleHook hook;
};

// The transport of all ranks. Throws Error(Parallel) when several ranks were launched and there is no MPI
// to connect them, or when the library found is not the launcher's (a world of one rank in each process).
// With `findings` the candidates that were looked at are stored there, also when it throws.
std::unique_ptr<Transport> open_world(const WorldRequest& request, MpiFindings* findings = nullptr);

// An MPI of this process that is initialised and not finalised: cheap enough for every
// ParallelContext(); false when no MPI is loaded.
bool mpi_is_initialized();

}  // namespace nrn
