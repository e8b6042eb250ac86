// ParallelContext: the ranks of a parallel run, their collectives, and the bulletin board.
#pragma once

#include "object/symbol.hpp"

namespace nrn {

void define_parallel(Context& context, SymbolTable& symbols);

}  // namespace nrn
