// Glyph: a drawing made of paths, kept as the list of its steps.
#pragma once

#include "object/host.hpp"
#include "object/object.hpp"

namespace nrn {

// The steps of a Glyph for the host: a list of (name, numbers …).
Value glyph_path(Host& host, Object* glyph);

}  // namespace nrn
