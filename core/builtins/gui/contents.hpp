// What a Graph holds, as objects of the host, and drawing with it: the functions of neuron/_api/plot.py.
#pragma once

#include "builtins/gui/scene.hpp"

namespace nrn {

Value draw_with_host(Call& call);  // plot(pyplot): argument 0 is where to draw
void add_contents_members(MemberTable& members);

}  // namespace nrn
