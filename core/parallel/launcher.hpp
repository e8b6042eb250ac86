// What the launcher (mpiexec, mpirun, prterun, srun) meant: read from the environment of this process.
//
// Needed because an MPI library of another family than the launcher's starts happily as a world of one
// rank, and because a run of several ranks without any MPI would be several silent one-rank runs.
#pragma once

#include <functional>
#include <string>

namespace nrn {

// Whose start-up protocol and handle layout: Intel MPI, MVAPICH and Cray MPI are of the MPICH family.
enum class MpiFamily { Unknown, Mpich, OpenMpi };

const char* family_name(MpiFamily family) noexcept;

struct Launch {
    bool launched = false;  // a launcher started this process
    int size = 0;           // ranks it started; 0 when it does not tell
    int rank = 0;
    MpiFamily family = MpiFamily::Unknown;
    std::string evidence;  // the variables that told, as NAME=value, for messages

    bool several() const noexcept {
        return size > 1 || rank > 0;
    }
};

// get(name) is getenv, or a table in tests.
Launch read_launch(const std::function<const char*(const char*)>& get);
Launch read_launch();

}  // namespace nrn
