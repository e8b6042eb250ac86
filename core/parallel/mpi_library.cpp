#include "parallel/mpi_library.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace nrn {

namespace {

// The MPICH and Open MPI names come before the standard ABI: mpich's wheel holds both libmpi.so.12 and
// libmpi_abi.so.1, and mpi4py, imported later, would load the first beside the second, two MPIs in
// one process.
constexpr const char* names[] = {"libmpi.so.12", "libmpi.so.40", "libmpi_abi.so.1", "libmpi.so"};

constexpr const char* origin_override = "MPI_LIB_NRN_PATH";
constexpr const char* origin_process = "already in the process";
constexpr const char* origin_loader = "system loader";

std::string base_name(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

std::string real_path(const std::string& path) {
    char* resolved = ::realpath(path.c_str(), nullptr);
    std::string result = resolved ? resolved : path;
    std::free(resolved);
    return result;
}

bool starts_with(const std::string& text, const char* head) {
    return text.rfind(head, 0) == 0;
}

bool contains(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

// What the name promises; the symbols have the last word once the library is open.
MpiFamily family_of_name(const std::string& name) {
    if (starts_with(name, "libmpi_abi") || starts_with(name, "libmpich") || starts_with(name, "libmpi.so.12")) {
        return MpiFamily::Mpich;
    }
    for (const char* open_mpi : {"libmpi.so.20", "libmpi.so.40", "libmpi.so.80"}) {
        if (starts_with(name, open_mpi)) {
            return MpiFamily::OpenMpi;
        }
    }
    return MpiFamily::Unknown;
}

// Empty when the file may be a shared library of this machine, else what it is.
std::string why_no_library(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return format("cannot be read (%s)", std::strerror(errno));
    }
    unsigned char head[sizeof(Elf64_Ehdr)] = {};
    const ssize_t length = ::read(file, head, sizeof head);
    ::close(file);
    if (length < SELFMAG || std::memcmp(head, ELFMAG, SELFMAG) != 0) {
        const bool text = std::all_of(head, head + std::max<ssize_t>(length, 0),
                                      [](unsigned char c) { return c == '\n' || c == '\t' || (c >= 32 && c < 127); });
        return text ? "a text file (linker script), not a library" : "not a shared library";
    }
    constexpr unsigned char word = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
    if (head[EI_CLASS] != word) {
        return "a library for another word size";
    }
    return "";
}

class Lister {
  public:
    explicit Lister(MpiFindings& findings) : findings_(findings) {
    }

    // Files that are not there are no candidates, unless the user named them.
    void add_file(const std::string& path, const std::string& origin) {
        struct stat status;
        if (::stat(path.c_str(), &status) != 0) {
            if (origin == origin_override) {
                add({path, origin, MpiFamily::Unknown, false, false, std::strerror(errno)});
            }
            return;
        }
        if (!S_ISREG(status.st_mode)) {
            add({path, origin, MpiFamily::Unknown, false, false, "not a file"});
            return;
        }
        const std::string real = real_path(path);
        if (std::find(seen_.begin(), seen_.end(), real) != seen_.end()) {
            return;
        }
        seen_.push_back(real);
        std::string reason = why_no_library(path);
        const bool usable = reason.empty();
        add({path, origin, family_of_name(base_name(real)), usable, false, usable ? "not opened" : reason});
    }

    void add(MpiCandidate candidate) {
        findings_.candidates.push_back(std::move(candidate));
    }

  private:
    MpiFindings& findings_;
    std::vector<std::string> seen_;  // resolved paths
};

std::string override_of(const MpiSearch& search) {
    if (!search.override_path.empty()) {
        return search.override_path;
    }
    const char* path = std::getenv(origin_override);
    return path ? path : "";
}

// The candidates of the launcher's family first, those of unknown family next; the order within stays.
void sort_by_family(std::vector<MpiCandidate>& candidates, MpiFamily wanted) {
    if (wanted == MpiFamily::Unknown) {
        return;
    }
    const auto distance = [wanted](const MpiCandidate& c) {
        return c.family == wanted ? 0 : c.family == MpiFamily::Unknown ? 1 : 2;
    };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](const MpiCandidate& a, const MpiCandidate& b) { return distance(a) < distance(b); });
}

template <class Function>
Function symbol(void* handle, const char* name) {
    return reinterpret_cast<Function>(::dlsym(handle, name));
}

