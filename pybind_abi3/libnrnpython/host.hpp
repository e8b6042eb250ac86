// Python as the host of libnrn: the table of nrn/host.h.
#pragma once

#include <nrn/host.h>

#include "runtime.hpp"

namespace nrnpy {

// Registers Python as the host; false with an exception set.
bool start_host();
const NrnHostCounts* host_counts();

// A Python object for a value that stays the caller's (a new reference); null with an exception set.
PyObject* borrowed_to_python(const NrnValue* value);
// The object itself as a value, whatever it is; takes the caller's reference over.
void give_as_is(PyObject* object, NrnValue* result);

// host_pickle.cpp: the entries of the table that pickle.
int host_pickle(const NrnValue* object, NrnPickled* out);
int host_make_room(const size_t* sizes, size_t count, NrnPickled* out);
int host_unpickle(const char* stream, size_t size, const NrnPickled* room, NrnValue* result);

}  // namespace nrnpy
