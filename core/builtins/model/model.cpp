#include "builtins/model/model.hpp"

#include "builtins/model/ks_chan.hpp"
#include "builtins/model/verbatim.hpp"
#include "cable/cable.hpp"
#include "cable/selection.hpp"

namespace nrn {

void define_model(Context& context, SymbolTable& symbols) {
    define_section_functions(symbols);
    define_geometry_functions(symbols);
    define_ion_functions(symbols);
    define_mechanism_functions(symbols);
    define_memory_functions(symbols);
    define_verbatim(context);
    symbols.add_class(context, section_list_class());
    symbols.add_class(context, section_ref_class());
    symbols.add_class(context, bb_save_state_class());
    symbols.add_class(context, save_state_class());
    symbols.add_class(context, mechanism_type_class());
    symbols.add_class(context, mechanism_standard_class());
    symbols.add_class(context, state_transition_class());
    for (ClassDef (*made)() : {ks_chan_class, ks_state_class, ks_gate_class, ks_trans_class}) {
        symbols.add_class(context, made());
    }
    context.state<cable::Selection>().listed = sections_of;
    const auto added = [&context, &symbols](mech::Mechanism& mechanism) {
        define_mechanism_names(context, symbols, mechanism);
        if (mechanism.is_point()) {
            define_point_class(context, symbols, mechanism);
        }
    };
    const auto leaves = [&context, &symbols](mech::Mechanism& mechanism) {
        symbols.remove(context, mechanism.is_point() ? mechanism.name() : setdata_name(mechanism));
    };
    const auto known = [&symbols](const std::string& name) { return symbols.find(name) != nullptr; };
    context.state<cable::Cable>().registry.watch({added, leaves, names_of, known});
}

}  // namespace nrn
