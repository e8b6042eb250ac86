#include "builtins/builtins.hpp"

#include "builtins/data/vector.hpp"
#include "builtins/math/math.hpp"
#include "builtins/net/parallel_context.hpp"
#include "builtins/planned.hpp"
#include "object/symbol.hpp"

namespace nrn {

void define_builtins(Context& context) {
    auto& symbols = context.state<SymbolTable>();
    define_constants(symbols);
    define_math(symbols);
    define_system(context, symbols);
    symbols.add_class(context, vector_class());
    define_parallel(context, symbols);
    define_planned(context, symbols);
}

}  // namespace nrn
