// The door of the room: everything that hoc and Python find defined when libnrn starts.
#pragma once

#include "base/context.hpp"

namespace nrn {

// Defines all built-in variables, functions and classes in the Context's symbol table. Called once.
void define_builtins(Context& context);

}  // namespace nrn
