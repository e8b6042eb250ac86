// What a section name of hoc stands for: `create soma` makes one section, `create dend[4]` four.
#pragma once

#include <cstddef>
#include <vector>

#include "cable/section.hpp"

namespace nrn::cable {

// The `detail` of a Symbol of kind Section. A section that was deleted is a null pointer.
struct SectionArray {
    std::vector<std::size_t> dimensions;  // none: a single section
    std::vector<Section*> sections;       // row by row, counted
};

}  // namespace nrn::cable
