// Finding the MPI shared library at run time, and saying what was found.
//
// Order: the path in MPI_LIB_NRN_PATH, and then nothing else; an MPI already in the process, whoever
// loaded it and under whatever name; the directories of the caller; the system loader. Of the files so
// found, those of the launcher's family come first. `library_names` is the order of names.
//
// A search without `open` touches nothing: it looks at files, names and their first bytes.
#pragma once

#include "parallel/launcher.hpp"

#include <span>
#include <string>
#include <vector>

namespace nrn {

// How handles and constants look. The family says who can be talked to, the layout how to call.
enum class MpiLayout { StandardAbi, Mpich, OpenMpi };

const char* layout_name(MpiLayout layout) noexcept;

struct MpiSearch {
    std::string override_path;             // wins over all else; empty: MPI_LIB_NRN_PATH of the environment
    std::vector<std::string> directories;  // <venv>/lib, sys.prefix/lib, user base/lib, base prefix/lib
    Launch launch;                         // whose family is preferred
};

struct MpiCandidate {
    std::string path;    // the file, or the bare name for the system loader
    std::string origin;  // "MPI_LIB_NRN_PATH", "already in the process", a directory, "system loader"
    MpiFamily family = MpiFamily::Unknown;
    bool usable = false;  // nothing against it so far
    bool chosen = false;
    std::string reason;  // why refused; or what it is (the library's own version text once opened)
};

// An opened library. The handle is never closed: MPI libraries do not survive that.
struct MpiLibrary {
    void* handle = nullptr;
    std::string path;
    MpiLayout layout = MpiLayout::Mpich;
    MpiFamily family = MpiFamily::Unknown;
    std::string version;       // first line of MPI_Get_library_version
    bool initialized = false;  // MPI_Initialized and not MPI_Finalized, at the time of the search
};

struct MpiFindings {
    std::vector<MpiCandidate> candidates;  // in the order of preference
    MpiLibrary library;                    // handle is null when nothing was chosen

    bool found() const noexcept {
        return library.handle != nullptr;
    }
    // One line per candidate, for diagnose.
    std::string report() const;
};

std::span<const char* const> library_names() noexcept;

// Lists candidates without opening any file as a library.
MpiFindings list_mpi(const MpiSearch& search);
// Lists, then opens in order until one is accepted.
MpiFindings open_mpi(const MpiSearch& search);
// Only what is already in this process; never opens anything new.
MpiFindings find_loaded_mpi();

}  // namespace nrn
