// The loader: hoc.abi3.so -> libnrn -> libnrnpython.
//
// Libraries are looked for beside the module (neuron/lib in a wheel) and in the lib folder of an installation
// (prefix/lib for prefix/lib/python/neuron). Every candidate is reported with the reason why it was refused;
// an import that fails shows them all, and neuron.diagnose() shows them after one that worked. The code
// keeps to C's run-time library: the shim must load before anything else does.
#include "loader.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

namespace {

constexpr size_t kPath = 4096;

struct Report {
    char text[16384];
    size_t used = 0;

    __attribute__((format(printf, 2, 3))) void line(const char* pattern, ...) {
        va_list args;
        va_start(args, pattern);
        const int n = vsnprintf(text + used, sizeof text - used - 1, pattern, args);
        va_end(args);
        if (n > 0) {
            used += static_cast<size_t>(n) < sizeof text - used - 1 ? static_cast<size_t>(n) : sizeof text - used - 1;
        }
    }
};

bool exists(const char* path) {
    struct stat info;
    return stat(path, &info) == 0;
}

// The folder of this shared object, without a trailing slash.
bool own_folder(char* folder) {
    Dl_info info;
    if (dladdr(reinterpret_cast<void*>(own_folder), &info) == 0 || info.dli_fname == nullptr) {
        return false;
    }
    char resolved[kPath];
    const char* path = realpath(info.dli_fname, resolved) != nullptr ? resolved : info.dli_fname;
    snprintf(folder, kPath, "%s", path);
    char* slash = strrchr(folder, '/');
    if (slash == nullptr) {
        return false;
    }
    *slash = '\0';
    return true;
}

// neuron/lib in a wheel; prefix/lib for prefix/lib/python/neuron.
const char* const kPlaces[] = {"lib", "../.."};

bool open_core(const char* here, Report& report) {
    for (const char* place : kPlaces) {
        char path[2 * kPath];
        snprintf(path, sizeof path, "%s/%s/libnrn.so", here, place);
        if (!exists(path)) {
            report.line("  %s: no such file\n", path);
            continue;
        }
        if (dlopen(path, RTLD_NOW | RTLD_LOCAL) != nullptr) {
            report.line("  %s: loaded\n", path);
            return true;
        }
        report.line("  %s: refused: %s\n", path, dlerror());
    }
    return false;
}

const NrnBackend* check_backend(const char* path, void* library, Report& report) {
    auto function = reinterpret_cast<NrnBackendFunction>(dlsym(library, NRN_BACKEND_SYMBOL));
    if (function == nullptr) {
        report.line("  %s: refused: it is no backend of NEURON (no symbol %s)\n", path, NRN_BACKEND_SYMBOL);
        return nullptr;
    }
    const NrnBackend* backend = function();
    if (backend->abi != NRN_BACKEND_ABI) {
        report.line("  %s: refused: interface number %u, this module needs %d; install parts of one version\n", path,
                    backend->abi, NRN_BACKEND_ABI);
        return nullptr;
    }
    if (backend->size < sizeof(NrnBackend)) {
        report.line(
            "  %s: refused: too old (version %s, a table of %u bytes where %zu are needed); install parts of one "
            "version\n",
            path, backend->version, backend->size, sizeof(NrnBackend));
        return nullptr;
    }
    report.line("  %s: loaded (version %s, for Python %s)\n", path, backend->version, backend->python);
    return backend;
}

const NrnBackend* open_backend(const char* path, Report& report) {
    if (!exists(path)) {
        report.line("  %s: no such file\n", path);
        return nullptr;
    }
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        report.line("  %s: refused: %s\n", path, dlerror());
        return nullptr;
    }
    const NrnBackend* backend = check_backend(path, library, report);
    if (backend == nullptr) {
        dlclose(library);
    }
    return backend;
}

// `name` is a path, or the "3.11" or "3" of libnrnpython3.11.so.
const NrnBackend* find_backend(const char* here, const char* name, Report& report) {
    if (strchr(name, '/') != nullptr) {
        return open_backend(name, report);
    }
    for (const char* place : kPlaces) {
        char path[2 * kPath];
        snprintf(path, sizeof path, "%s/%s/libnrnpython%s.so", here, place, name);
        if (const NrnBackend* backend = open_backend(path, report)) {
            return backend;
        }
    }
    return nullptr;
}

const NrnBackend* choose_backend(const char* here, Report& report) {
    const char* forced = getenv("NRN_PYTHON_BACKEND");
    if (forced != nullptr && *forced != '\0') {
        report.line("the Python backend that NRN_PYTHON_BACKEND names (%s):\n", forced);
        return find_backend(here, forced, report);
    }
    const NrnPythonVersion version = nrn_running_python();
    char exact[32];
    snprintf(exact, sizeof exact, "%d.%d", version.major, version.minor);
    report.line("the Python backend for version %s, or for all of Python 3:\n", exact);
    const NrnBackend* backend = find_backend(here, exact, report);
    return backend != nullptr ? backend : find_backend(here, "3", report);
}

bool keep_report(PyObject* module, const Report& report) {
    PyObject* text = PyUnicode_DecodeUTF8(report.text, static_cast<Py_ssize_t>(report.used), "replace");
    if (text == nullptr) {
        return false;
    }
    const int status = PyObject_SetAttrString(module, "_loader_report", text);
    Py_DECREF(text);
    return status == 0;
}

const NrnBackend* refuse(const char* what, const Report& report) {
    PyErr_Format(PyExc_ImportError, "NEURON cannot start: %s. Looked at:\n%s%s", what, report.text,
                 "Reinstall the package, or set NRN_PYTHON_BACKEND to a backend file that fits.");
    return nullptr;
}

}  // namespace

NrnPythonVersion nrn_running_python(void) {
    NrnPythonVersion version = {3, 2};
    if (sscanf(Py_GetVersion(), "%d.%d", &version.major, &version.minor) != 2) {
        version = {3, 2};
    }
    return version;
}

void* nrn_python_symbol(const char* name) {
    return dlsym(RTLD_DEFAULT, name);
}

const NrnBackend* nrn_load_backend(PyObject* module) {
    Report report;
    report.text[0] = '\0';
    char here[kPath];
    if (!own_folder(here)) {
        return refuse("the folder of the module neuron.hoc is not known", report);
    }
    report.line("the simulator's core:\n");
    if (!open_core(here, report)) {
        return refuse("the library libnrn was not found", report);
    }
    const NrnBackend* backend = choose_backend(here, report);
    if (backend == nullptr) {
        return refuse("no Python backend fits", report);
    }
    return keep_report(module, report) ? backend : nullptr;
}
