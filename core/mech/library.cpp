#include "mech/library.hpp"

#include <dlfcn.h>
#include <link.h>
#include <sys/stat.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace nrn::mech {

namespace {

bool is_file(const std::string& name) {
    struct stat found{};
    return ::stat(name.c_str(), &found) == 0;
}

// Where the loader finds a library that is named without a folder (LD_LIBRARY_PATH and the like); empty: nowhere.
std::string found_by_loader(const std::string& name) {
#if defined(__linux__)
    void* handle = ::dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr) {
        return {};
    }
    const link_map* map = nullptr;
    const bool known = ::dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0;
    std::string path = known ? map->l_name : "";
    ::dlclose(handle);
    return path;
#else
    return {};
#endif
}

std::string folder_of(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    return slash == std::string::npos ? "." : file.substr(0, slash == 0 ? 1 : slash);
}

// Whether a file in the format of Linux is all there: the loader trusts its head, and reading behind the end of a file
// that was cut off is a bus error.
bool is_whole(const std::string& bytes) {
#if defined(__linux__)
    ElfW(Ehdr) head;
    if (bytes.size() < sizeof head) {
        return false;
    }
    std::memcpy(&head, bytes.data(), sizeof head);
    if (std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_phentsize != sizeof(ElfW(Phdr))) {
        return false;
    }
    for (std::size_t i = 0; i < head.e_phnum; ++i) {
        ElfW(Phdr) part;
        const std::size_t place = head.e_phoff + i * sizeof part;
        if (place > bytes.size() || bytes.size() - place < sizeof part) {
            return false;
        }
        std::memcpy(&part, bytes.data() + place, sizeof part);
        if (part.p_offset > bytes.size() || bytes.size() - part.p_offset < part.p_filesz) {
            return false;
        }
    }
#endif
    return true;
}

// Names of symbols stand in the file as they are.
void check_content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (!stream.good() && !stream.eof()) {
        fail(ErrorKind::Value, "%s cannot be read: give a file that nrnivmodl made", file.c_str());
    }
    const bool ours = bytes.find(NRN_MECH_CATALOGUE) != std::string::npos;
    if (!ours && bytes.find("modl_reg") != std::string::npos) {
        fail(ErrorKind::Value,
             "%s was made by the nrnivmodl of another NEURON, which this one cannot use: run this one's own nrnivmodl "
             "in "
             "%s (python -m neuron.tools.nrnivmodl)",
             file.c_str(), folder_of(folder_of(file)).c_str());
    }
    if (!ours) {
        fail(ErrorKind::Value, "%s holds no mechanisms: give a library that nrnivmodl made", file.c_str());
    }
    if (!is_whole(bytes)) {
        fail(ErrorKind::Value, "%s is damaged or cut off: make it again with nrnivmodl", file.c_str());
    }
}

// Whether the processor is known not to have an extension.
bool is_lacking(std::string_view extension) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    const std::pair<std::string_view, bool> known[] = {
        {"avx", __builtin_cpu_supports("avx") != 0},           {"avx2", __builtin_cpu_supports("avx2") != 0},
        {"fma", __builtin_cpu_supports("fma") != 0},           {"bmi", __builtin_cpu_supports("bmi") != 0},
        {"bmi2", __builtin_cpu_supports("bmi2") != 0},         {"avx512f", __builtin_cpu_supports("avx512f") != 0},
        {"avx512dq", __builtin_cpu_supports("avx512dq") != 0}, {"avx512bw", __builtin_cpu_supports("avx512bw") != 0},
        {"avx512vl", __builtin_cpu_supports("avx512vl") != 0}, {"fma4", __builtin_cpu_supports("fma4") != 0},
        {"xop", __builtin_cpu_supports("xop") != 0},
    };
    for (const auto& [name, has] : known) {
        if (name == extension) {
            return !has;
        }
    }
#endif
    return false;
}

}  // namespace

