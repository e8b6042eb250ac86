#include "apps/nrniv/libraries.hpp"

#include <nrn/capi.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace nrn::apps {
namespace {

bool load(const std::string& library) {
    if (nrn_load_mechanisms(library.c_str()) == NRN_OK) {
        return true;
    }
    std::fprintf(stderr, "nrniv: %s\n", nrn_error_message());
    return false;
}

// Empty when there is none.
std::string library_of_this_folder() {
    utsname machine{};
    if (::uname(&machine) != 0) {
        return {};
    }
    const std::string path = std::string(machine.machine) + "/libnrnmech.so";
    return ::access(path.c_str(), F_OK) == 0 ? path : std::string();
}

void name_files() {
    char* names = nrn_mod_files();
    std::string list;
    for (const char* at = names; at != nullptr && *at != '\0'; ++at) {
        const bool first = at == names || at[-1] == '\n';
        list += first ? " \"" : "";
        list += *at == '\n' ? std::string("\"") : std::string(1, *at);
    }
    nrn_text_free(names);
    if (!list.empty()) {
        std::fprintf(stderr, "Additional mechanisms from files\n%s\n", list.c_str());
    }
}

}  // namespace

bool load_libraries(const Plan& plan) {
    for (const std::string& library : plan.libraries) {
        if (!load(library)) {
            return false;
        }
    }
    const std::string here = plan.libraries.empty() ? library_of_this_folder() : std::string();
    if (!here.empty()) {
        load(here);
    }
    if (plan.banner) {
        name_files();
    }
    return true;
}

}  // namespace nrn::apps