std::string version_text(void* handle) {
    const auto get = symbol<int (*)(char*, int*)>(handle, "MPI_Get_library_version");
    if (!get) {
        return "";
    }
    std::string text(16384, '\0');  // MPICH and the standard ABI ask for 8192
    int length = 0;
    if (get(text.data(), &length) != 0) {
        return "";
    }
    text.resize(std::strlen(text.c_str()));
    text.resize(std::min(text.size(), text.find_first_of(",\n")));
    std::string squeezed;
    for (char c : text) {
        const bool space = c == ' ' || c == '\t';
        if (!space || (!squeezed.empty() && squeezed.back() != ' ')) {
            squeezed += space ? ' ' : c;
        }
    }
    if (const std::size_t label = squeezed.find(" Version:"); label != std::string::npos) {
        squeezed.erase(label, std::strlen(" Version:"));  // "MPICH Version: 5.0.2"
    }
    return squeezed;
}

MpiFamily family_of_version(const std::string& version) {
    if (contains(version, "Open MPI")) {
        return MpiFamily::OpenMpi;
    }
    for (const char* mpich : {"MPICH", "Intel(R) MPI", "MVAPICH", "ParaStation"}) {
        if (contains(version, mpich)) {
            return MpiFamily::Mpich;
        }
    }
    return MpiFamily::Unknown;
}

bool has_standard_abi(void* handle) {
    const auto get = symbol<int (*)(int*, int*)>(handle, "MPI_Abi_get_version");
    int major = -1;
    int minor = -1;
    return get && get(&major, &minor) == 0 && major > 0;
}

bool is_initialized(void* handle) {
    const auto initialized = symbol<int (*)(int*)>(handle, "MPI_Initialized");
    const auto finalized = symbol<int (*)(int*)>(handle, "MPI_Finalized");
    int yes = 0;
    int over = 0;
    return initialized && finalized && initialized(&yes) == 0 && finalized(&over) == 0 && yes && !over;
}

// Fills `library` from the symbols of an open handle; otherwise returns what speaks against it.
std::string classify(void* handle, MpiLibrary& library) {
    if (!::dlsym(handle, "MPI_Init_thread")) {
        return "has no MPI_Init_thread, so it is not an MPI library";
    }
    library.handle = handle;
    library.version = version_text(handle);
    library.family = family_of_version(library.version);
    library.initialized = is_initialized(handle);
    if (has_standard_abi(handle)) {
        library.layout = MpiLayout::StandardAbi;
    } else if (::dlsym(handle, "ompi_mpi_comm_self")) {
        library.layout = MpiLayout::OpenMpi;
        library.family = MpiFamily::OpenMpi;
    } else if (library.family == MpiFamily::Mpich) {
        library.layout = MpiLayout::Mpich;
    } else {
        return format(
            "an MPI of unknown kind (its version text is \"%s\"; it has neither the standard ABI nor "
            "Open MPI's symbols, and does not call itself MPICH, Intel MPI or MVAPICH)",
            library.version.c_str());
    }
    return "";
}

void choose(MpiFindings& findings, MpiCandidate& candidate, MpiLibrary library) {
    candidate.chosen = true;
    candidate.family = library.family;
    candidate.reason = library.version + ", " + layout_name(library.layout) + " handles";
    if (library.layout == MpiLayout::OpenMpi) {
        // the plug-ins of older Open MPI releases expect to find its symbols globally
        ::dlopen(library.path.c_str(), RTLD_LAZY | RTLD_GLOBAL | RTLD_NOLOAD);
    }
    findings.library = std::move(library);
}

struct Opened {
    std::size_t candidate;
    MpiLibrary library;
};

// Opens one candidate; records in it what was seen.
bool open_candidate(MpiCandidate& candidate, MpiLibrary& library) {
    void* handle = ::dlopen(candidate.path.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (!handle) {
        const char* error = ::dlerror();
        candidate.reason = error ? error : "the loader refused it without a reason";
    } else {
        library.path = candidate.path;
        if (link_map* map = nullptr; ::dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 && map && map->l_name[0]) {
            library.path = map->l_name;
        }
        candidate.reason = classify(handle, library);
    }
    candidate.usable = candidate.reason.empty();
    return candidate.usable;
}

struct LoadedNames {
    std::vector<std::string> paths;
};

int collect_loaded(dl_phdr_info* info, std::size_t, void* data) {
    std::string name = base_name(info->dlpi_name ? info->dlpi_name : "");
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (contains(name, "mpi")) {
        static_cast<LoadedNames*>(data)->paths.emplace_back(info->dlpi_name);
    }
    return 0;
}

// The libraries that define MPI_Init_thread for the objects of this process whose name has "mpi" in it (a
// libmpi itself, or an extension module linked with one), and for the process as a whole.
std::vector<std::string> loaded_mpi_paths() {
    LoadedNames loaded;
    ::dl_iterate_phdr(collect_loaded, &loaded);
    loaded.paths.emplace_back();  // the global scope
    std::vector<std::string> result;
    for (const std::string& path : loaded.paths) {
        void* handle = ::dlopen(path.empty() ? nullptr : path.c_str(), RTLD_LAZY | RTLD_NOLOAD);
        void* init = handle ? ::dlsym(handle, "MPI_Init_thread") : nullptr;
        Dl_info where{};
        if (init && ::dladdr(init, &where) && where.dli_fname &&
            std::find(result.begin(), result.end(), where.dli_fname) == result.end()) {
            result.emplace_back(where.dli_fname);
        }
    }
    return result;
}

}  // namespace

