// Names of the top level that mechanisms bring (globals, functions), and functions about mechanisms.
#include <deque>
#include <limits>
#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/function_tables.hpp"
#include "builtins/model/instance.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/point.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- functions of density mechanisms: rates_hh(v), for the instance that setdata_hh(x) chose ----

struct NamedFunction {
    mech::Mechanism* mechanism;
    std::size_t which;
};

struct MechanismNames {
    std::deque<std::string> texts;
    std::unordered_map<std::string, NamedFunction, TextHash, std::equal_to<>> functions;
    std::unordered_map<std::string, NamedFunction, TextHash, std::equal_to<>> tables;        // table_…
    std::unordered_map<std::string, mech::Mechanism*, TextHash, std::equal_to<>> chosen_by;  // setdata_…
    struct Chosen {
        mech::Handle row;
        mech::Place place;
    };
    std::unordered_map<const mech::Mechanism*, Chosen> chosen;

    const char* keep(std::string text) {
        return texts.emplace_back(std::move(text)).c_str();
    }
};

Value call_named_function(Call& call) {
    auto& names = call.context.state<MechanismNames>();
    const NamedFunction& named = names.functions.find(std::string_view(call.name))->second;
    const NrnMechFunction& function = named.mechanism->abi()->functions[named.which];
    mech::Id id = mech::kNoId;
    mech::Place place;
    const auto found = names.chosen.find(named.mechanism);
    if (found != names.chosen.end() && found->second.row.get() != nullptr) {
        id = found->second.row.id;
        place = found->second.place;
    } else if (function.needs_instance != 0) {
        call.refuse(ErrorKind::Hoc, format("No data for %s. Requires prior call to setdata_%s and that the specified "
                                           "mechanism instance still be in existence.",
                                           call.name, named.mechanism->name().c_str()));
    }
    return Value::number(call_function(call, *named.mechanism, id, place, named.which));
}

Value set_named_table(Call& call) {
    auto& names = call.context.state<MechanismNames>();
    const NamedFunction& named = names.tables.find(std::string_view(call.name))->second;
    return set_function_table(call, *named.mechanism, named.which);
}

Value choose_instance(Call& call) {
    auto& names = call.context.state<MechanismNames>();
    mech::Mechanism& mechanism = *names.chosen_by.find(std::string_view(call.name))->second;
    const Place place = place_arg(call, 0);
    const cable::MechanismSlot* slot = place.section.find(mechanism);
    if (slot == nullptr) {
        call.refuse(ErrorKind::Value,
                    mechanism.name() + " mechanism not inserted in section " + place.section.full_name());
    }
    const std::size_t segment = place.section.segment_at(place.x);
    names.chosen[&mechanism] = {{mechanism.table, 0, slot->instances[segment]},
                                cable::Cable::place_of(place.section, segment, mechanism)};
    return Value::number(1.0);
}

std::string forms_of(const NrnMechFunction& function) {
    std::string forms = "(";
    for (std::int32_t i = 0; i < function.argument_count; ++i) {
        forms += format("x%d: float, ", i + 1);
    }
    return forms + "*rest: variable) -> float";
}

// ---- pointers, libraries ----

// Of a density mechanism in a segment, which the host knows: its attribute _ref_ and the name.
Value point_attribute(Call& call) {
    try {
        host_of(call.context).set_attribute(call.args[2], "_ref_" + std::string(call.text(1)), call.args[0]);
    } catch (const Error&) {  // the host has said why; these words are those for other objects
        call.refuse(ErrorKind::Type, "setpointer(_ref_hocvar, 'POINTER_name', point_process or nrn.Mechanism))");
    }
    return Value::number(1.0);
}

Value setpointer_(Call& call) {
    if (call.is(0, Kind::Ref) && call.is(1, Kind::Text) && call.is(2, Kind::Host)) {
        return point_attribute(call);
    }
    cable::PointProcess* point = call.is(2, Kind::Object) ? point_process_of(call.object(2)) : nullptr;
    const mech::Variable* variable =
        point != nullptr && call.is(1, Kind::Text) ? point->mechanism->find(call.text(1)) : nullptr;
    if (!call.is(0, Kind::Ref) || variable == nullptr || variable->kind != NRN_VAR_POINTER) {
        call.refuse(ErrorKind::Type, "setpointer(_ref_hocvar, 'POINTER_name', point_process or nrn.Mechanism))");
    }
    if (call.args[0].as_ref()->pointer() == nullptr) {
        call.bad(ErrorKind::Type, 0, "is no reference to a number");
    }
    set_pointer(call.context, *point->mechanism, variable->column, point->id, call.args[0]);
    return Value::number(1.0);
}

