// Aliases: further names that a user gives to variables and objects, as members of one object. The hoc interpreter
// and the Python wrapper look here when an object's class has no member of a name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "object/object.hpp"
#include "object/value.hpp"

namespace nrn {

struct Alias {
    std::string name;
    Value target;  // Kind::Ref or Kind::Object
};

std::span<const Alias> aliases_of(const Object& object) noexcept;               // in the order they were given
const Value* find_alias(const Object& object, std::string_view name) noexcept;  // null when there is none
void set_alias(Object& object, std::string_view name, Value target);            // replaces one of the same name
void remove_alias(Object& object, std::string_view name);                       // nothing when there is none
void remove_aliases(Object& object) noexcept;

}  // namespace nrn
