#include "apps/nrniv/python.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
#if defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

namespace nrn::apps {
namespace {

// Runs the plan. A Python that does not have the package takes the one beside this program, after all its own.
constexpr const char* bootstrap =
    "import sys\n"
    "try:\n"
    "    import neuron._api.nrniv\n"
    "except ImportError:\n"
    "    sys.path.append(sys.argv[1])\n"
    "    import neuron._api.nrniv\n"
    "sys.modules['neuron._api.nrniv'].main(sys.argv[2:])\n";

bool can_run(const std::string& path) {
    return !path.empty() && access(path.c_str(), X_OK) == 0;
}

std::string on_path(const char* name) {
    const char* path = std::getenv("PATH");
    std::string folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
    std::size_t start = 0;
    while (start <= folders.size()) {
        std::size_t end = folders.find(':', start);
        end = end == std::string::npos ? folders.size() : end;
        const std::string found = (end > start ? folders.substr(start, end - start) : ".") + "/" + name;
        if (can_run(found)) {
            return found;
        }
        start = end + 1;
    }
    return {};
}

std::string this_program() {
#if defined(__APPLE__)
    char buffer[4096];
    uint32_t size = sizeof buffer;
    return _NSGetExecutablePath(buffer, &size) == 0 ? buffer : "";
#else
    char buffer[4096];
    const ssize_t size = readlink("/proc/self/exe", buffer, sizeof buffer);
    return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : std::string();
#endif
}

std::string parent(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash);
}

// The folder that holds the package neuron: of a wheel, <folder>/neuron/bin/nrniv; of an installation by CMake,
// <prefix>/bin/nrniv with <prefix>/lib/python/neuron.
std::string package_folder() {
    const std::string above = parent(parent(this_program()));
    return access((above + "/__init__.py").c_str(), R_OK) == 0 ? parent(above) : above + "/lib/python";
}

const char* word_of(ItemKind kind) {
    switch (kind) {
        case ItemKind::HocFile:
            return "hoc";
        case ItemKind::PythonFile:
            return "python";
        case ItemKind::Command:
            return "command";
        case ItemKind::Input:
            return "input";
        case ItemKind::Library:
            return "library";
        case ItemKind::Word:
            break;
    }
    return "word";
}

}  // namespace

std::string find_python(const Plan& plan, std::string& problem) {
    const char* named = std::getenv("NRN_PYTHONEXE");
    if (!plan.python_path.empty() || (named != nullptr && *named != '\0')) {
        const bool option = !plan.python_path.empty();
        const std::string path = option ? plan.python_path : named;
        const std::string found = path.find('/') == std::string::npos ? on_path(path.c_str()) : path;
        if (!can_run(found)) {
            problem = std::string(option ? "-pyexe" : "NRN_PYTHONEXE") + " names " + path +
                      ", which cannot be started; give the path of a Python";
            return {};
        }
        return found;
    }
    for (const char* variable : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
        const char* prefix = std::getenv(variable);
        if (prefix != nullptr && can_run(std::string(prefix) + "/bin/python")) {
            return std::string(prefix) + "/bin/python";
        }
    }
    for (const char* name : {"python3", "python"}) {
        const std::string found = on_path(name);
        if (!found.empty()) {
            return found;
        }
    }
    problem = "no Python was found (VIRTUAL_ENV, CONDA_PREFIX, PATH); install one, or name it with -pyexe";
    return {};
}

int become_python(const Plan& plan, int argc, char** argv) {
    std::string problem;
    const std::string python = find_python(plan, problem);
    if (python.empty()) {
        std::fprintf(stderr, "nrniv: %s\n", problem.c_str());
        return 1;
    }
    const bool typed = plan.terminal != 0 && (plan.terminal == 1 || isatty(STDIN_FILENO) != 0);
    const bool stays = plan.items.back().kind == ItemKind::Input && typed;
    std::vector<std::string> words{python};
    if (stays) {
        words.insert(words.end(), {"-q", "-i"});
    }
    words.insert(words.end(), {"-c", bootstrap, package_folder()});
    for (const std::string& library : plan.libraries) {
        words.insert(words.end(), {"dll", library});
        setenv("NRN_AUTOLOAD", "0", 1);  // these, not the one of the current folder
    }
    for (const Item& item : plan.items) {
        if (item.kind == ItemKind::Word || (stays && &item == &plan.items.back())) {
            continue;  // words stay in argv; the last input is Python's own prompt
        }
        words.insert(words.end(), {word_of(item.kind), item.text});
    }
    words.push_back("argv");
    words.insert(words.end(), argv, argv + argc);

    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    std::fflush(nullptr);
    execv(python.c_str(), pointers.data());
    std::fprintf(stderr, "nrniv: %s cannot be started: %s\n", python.c_str(), std::strerror(errno));
    return 1;
}

}  // namespace nrn::apps
