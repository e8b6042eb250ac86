// PythonObject: the class of hoc whose instances stand for objects of the host language. What Python stores in an
// objref or passes to a routine of hoc is wrapped in one, and comes back out as itself. One host object has one such
// instance at a time.
#pragma once

#include "base/context.hpp"
#include "object/symbol.hpp"
#include "object/value.hpp"

namespace nrn {

// Defines the class.
void define_host_object(Context& context, SymbolTable& symbols);
// A Kind::Object value for a Kind::Host one; any other value is copied.
Value as_hoc_object(Context& context, const Value& value);
// The host's object behind an instance of PythonObject, null for any other object. Borrowed.
const Value* host_behind(const Object* object);

}  // namespace nrn
