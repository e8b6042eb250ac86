#include "hoc/files.hpp"

#include <dlfcn.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/error.hpp"
#include "object/sandbox.hpp"

namespace nrn::hoc {
namespace fs = std::filesystem;

namespace {

bool is_file(const std::string& path) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    return !failed && fs::exists(status) && !fs::is_directory(status);
}

// neuron/lib/libnrn.so has neuron/share/hoc beside it; lib/libnrn.so of an installation has
// lib/python/neuron/share/hoc.
std::string beside_this_library() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&beside_this_library), &info) == 0 || info.dli_fname == nullptr) {
        return {};
    }
    const fs::path folder = fs::path(info.dli_fname).parent_path();
    for (const char* place : {"../share/hoc", "python/neuron/share/hoc", "../neuron/share/hoc"}) {
        const std::string candidate = (folder / place).lexically_normal().string();
        if (is_file(candidate + "/stdlib.hoc")) {
            return candidate;
        }
    }
    return {};
}

}  // namespace

std::string expand_variables(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size();) {
        const std::size_t end = name.substr(i, 2) == "$(" ? name.find(')', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += name[i++];
            continue;
        }
        const char* value = std::getenv(std::string(name.substr(i + 2, end - i - 2)).c_str());
        out += value == nullptr ? "" : value;
        i = end + 1;
    }
    return out;
}

std::string read_file(const std::string& path) {
    const auto refuse = [&](const char* why) { fail(ErrorKind::Io, "Can't open %s: %s", path.c_str(), why); };
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
        refuse("it is a folder");
    }
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
    if (!file) {
        refuse(std::strerror(errno));
    }
    std::string text;
    char buffer[65536];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get())) {
        text.append(buffer, n);
    }
    if (std::ferror(file.get()) != 0) {
        refuse(std::strerror(errno));
    }
    return text;
}

const std::string& library_folder(Context& context) {
    Files& files = context.state<Files>();
    if (files.library_folder.empty()) {
        const char* home = std::getenv("NEURONHOME");
        for (const char* place : {"/lib/hoc", "/share/hoc", ""}) {
            if (home != nullptr && files.library_folder.empty() && is_file(std::string(home) + place + "/stdlib.hoc")) {
                files.library_folder = std::string(home) + place;
            }
        }
        if (files.library_folder.empty()) {
            files.library_folder = beside_this_library();
        }
    }
    return files.library_folder;
}

namespace {

std::string find_in_library(Context& context, const std::string& name) {
    const std::string& library = library_folder(context);
    const bool leaves = sandboxed() && name.find("..") != std::string::npos;
    if (!library.empty() && !leaves && is_file(library + "/" + name)) {
        return library + "/" + name;
    }
    refuse_in_sandbox("a file outside the stock library");
    return {};
}

}  // namespace

std::string find_file(Context& context, std::string_view given) {
    const std::string name = expand_variables(given);
    if (sandboxed()) {
        return find_in_library(context, name);
    }
    if (is_file(name)) {
        return name;
    }
    if (name.empty() || name[0] == '/') {
        return {};
    }
    std::string_view folders;
    if (const char* path = std::getenv("HOC_LIBRARY_PATH")) {
        folders = path;
    }
    while (!folders.empty()) {
        const std::size_t end = folders.find_first_of(": ");
        const std::string candidate = std::string(folders.substr(0, end)) + "/" + name;
        if (end != 0 && is_file(candidate)) {
            return candidate;
        }
        folders.remove_prefix(end == std::string_view::npos ? folders.size() : end + 1);
    }
    return find_in_library(context, name);
}

}  // namespace nrn::hoc
