// The sandbox: with NRN_HOC_SANDBOX=1 in the environment a program of hoc reaches nothing outside the process. What
// starts commands, opens files, changes folders, runs Python or ends the process asks here first.
#pragma once

#include <cstdlib>
#include <string_view>

#include "base/error.hpp"

namespace nrn {

// The environment is looked at once.
inline bool sandboxed() {
    static const bool on = [] {
        const char* value = std::getenv("NRN_HOC_SANDBOX");
        return value != nullptr && std::string_view(value) == "1";
    }();
    return on;
}

// what: the function, for example "system()".
inline void refuse_in_sandbox(const char* what) {
    if (sandboxed()) {
        fail(ErrorKind::Hoc, "%s is switched off by NRN_HOC_SANDBOX", what);
    }
}

}  // namespace nrn
