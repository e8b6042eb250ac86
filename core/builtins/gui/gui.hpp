// The graphics classes and functions without a screen: they take every call, keep what a screen would show, and
// hand it out (Graph.contents, Graph.savefig, neuron.panels()). Answers are those of NEURON without a display.
//
// action.hpp is what a user asks for (a statement, a callable, a quantity to read), scene.hpp the drawing that
// Graph and the Shapes keep, panel.hpp the tree of panels and boxes.
#pragma once

#include <span>

#include "base/context.hpp"
#include "object/klass.hpp"
#include "object/symbol.hpp"

namespace nrn {

// A class whose instances keep nothing.
ClassDef plain_class(const char* name, const char* forms, const char* doc, std::span<const Member> rows);

ClassDef graph_class();
ClassDef glyph_class();
ClassDef shape_class();
ClassDef plot_shape_class();
ClassDef point_process_shape_class();
ClassDef range_variable_plot_class();
ClassDef section_browser_class();
ClassDef window_manager_class();
ClassDef horizontal_box_class();
ClassDef vertical_box_class();
ClassDef deck_class();
ClassDef symbol_chooser_class();
ClassDef text_editor_class();
ClassDef value_field_editor_class();
ClassDef geometry_class();

void define_panel_functions(SymbolTable& symbols);   // xpanel, xbutton, xvalue, …
void define_screen_functions(SymbolTable& symbols);  // dialogs, sessions, events, menus of mechanisms, graph()

void define_gui(Context& context, SymbolTable& symbols);

}  // namespace nrn
