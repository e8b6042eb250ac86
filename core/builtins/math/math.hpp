// Constants, mathematical functions, and the functions of the top level that need no model.
#pragma once

#include <string_view>

#include "base/context.hpp"
#include "object/symbol.hpp"

namespace nrn {

// float_epsilon: numbers that differ by less are equal in comparisons of hoc and Vector.
struct Tolerance {
    double float_epsilon = 1e-11;
};

void define_constants(SymbolTable& symbols);
void define_math(SymbolTable& symbols);
void define_praxis(SymbolTable& symbols);  // fit_praxis, attr_praxis, pval_praxis, stop_praxis
void define_system(Context& context, SymbolTable& symbols);
void define_console(SymbolTable& symbols);   // printf, sscanf, fscan, xred, …
void define_process(SymbolTable& symbols);   // system
void define_settings(SymbolTable& symbols);  // units, neuronhome, nrn_mallinfo, …

// A mathematical function of one argument by its hoc name ("sin"), for Vector.apply; null when there is none.
using ScalarFunction = double (*)(double);
ScalarFunction find_scalar_function(std::string_view name);

}  // namespace nrn
