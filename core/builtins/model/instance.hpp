// One instance of a mechanism and its functions: FUNCTION and PROCEDURE called by users.
#pragma once

#include "cable/cable.hpp"
#include "object/call.hpp"

namespace nrn {

// The payload of the object of a point process.
struct PointObject : cable::PointProcess {
    Context* context = nullptr;
};

// Calls function `which` of the mechanism with the numbers of the call. id: kNoId where no instance is needed.
// Error(Type) when arguments are missing.
double call_function(Call& call, mech::Mechanism& mechanism, mech::Id id, const mech::Place& place, std::size_t which);
// CONSTRUCTOR and DESTRUCTOR of an instance.
void run_kernel(Context& context, mech::Mechanism& mechanism, mech::Id id, void (*kernel)(const NrnMechRun*));

// What POINTER `column` of an instance points to, from now on.
void set_pointer(Context& context, mech::Mechanism& mechanism, std::size_t column, mech::Id id, const Value& ref);
// The same with an address; `owner` is kept while it is there.
void point_at(Context& context, mech::Mechanism& mechanism, std::size_t column, mech::Id id, double* target,
              Value owner);

}  // namespace nrn
