// Variables of a template's instances as the host sees them: by the ordinal of the member. Arrays have the dimensions
// of the instance, which its init may have declared.
#pragma once

#include <cstddef>
#include <vector>

#include "object/object.hpp"
#include "object/ref.hpp"

namespace nrn::hoc {

// The dimensions of an array; null for other members, for objects of built-in classes, and while none are declared.
const std::vector<std::size_t>* member_dimensions(Object* object, std::size_t ordinal);
// A new reference to a variable, of an array to the element `place`, which counts row by row; null for objects of
// built-in classes.
Ref* member_reference(Object* object, std::size_t ordinal, std::size_t place);

}  // namespace nrn::hoc
