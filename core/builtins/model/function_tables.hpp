// Values of FUNCTION_TABLEs: table_f_suffix(…) of density mechanisms, point.table_f(…) of point processes.
#pragma once

#include "mech/mechanism.hpp"
#include "object/call.hpp"

namespace nrn {

extern const char* const kTableForms;
extern const char* const kTableDoc;

// Sets table `which` of the mechanism from the arguments of the call.
Value set_function_table(Call& call, mech::Mechanism& mechanism, std::size_t which);

}  // namespace nrn
