// Volumes of segments: frusta between 3-d points where a section has them, else the cylinder of the segment's diameter.
#pragma once

#include "cable/cable.hpp"

namespace nrn::cable {

// [um3]; the geometry of the section is up to date.
double segment_volume(Cable& cable, const Section& section, std::size_t segment);

}  // namespace nrn::cable
