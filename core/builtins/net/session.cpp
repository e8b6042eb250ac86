#include "builtins/net/session.hpp"

#include <cstdlib>
#include <cstring>

#include "parallel/world.hpp"

namespace nrn {

void ParallelSession::set_search_dirs(std::vector<std::string> directories) {
    search_dirs_ = std::move(directories);
}

Transport& ParallelSession::world(Context&, bool initialise) {
    if (world_ != nullptr && !(initialise && world_->size() == 1)) {
        return *world_;
    }
    const char* asked = std::getenv("NEURON_INIT_MPI");
    WorldRequest request;
    request.search.directories = search_dirs_;
    request.search.launch = read_launch();
    request.initialise = initialise || (asked != nullptr && std::strcmp(asked, "0") != 0);
    world_ = open_world(request, &findings_);
    return *world_;
}

void ParallelSession::finish() {
    if (world_ != nullptr) {
        world_->finalize();
        world_.reset();
    }
}

void ParallelSession::abort(int code) {
    if (world_ != nullptr) {
        world_->abort(code);
    }
}

std::string ParallelSession::report() {
    return "{}";
}

}  // namespace nrn
