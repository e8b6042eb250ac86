// Names of sections as hoc shows them.
#pragma once

#include <string>

#include "cable/section.hpp"

namespace nrn {

// full_name(); that of a section made in Python as hoc can write it: "_pysec.soma".
std::string hoc_name(const cable::Section& section);

}  // namespace nrn
