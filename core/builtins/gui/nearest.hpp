// Which section of a Shape lies nearest to a point, and what is then chosen.
#pragma once

#include <vector>

#include "object/klass.hpp"

namespace nrn {

// nearest, nearest_seg, selected_seg, push_selected.
void add_nearest_members(std::vector<Member>& members);

}  // namespace nrn
