// Doors to the ranks of a parallel run.
#include "api/process.hpp"
#include "builtins/net/session.hpp"

using namespace nrn;
using namespace nrn::api;

namespace {

ParallelSession& session() {
    return process().state<ParallelSession>();
}

}  // namespace

void nrn_parallel_abort(int code) {
    guard([&] { session().abort(code); });
}

int nrn_mpi_search_dirs(const char* const* directories, size_t count) {
    return guard([&] { session().set_search_dirs({directories, directories + count}); });
}

char* nrn_mpi_report(void) {
    return guard_pointer([] { return duplicate(session().report()); });
}

void nrn_finish(void) {
    guard([] { session().finish(); });
}
