// Pointer, PtrVector and Timer: references to variables as objects, and actions at intervals.
#pragma once

#include <string>

#include "object/klass.hpp"

namespace nrn {

ClassDef pointer_class();
ClassDef ptr_vector_class();
ClassDef timer_class();
// A statement of hoc that assigns hoc_ac_: each $1 is it, and without one, "obj.x" becomes "obj.x=hoc_ac_".
std::string assignment(std::string statement);

}  // namespace nrn
