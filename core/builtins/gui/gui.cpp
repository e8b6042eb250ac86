#include "builtins/gui/gui.hpp"

#include <new>

namespace nrn {
namespace {

struct Nothing {};

void construct_nothing(Call&, void* payload) {
    new (payload) Nothing;
}

void destroy_nothing(void*) noexcept {
}

}  // namespace

ClassDef plain_class(const char* name, const char* forms, const char* doc, std::span<const Member> rows) {
    ClassDef out{name, forms, doc, sizeof(Nothing), construct_nothing, destroy_nothing, {}};
    out.members.assign(rows.begin(), rows.end());
    return out;
}

void define_gui(Context& context, SymbolTable& symbols) {
    for (ClassDef (*make)() :
         {graph_class, glyph_class, shape_class, plot_shape_class, point_process_shape_class, range_variable_plot_class,
          section_browser_class, window_manager_class, horizontal_box_class, vertical_box_class, deck_class,
          symbol_chooser_class, text_editor_class, value_field_editor_class, geometry_class}) {
        symbols.add_class(context, make());
    }
    define_panel_functions(symbols);
    define_screen_functions(symbols);
}

}  // namespace nrn
