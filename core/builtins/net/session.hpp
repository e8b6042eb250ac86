// ParallelSession: the ranks of this process's run, opened when they are first needed, and their end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/context.hpp"
#include "object/host.hpp"
#include "parallel/mpi_library.hpp"
#include "parallel/transport.hpp"

namespace nrn {

class ParallelSession {
  public:
    // Where libmpi is looked for, after the user's own choice.
    void set_search_dirs(std::vector<std::string> directories);

    // All ranks. Opened on first use: MPI is initialised when `initialise` or NEURON_INIT_MPI asks for it, taken up
    // when somebody else has initialised it, and otherwise the run has one rank. Error(Parallel) when several
    // ranks were launched and cannot be connected.
    Transport& world(Context& context, bool initialise = false);
    bool open() const noexcept {
        return world_ != nullptr;
    }

    void finish();         // orderly end of MPI, if this package started it
    void abort(int code);  // ends all ranks; returns only without MPI
    std::string report();  // what was found about MPI, as JSON

  private:
    std::vector<std::string> search_dirs_;
    std::unique_ptr<Transport> world_;
    MpiFindings findings_;
};

}  // namespace nrn
