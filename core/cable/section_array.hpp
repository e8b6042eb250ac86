// What a section name of hoc stands for: `create soma` makes one section, `create dend[4]` four.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cable/section.hpp"

namespace nrn::cable {

// The `detail` of a Symbol of kind Section. A section that was deleted is a null pointer.
struct SectionArray {
    std::vector<std::size_t> dimensions;  // none: a single section
    std::vector<Section*> sections;       // row by row, counted
};

// Who gives sections their names, hoc; a section without one lives on. State of a Context: NameSlot.
class SectionNames {
  public:
    virtual ~SectionNames() = default;
    virtual void unname(Section& section) = 0;  // one that hoc made
    // A new name of the top level for sections without one: an array of them where `dimensions` has their number.
    // Sections that had the name are deleted. False when the name means something else.
    virtual bool rename(const std::string& name, const std::vector<Section*>& sections,
                        std::vector<std::size_t> dimensions) = 0;
};
struct NameSlot {
    SectionNames* names = nullptr;  // null without hoc
};

}  // namespace nrn::cable
