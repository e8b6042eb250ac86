#include "builtins/builtins.hpp"

#include <memory>

#include "builtins/data/file.hpp"
#include "builtins/data/list.hpp"
#include "builtins/data/matrix.hpp"
#include "builtins/data/pointers.hpp"
#include "builtins/data/random.hpp"
#include "builtins/data/string_functions.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/math/math.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/nmodl_random.hpp"
#include "builtins/model/run.hpp"
#include "builtins/model/section_pattern.hpp"
#include "builtins/morphology/tree.hpp"
#include "builtins/net/netcon.hpp"
#include "builtins/net/parallel_context.hpp"
#include "builtins/planned.hpp"
#include "cable/range.hpp"
#include "cable/selection.hpp"
#include "object/symbol.hpp"

namespace nrn {

namespace {

void define_data(Context& context, SymbolTable& symbols) {
    symbols.add_class(context, vector_class());
    symbols.add_class(context, list_class());
    symbols.add_class(context, file_class());
    symbols.add_class(context, string_functions_class());
    symbols.add_class(context, pointer_class());
    symbols.add_class(context, ptr_vector_class());
    symbols.add_class(context, timer_class());
    symbols.add_class(context, matrix_class());
    symbols.add_class(context, random_class());
    symbols.add_class(context, morphology_file_class());
    define_random_functions(symbols);
}

}  // namespace

void define_builtins(Context& context) {
    context.state<cable::Cable>();  // outlives the objects that symbols refer to
    auto& symbols = context.state<SymbolTable>();
    context.state<cable::Ranges>().define(context);
    context.state<cable::Selection>().matcher = [](std::string_view pattern) {
        return [made = std::make_shared<const SectionPattern>(pattern)](const std::string& name) {
            return made->matches(name);
        };
    };
    define_constants(symbols);
    define_math(symbols);
    define_praxis(symbols);
    define_system(context, symbols);
    define_console(symbols);
    define_process(symbols);
    define_settings(symbols);
    define_data(context, symbols);
    define_run(context, symbols);
    define_netcon(context, symbols);
    symbols.add_class(context, nmodl_random_class());
    define_gui(context, symbols);
    define_parallel(context, symbols);
    define_model(context, symbols);
    define_planned(context, symbols);
}

}  // namespace nrn