std::string Library::resolve(const std::string& name) {
    std::string file = name;
    if (!is_file(file) && name.find('/') == std::string::npos && !name.empty()) {
        file = found_by_loader(name);
    }
    const std::unique_ptr<char, void (*)(void*)> path(::realpath(file.c_str(), nullptr), std::free);
    if (path == nullptr) {
        fail(ErrorKind::Io, "there is no library of mechanisms %s: make it with nrnivmodl", name.c_str());
    }
    return path.get();
}

Library::Library(const std::string& file) : file_(file), stamp_(stamp_of(file)) {
    check_content(file);
    handle_ = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle_ == nullptr) {
        fail(ErrorKind::Value, "%s cannot be loaded: %s", file.c_str(), ::dlerror());
    }
    catalogue_ = static_cast<const NrnMechCatalogue*>(::dlsym(handle_, NRN_MECH_CATALOGUE));
    try {
        if (catalogue_ == nullptr) {
            fail(ErrorKind::Value, "%s holds no mechanisms: give a library that nrnivmodl made", file.c_str());
        }
        check_processor();
        check_version();
    } catch (...) {
        ::dlclose(handle_);
        throw;
    }
}

Library::~Library() {
    if (handle_ != nullptr) {
        ::dlclose(handle_);
    }
}

Library::Library(Library&& other) noexcept
    : file_(std::move(other.file_)),
      stamp_(other.stamp_),
      handle_(std::exchange(other.handle_, nullptr)),
      catalogue_(other.catalogue_) {
}

bool Library::is(const std::string& file) const {
    if (file != file_) {
        return false;
    }
    if (!(stamp_of(file) == stamp_)) {
        fail(ErrorKind::Value, "%s was made again after it was loaded: start a new process to use it", file.c_str());
    }
    return true;
}

Library::Stamp Library::stamp_of(const std::string& file) {
    struct stat found{};
    if (::stat(file.c_str(), &found) != 0) {
        fail(ErrorKind::Io, "there is no library of mechanisms %s: make it with nrnivmodl", file.c_str());
    }
    if (!S_ISREG(found.st_mode)) {
        fail(ErrorKind::Value, "%s is not a file: give a library that nrnivmodl made", file.c_str());
    }
#if defined(__APPLE__)
    const timespec& changed = found.st_mtimespec;
#else
    const timespec& changed = found.st_mtim;
#endif
    return {static_cast<std::uint64_t>(found.st_dev), static_cast<std::uint64_t>(found.st_ino),
            static_cast<std::int64_t>(found.st_size), static_cast<std::int64_t>(changed.tv_sec),
            static_cast<std::int64_t>(changed.tv_nsec)};
}

std::string Library::how_to_make() const {
    const auto* command = static_cast<const char*>(::dlsym(handle_, NRN_MECH_COMMAND));
    return command != nullptr ? command : "cd " + folder_of(folder_of(file_)) + " && nrnivmodl";
}

void Library::check_processor() const {
    const auto* needs = static_cast<const char*>(::dlsym(handle_, NRN_MECH_PROCESSOR));
    std::istringstream words(needs != nullptr ? needs : "");
    for (std::string word; words >> word;) {
        if (is_lacking(word)) {
            fail(ErrorKind::Value,
                 "%s was made for another processor: this one has no %s; make it again here, or with the option "
                 "--portable: %s",
                 file_.c_str(), word.c_str(), how_to_make().c_str());
        }
    }
}

void Library::check_version() const {
    if (catalogue_->abi < NRN_MECH_ABI_OLDEST || catalogue_->abi > NRN_MECH_ABI_VERSION) {
        fail(ErrorKind::Value,
             "%s was made for version %u of the mechanism interface, this program has version %d; make it again: %s",
             file_.c_str(), catalogue_->abi, NRN_MECH_ABI_VERSION, how_to_make().c_str());
    }
}

}  // namespace nrn::mech