Value nrn_load_dll_(Call& call) {
    try {
        cable_of(call).registry.load(text_at(call, 0));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Io) {
            throw;
        }
        return Value::number(0.0);
    }
    return Value::number(1.0);
}

// ---- psection ----

void describe(std::string& out, const std::string& name, const std::vector<std::pair<std::string, double>>& values) {
    out += "\tinsert " + name + " {";
    for (const auto& [variable, value] : values) {
        out += " " + variable + format("=%g", value);
    }
    out += "}\n";
}

std::vector<std::pair<std::string, double>> parameters(const mech::Mechanism& mechanism, mech::Id id) {
    std::vector<std::pair<std::string, double>> values;
    for (const mech::Variable& each : mechanism.variables) {
        const bool shown =
            mechanism.kind() == mech::Kind::Ion ? each.column == mech::kIonE : each.kind == NRN_VAR_PARAMETER;
        if (shown) {
            values.emplace_back(mechanism.full_name(each.name),
                                mechanism.table.column(each.column)[mechanism.table.row(id)]);
        }
    }
    return values;
}

Value psection_(Call& call) {
    cable::Cable& cable = cable_of(call);
    cable::Section& section = section_arg(call, 0);
    cable.update_geometry();
    std::string out =
        section.full_name() + format(" { nseg=%d  L=%g  Ra=%g\n", section.nseg(), section.L(), section.Ra);
    if (section.parent() == nullptr) {
        std::size_t roots = 0;
        for (const cable::Section* each = cable.first(); each != &section; each = each->next()) {
            roots += each->parent() == nullptr ? 1 : 0;
        }
        out += format("\t/*location 0 attached to cell %zu*/\n", roots);
    } else {
        out += "\t" + section.parent()->full_name() + " connect " + section.full_name() +
               format(" (%g), %g\n", section.own_x(), section.parent_x());
    }
    out += "\t/* First segment only */\n";
    const mech::Id node = section.node(0);
    const auto describe_diam = [&] { describe(out, "morphology", {{"diam", cable.nodes.at(cable::kDiam, node)}}); };
    if (section.nseg() == 1) {
        describe_diam();
    }
    describe(out, "capacitance", {{"cm", cable.nodes.at(cable::kCm, node)}});
    if (section.nseg() > 1) {  // the reference's order
        describe_diam();
    }
    for (const cable::MechanismSlot& slot : section.mechanisms()) {
        if (slot.mechanism->kind() != mech::Kind::Ion) {
            describe(out, slot.mechanism->name(), parameters(*slot.mechanism, slot.instances[0]));
        }
    }
    for (const cable::MechanismSlot& slot : section.mechanisms()) {
        if (slot.mechanism->kind() == mech::Kind::Ion) {
            describe(out, slot.mechanism->name(), parameters(*slot.mechanism, slot.instances[0]));
        }
    }
    for (const cable::PointProcess* point = section.first_point(); point != nullptr; point = point->next) {
        if (section.segment_at(point->x) == 0) {
            describe(out, point->mechanism->name(), parameters(*point->mechanism, point->id));
        }
    }
    host_of(call.context).write(out + "}\n");
    return Value::number(1.0);
}

// ---- layers of extracellular ----

constexpr long kLayers = 2;

Value nlayer_extracellular_(Call& call) {
    if (call.has(0) && call.integer(0, 1, std::numeric_limits<int>::max()) != kLayers) {
        call.refuse(ErrorKind::NotImplemented, "extracellular has two layers in this version, and no other number");
    }
    return Value::number(static_cast<double>(kLayers));
}

// ---- what was replaced long ago ----

Value use_clamps(Call& call) {
    call.refuse(ErrorKind::NotImplemented, "was replaced by the classes IClamp, SEClamp and ExpSyn");
}
Value use_nmodl(Call& call) {
    call.refuse(ErrorKind::NotImplemented, "mechanisms are written in NMODL and made with nrnivmodl");
}
Value nothing_to_do(Call&) {
    return Value::number(1.0);
}

constexpr const char* kAnything = "(*args: any) -> float";

