// Sections, mechanisms, point processes as functions and classes of hoc.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/context.hpp"
#include "cable/section.hpp"
#include "cable/selection.hpp"
#include "object/klass.hpp"
#include "object/symbol.hpp"

namespace nrn {

// Everything of this folder that is about sections and mechanisms, and watchers for mechanisms that come later.
void define_model(Context& context, SymbolTable& symbols);

void define_section_functions(SymbolTable& symbols);    // names, stack, tree
void define_geometry_functions(SymbolTable& symbols);   // 3-d points, areas, distances
void define_ion_functions(SymbolTable& symbols);        // nernst, ghk, ion_style …
void define_mechanism_functions(SymbolTable& symbols);  // setpointer, nrn_load_dll, psection …
void define_memory_functions(SymbolTable& symbols);     // nrn_memory, print_local_memory_usage
Value print_memory(Call& call);                         // print_local_memory_usage(): a line for each part of the model
ClassDef bb_save_state_class();
ClassDef save_state_class();
ClassDef section_list_class();
ClassDef section_ref_class();
ClassDef mechanism_type_class();
ClassDef mechanism_standard_class();
ClassDef state_transition_class();

// Members of built-in point processes beyond what their mechanisms have: APCount.record, NetStim.noiseFromRandom.
void add_point_members(const mech::Mechanism& mechanism, std::vector<Member>& members);
// A class for a point process or artificial cell; names of the top level for what a mechanism has of globals and
// functions.
void define_point_class(Context& context, SymbolTable& symbols, mech::Mechanism& mechanism);
void define_mechanism_names(Context& context, SymbolTable& symbols, mech::Mechanism& mechanism);
// What a mechanism to come will be called by in hoc: its class, globals and functions.
std::vector<std::string> names_of(const NrnMechanism& abi);
std::string setdata_name(const mech::Mechanism& mechanism);  // "setdata_hh", of density mechanisms

// The sections of a SectionList as they are now; null for other objects.
std::shared_ptr<const cable::SectionSequence> sections_of(Object& list);
Value new_section_list(Context& context, const std::vector<cable::Section*>& sections);

}  // namespace nrn
