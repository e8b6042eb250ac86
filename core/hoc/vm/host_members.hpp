// Members of a PythonObject in hoc: o.name, o.name[i], o.name(…), and o._ for the object itself.
#pragma once

#include "hoc/vm/machine.hpp"

namespace nrn::hoc {

// Each is as its namesake in access.hpp, for an object that host_behind() knows.
void get_host_member(Machine& machine, Value* at, const Site& site, std::size_t count);
void set_host_member(Machine& machine, Value* at, const Site& site, std::size_t count, Op update);
void call_host_member(Machine& machine, Value* at, const Site& site, std::size_t count);
// Runs text in the host's language; false when it raised, which is told on standard error.
bool run_host_text(Machine& machine, std::string_view text);

}  // namespace nrn::hoc
