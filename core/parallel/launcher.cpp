#include "parallel/launcher.hpp"

#include <cerrno>
#include <cstdlib>

namespace nrn {

namespace {

using Get = std::function<const char*(const char*)>;

// A variable pair of one launcher, in the order in which they are believed: a launcher that runs inside the
// job of another (mpiexec under srun) leaves both sets, and its own are the nearer ones.
struct Source {
    const char* size;
    const char* rank;
    MpiFamily family;
    const char* only_with;  // another variable that must be there too
};

constexpr Source sources[] = {
    {"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK", MpiFamily::OpenMpi, nullptr},
    {"PMI_SIZE", "PMI_RANK", MpiFamily::Mpich, nullptr},
    {"MV2_COMM_WORLD_SIZE", "MV2_COMM_WORLD_RANK", MpiFamily::Mpich, nullptr},
    // sbatch sets SLURM_PROCID in the batch script too; the step's task count is there only under srun
    {"SLURM_STEP_NUM_TASKS", "SLURM_PROCID", MpiFamily::Unknown, "SLURM_STEP_ID"},
    {"MPI_LOCALNRANKS", "MPI_LOCALRANKID", MpiFamily::Mpich, nullptr},
    // PMIx tells the rank but not the size
    {nullptr, "PMIX_RANK", MpiFamily::Unknown, "PMIX_NAMESPACE"},
};

bool read_int(const Get& get, const char* name, int& value) {
    const char* text = name ? get(name) : nullptr;
    if (!text || !*text) {
        return false;
    }
    char* end = nullptr;
    errno = 0;
    const long number = std::strtol(text, &end, 10);
    if (*end || errno || number < 0 || number > 0x7fffffff) {
        return false;
    }
    value = static_cast<int>(number);
    return true;
}

void note(Launch& launch, const char* name, int value) {
    if (!launch.evidence.empty()) {
        launch.evidence += ", ";
    }
    launch.evidence += std::string(name) + "=" + std::to_string(value);
}

bool believe(const Source& source, const Get& get, Launch& launch) {
    if (source.only_with && !get(source.only_with)) {
        return false;
    }
    const bool has_size = read_int(get, source.size, launch.size);
    const bool has_rank = read_int(get, source.rank, launch.rank);
    if (source.size ? !has_size : !has_rank) {
        launch.size = launch.rank = 0;
        return false;
    }
    launch.launched = true;
    launch.family = source.family;
    if (has_size) {
        note(launch, source.size, launch.size);
    }
    if (has_rank) {
        note(launch, source.rank, launch.rank);
    }
    return true;
}

}  // namespace

const char* family_name(MpiFamily family) noexcept {
    switch (family) {
        case MpiFamily::Mpich:
            return "MPICH";
        case MpiFamily::OpenMpi:
            return "Open MPI";
        case MpiFamily::Unknown:
            break;
    }
    return "unknown";
}

Launch read_launch(const Get& get) {
    Launch launch;
    for (const Source& source : sources) {
        if (believe(source, get, launch)) {
            break;
        }
    }
    return launch;
}

Launch read_launch() {
    return read_launch([](const char* name) -> const char* { return std::getenv(name); });
}

}  // namespace nrn
