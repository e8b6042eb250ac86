// StringFunctions: hoc's functions of texts.
#pragma once

#include "object/klass.hpp"

namespace nrn {

ClassDef string_functions_class();

}  // namespace nrn
