// Errors of libnrn as Python exceptions.
#pragma once

#include "runtime.hpp"

namespace nrnpy {

// Sets the exception that belongs to the last error of libnrn. Returns null, for `return raise(status);`.
PyObject* raise(int status);
// The same for slots that return int.
inline int raise_int(int status) {
    raise(status);
    return -1;
}
// A status to be returned by raise for a null pointer that a door answered with.
inline PyObject* raise_last() {
    return raise(nrn_error_kind());
}

// Sets "'name' is not a defined hoc variable name", which is an AttributeError and a LookupError.
void raise_unknown_name(PyObject* name);

// Makes the exception classes and adds them to the module.
bool start_errors(PyObject* module);

// What h(text) does with an error: its message, or the traceback of a Python exception, goes to sys.stderr. False with
// the exception set for those that end programs (KeyboardInterrupt, SystemExit, MemoryError).
bool print_error(int status);

}  // namespace nrnpy
