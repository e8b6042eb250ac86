// VERBATIM text that was written for other declarations of NEURON's functions than compat/verbatim.h has.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace nrn::nmodl {

// Whether the text declares or calls what the name stands for in NEURON's C interface.
bool is_interface_name(const std::string& name);

// The text without prototypes ("extern double* vector_vec();", "double f(), g();") of functions that `known` names, and
// without extern variables of those names, unless the text itself defines them; old spellings become the present ones.
// Lines stay where they are.
std::string modern_text(const std::string& text, const std::function<bool(const std::string&)>& known);

// The files that the text includes by #include "name".
std::vector<std::string> included_headers(const std::string& text);

}  // namespace nrn::nmodl
