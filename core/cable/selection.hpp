// Selection: what forsec and ifsec of hoc ask of rooms above this one. core/builtins answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cable/section.hpp"
#include "object/object.hpp"

namespace nrn::cable {

// Reached by context.state<Selection>(). Empty functions: nobody knows.
struct Selection {
    using Test = std::function<bool(const std::string& section_name)>;

    // Whether names match a pattern as issection() reads it. Error(Value) when the text is no pattern.
    std::function<Test(std::string_view pattern)> matcher;
    // The sections of a SectionList in its order, borrowed; false for an object of another class.
    std::function<bool(Object& list, std::vector<Section*>& sections)> listed;
};

}  // namespace nrn::cable