const FunctionDef kRows[] = {
    {"setpointer", "(*args: any) -> float",
     "setpointer(ref, 'name', point_process): a POINTER of a mechanism points to a number from now on.", setpointer_},
    {"nrn_load_dll", "(library: str|ref) -> float",
     "Loads mechanisms that nrnivmodl made; 0 when there is no such file, else 1. ValueError when it does not fit.",
     nrn_load_dll_},
    {"psection", "() -> float ; (section: section) -> float",
     "Prints the accessed section with what is in its first segment.", psection_},
    {"nlayer_extracellular", "() -> float ; (layers: int) -> float",
     "How many layers extracellular has: 2. NotImplementedError for another number.", nlayer_extracellular_},
    {"fclamp", kAnything, "A current clamp of early versions: NotImplementedError, use IClamp.", use_clamps},
    {"fclampi", kAnything, "NotImplementedError, use IClamp.", use_clamps},
    {"fclampv", kAnything, "NotImplementedError, use SEClamp.", use_clamps},
    {"fstim", kAnything, "NotImplementedError, use IClamp.", use_clamps},
    {"fstimi", kAnything, "NotImplementedError, use IClamp.", use_clamps},
    {"fsyn", kAnything, "NotImplementedError, use AlphaSynapse.", use_clamps},
    {"fsyng", kAnything, "NotImplementedError, use AlphaSynapse.", use_clamps},
    {"fsyni", kAnything, "NotImplementedError, use AlphaSynapse.", use_clamps},
    {"prstim", "() -> float", "Prints the clamps of early versions: there are none.", nothing_to_do},
    {"make_mechanism", kAnything, "NotImplementedError: mechanisms are written in NMODL.", use_nmodl},
    {"make_pointprocess", kAnything, "NotImplementedError: mechanisms are written in NMODL.", use_nmodl},
};

}  // namespace

void define_mechanism_names(Context& context, SymbolTable& symbols, mech::Mechanism& mechanism) {
    auto& names = context.state<MechanismNames>();
    const bool plain = mechanism.kind() == mech::Kind::Functions;
    const std::string suffix = plain ? "" : "_" + mechanism.name();
    for (const mech::GlobalVariable& each : mechanism.global_variables) {
        double* where = mechanism.global_at(each.place);
        Symbol& symbol = each.is_array ? symbols.add_array_at(each.name + suffix, where, each.count)
                                       : symbols.add_number_at(each.name + suffix, where);
        symbol.units = each.units;
        symbol.builtin = true;
    }
    if (mechanism.abi() == nullptr || mechanism.is_point()) {
        return;
    }
    for (std::int32_t i = 0; i < mechanism.abi()->function_count; ++i) {
        const NrnMechFunction& function = mechanism.abi()->functions[i];
        const char* name = names.keep(function.name + suffix);
        names.functions[name] = {&mechanism, static_cast<std::size_t>(i)};
        symbols.add_function({name, names.keep(forms_of(function)),
                              "A function of a mechanism, for the instance that "
                              "setdata_ and its suffix chose.",
                              call_named_function});
    }
    for (std::size_t i = 0; i < mechanism.function_tables.size(); ++i) {
        const char* name = names.keep(std::string("table_") + mechanism.abi()->tables[i].name + suffix);
        names.tables[name] = {&mechanism, i};
        symbols.add_function({name, kTableForms, kTableDoc, set_named_table});
    }
    if (!plain) {
        const char* name = names.keep(setdata_name(mechanism));
        names.chosen_by[name] = &mechanism;
        symbols.add_function({name, "(x: float) -> float ; (seg: segment) -> float",
                              "Chooses the instance that functions of the mechanism work on.", choose_instance});
    }
}

std::vector<std::string> names_of(const NrnMechanism& abi) {
    std::vector<std::string> names;
    const bool point = abi.kind == NRN_MECH_POINT || abi.kind == NRN_MECH_ARTIFICIAL;
    const std::string suffix = abi.kind == NRN_MECH_FUNCTIONS ? "" : std::string("_") + abi.name;
    if (point) {
        names.emplace_back(abi.name);
    }
    for (std::int32_t i = 0; i < abi.global_count; ++i) {
        if (abi.globals[i].visible != 0) {
            names.push_back(abi.globals[i].name + suffix);
        }
    }
    for (std::int32_t i = 0; !point && i < abi.function_count; ++i) {
        names.push_back(abi.functions[i].name + suffix);
    }
    return names;
}

std::string setdata_name(const mech::Mechanism& mechanism) {
    return "setdata_" + mechanism.name();
}

void define_mechanism_functions(SymbolTable& symbols) {
    for (const FunctionDef& row : kRows) {
        symbols.add_function(row);
    }
}

}  // namespace nrn