const char* layout_name(MpiLayout layout) noexcept {
    switch (layout) {
        case MpiLayout::StandardAbi:
            return "standard ABI";
        case MpiLayout::Mpich:
            return "MPICH";
        case MpiLayout::OpenMpi:
            return "Open MPI";
    }
    return "unknown";
}

std::span<const char* const> library_names() noexcept {
    return names;
}

std::string MpiFindings::report() const {
    std::string text;
    for (const MpiCandidate& c : candidates) {
        const char* mark = c.chosen ? "chosen " : c.usable ? "usable " : "refused";
        text += format("%s  %s  [%s, %s family]: %s\n", mark, c.path.c_str(), c.origin.c_str(), family_name(c.family),
                       c.reason.c_str());
    }
    return text;
}

MpiFindings list_mpi(const MpiSearch& search) {
    MpiFindings findings;
    Lister lister(findings);
    if (const std::string path = override_of(search); !path.empty()) {
        if (contains(path, "/")) {
            lister.add_file(path, origin_override);
        } else {  // a name for the system loader
            lister.add({path, origin_override, family_of_name(path), true, false, "not opened"});
        }
        return findings;
    }
    for (const std::string& path : loaded_mpi_paths()) {
        lister.add_file(path, origin_process);
    }
    const std::size_t loaded = findings.candidates.size();
    for (const std::string& directory : search.directories) {
        for (const char* name : names) {
            lister.add_file(directory + "/" + name, directory);
        }
    }
    for (const char* name : names) {
        lister.add({name, origin_loader, family_of_name(name), true, false, "not opened"});
    }
    std::vector<MpiCandidate> rest(findings.candidates.begin() + loaded, findings.candidates.end());
    sort_by_family(rest, search.launch.family);
    std::move(rest.begin(), rest.end(), findings.candidates.begin() + loaded);
    return findings;
}

MpiFindings find_loaded_mpi() {
    MpiFindings findings;
    Lister lister(findings);
    for (const std::string& path : loaded_mpi_paths()) {
        lister.add({path, origin_process, family_of_name(base_name(path)), true, false, "not opened"});
    }
    MpiCandidate* best = nullptr;
    MpiLibrary best_library;
    for (MpiCandidate& candidate : findings.candidates) {
        MpiLibrary library;
        if (open_candidate(candidate, library) && (!best || (library.initialized && !best_library.initialized))) {
            best = &candidate;
            best_library = std::move(library);
        }
    }
    if (best) {
        choose(findings, *best, std::move(best_library));
    }
    return findings;
}

MpiFindings open_mpi(const MpiSearch& search) {
    if (override_of(search).empty()) {
        if (MpiFindings loaded = find_loaded_mpi(); loaded.found()) {
            return loaded;
        }
    }
    MpiFindings findings = list_mpi(search);
    const MpiFamily wanted = search.launch.family;
    std::vector<Opened> others;  // of another family than the launcher's: the last resort
    for (std::size_t i = 0; i < findings.candidates.size(); ++i) {
        MpiCandidate& candidate = findings.candidates[i];
        MpiLibrary library;
        if (!candidate.usable || !open_candidate(candidate, library)) {
            continue;
        }
        const bool own = candidate.origin == origin_override || wanted == MpiFamily::Unknown ||
                         library.family == MpiFamily::Unknown || library.family == wanted;
        if (own) {
            choose(findings, candidate, std::move(library));
            return findings;
        }
        candidate.reason =
            format("%s, another family than the launcher's (%s)", library.version.c_str(), family_name(wanted));
        others.push_back({i, std::move(library)});
    }
    if (!others.empty()) {
        choose(findings, findings.candidates[others.front().candidate], std::move(others.front().library));
    }
    return findings;
}

}  // namespace nrn
