#include "builtins/model/model.hpp"

#include "cable/cable.hpp"
#include "cable/selection.hpp"

namespace nrn {

void define_model(Context& context, SymbolTable& symbols) {
    define_section_functions(symbols);
    define_geometry_functions(symbols);
    define_ion_functions(symbols);
    define_mechanism_functions(symbols);
    symbols.add_class(context, section_list_class());
    symbols.add_class(context, section_ref_class());
    symbols.add_class(context, mechanism_type_class());
    symbols.add_class(context, mechanism_standard_class());
    context.state<cable::Selection>().listed = sections_of;
    context.state<cable::Cable>().registry.watch([&context, &symbols](mech::Mechanism& mechanism) {
        define_mechanism_names(context, symbols, mechanism);
        if (mechanism.is_point()) {
            define_point_class(context, symbols, mechanism);
        }
    });
}

}  // namespace nrn
