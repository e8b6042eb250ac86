// MechanismType: all density mechanisms, or all point processes, one of them selected.
#include <algorithm>
#include <iterator>
#include <new>
#include <optional>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/mechanism_names.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/point.hpp"
#include "mech/extracellular.hpp"
#include "object/host.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"

namespace nrn {

namespace {

// The shipped ones first, in the reference's order.
constexpr const char* kDensity[] = {"pas", "extracellular", "fastpas", "na_ion", "k_ion", "hh"};
constexpr const char* kPoints[] = {"IClamp",   "AlphaSynapse", "ExpSyn",           "Exp2Syn",    "SEClamp",
                                   "VClamp",   "OClamp",       "APCount",          "NetStim",    "IntFire1",
                                   "IntFire2", "IntFire4",     "PointProcessMark", "PatternStim"};

}  // namespace

std::vector<MechanismName> mechanism_names(const mech::Registry& registry, bool points) {
    std::vector<MechanismName> names;
    const auto shipped = [&](const char* name) {
        if (mech::Mechanism* mechanism = registry.find(name)) {
            names.push_back({name, mechanism});
        }
    };
    if (points) {
        std::for_each(std::begin(kPoints), std::end(kPoints), shipped);
    } else {
        names.push_back({"morphology", nullptr});
        names.push_back({"capacitance", nullptr});
        std::for_each(std::begin(kDensity), std::end(kDensity), shipped);
    }
    for (const auto& each : registry.all()) {
        const bool known = std::any_of(names.begin(), names.end(),
                                       [&](const MechanismName& name) { return name.mechanism == each.get(); });
        if (!known && each->kind() != mech::Kind::Functions && each->is_point() == points) {
            names.push_back({each->name(), each.get()});
        }
    }
    return names;
}

namespace {

struct MechanismType {
    bool points;
    long selected = 0;                    // -1: none
    cable::PointProcess* next = nullptr;  // of pp_begin and pp_next
    Value section;                        // where they walk
    Command action;
};

MechanismType& self_type(Call& call) {
    return payload<MechanismType>(call.self);
}
std::vector<MechanismName> names_of(Call& call) {
    return mechanism_names(cable_of(call).registry, self_type(call).points);
}
MechanismName selected_name(Call& call) {
    const long selected = self_type(call).selected;
    if (selected < 0) {
        call.refuse(ErrorKind::Value, "no mechanism is selected");
    }
    return names_of(call)[static_cast<std::size_t>(selected)];
}
MechanismName name_arg(Call& call) {  // argument 0, or the selected one
    if (!call.has(0)) {
        return selected_name(call);
    }
    const std::vector<MechanismName> names = names_of(call);
    return names[static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(names.size()) - 1))];
}

void construct(Call& call, void* raw) {
    new (raw) MechanismType{call.integer(0, 0, 1) != 0, 0, nullptr, {}, {}};
}
void destroy(void* raw) noexcept {
    static_cast<MechanismType*>(raw)->~MechanismType();
}

Value select_(Call& call) {
    const std::vector<MechanismName> names = names_of(call);
    MechanismType& type = self_type(call);
    if (call.is_number(0)) {
        type.selected = call.integer(0, -1, static_cast<long>(names.size()) - 1);
        return Value::number(0.0);
    }
    const std::string wanted = text_at(call, 0);
    for (std::size_t i = 0; i < names.size(); ++i) {
        type.selected = names[i].name == wanted ? static_cast<long>(i) : type.selected;
    }
    return Value::number(0.0);
}

Value selected_(Call& call) {
    if (call.has(0)) {
        store_text(call, 0, selected_name(call).name);
    }
    return Value::integer(static_cast<double>(self_type(call).selected));
}
Value count_(Call& call) {
    return Value::integer(static_cast<double>(names_of(call).size()));
}

// A point process goes into the variable, at the centre of the accessed section where there is one.
Value make_point(Call& call, const MechanismName& name) {
    const std::size_t last = call.count == 0 ? 0 : call.count - 1;
    if (!call.is(last, Kind::Ref)) {
        call.refuse(ErrorKind::Type, "needs a reference to the object variable that gets the new " + name.name);
    }
    Class& klass = *call.context.state<SymbolTable>().find_class(name.name);
    std::vector<Value> args;
    if (last == 1) {
        args.push_back(call.args[0].copy());
    }
    call.args[last].as_ref()->set(Value::adopt_object(klass.create(args.data(), args.size())));
    return Value::number(0.0);
}

Value make_(Call& call) {
    const MechanismName name = selected_name(call);
    if (self_type(call).points) {
        return make_point(call, name);
    }
    if (name.mechanism != nullptr) {
        cable_of(call).insert(section_arg(call, 0), *name.mechanism);
    }
    return Value::number(0.0);
}

Value remove_(Call& call) {
    const MechanismName name = selected_name(call);
    if (self_type(call).points || name.mechanism == nullptr) {
        return Value::number(0.0);
    }
    if (name.mechanism->kind() == mech::Kind::Ion) {
        host_of(call.context).write("Not allowed to uninsert ions at this time " + name.name + "\n");
    } else if (name.name == mech::kExtracellular) {
        host_of(call.context).write("Can't uninsert mechanism extracellular\n");
    } else {
        cable_of(call).uninsert(section_arg(call, 0), *name.mechanism);
    }
    return Value::number(0.0);
}

Value is_ion_(Call& call) {
    const MechanismName name = selected_name(call);
    return Value::boolean(name.mechanism != nullptr && name.mechanism->kind() == mech::Kind::Ion);
}
Value is_artificial_(Call& call) {
    const MechanismName name = name_arg(call);
    return Value::boolean(name.mechanism != nullptr && name.mechanism->kind() == mech::Kind::Artificial);
}
Value has_net_event_(Call& call) {
    const MechanismName name = name_arg(call);
    const NrnMechanism* abi = name.mechanism != nullptr ? name.mechanism->abi() : nullptr;
    return Value::boolean(abi != nullptr && (abi->flags & NRN_MECH_NET_EVENT) != 0);
}
Value is_netcon_target_(Call& call) {
    const MechanismName name = name_arg(call);
    const NrnMechanism* abi = name.mechanism != nullptr ? name.mechanism->abi() : nullptr;
    return Value::boolean(abi != nullptr && abi->weight_count >= 0 && name.mechanism->is_point());
}
Value internal_type_(Call& call) {
    const MechanismName name = selected_name(call);
    constexpr double kFirst = 4.0;  // morphology and capacitance are among those before
    return Value::number(name.mechanism != nullptr   ? name.mechanism->type() + kFirst
                         : name.name == "morphology" ? 2.0
                                                     : 3.0);
}
Value code_(Call& call) {
    const MechanismName name = selected_name(call);
    const NrnMechanism* abi = name.mechanism != nullptr ? name.mechanism->abi() : nullptr;
    return Value::text(abi != nullptr && abi->title != nullptr ? abi->title : "");
}
Value file_(Call& call) {
    const MechanismName name = selected_name(call);
    const NrnMechanism* abi = name.mechanism != nullptr ? name.mechanism->abi() : nullptr;
    return Value::text(abi != nullptr && abi->file != nullptr ? abi->file : "");
}

// ---- the point processes of a section, the last one first at each segment ----

Value next_point(Call& call) {
    MechanismType& type = self_type(call);
    const MechanismName name = selected_name(call);
    while (type.next != nullptr && type.next->mechanism != name.mechanism) {
        type.next = type.next->next;
    }
    if (type.next == nullptr) {
        return Value::object(nullptr);
    }
    Object* found = type.next->object;
    type.next = type.next->next;
    return Value::object(found);
}

Value pp_begin_(Call& call) {
    if (!self_type(call).points) {
        call.refuse(ErrorKind::Type, "Not a MechanismType(1)");
    }
    cable::Section& section = section_arg(call, 0);
    self_type(call).section = Value::section(&section);
    self_type(call).next = section.first_point();
    return next_point(call);
}
Value pp_next_(Call& call) {
    MechanismType& type = self_type(call);
    if (type.section.kind() != Kind::Section || !cable::section_of(type.section).alive()) {
        return Value::object(nullptr);
    }
    bool known = false;  // what is next may have been moved or deleted
    for (const cable::PointProcess* each = cable::section_of(type.section).first_point(); each != nullptr;
         each = each->next) {
        known = known || each == type.next;
    }
    type.next = known ? type.next : nullptr;
    return next_point(call);
}

Value action_(Call& call) {
    self_type(call).action =
        call.is(0, Kind::Text) && call.text(0).empty() ? Command() : Command(call.context, call.args[0]);
    return Value::number(0.0);
}
Value menu_(Call&) {
    return Value::number(0.0);
}

const Member kRows[] = {
    {"select", MemberKind::Method, "(i: int) -> float ; (name: str|ref) -> float", "",
     "Selects a mechanism by its place or name; -1 and unknown names select nothing new.", select_},
    {"selected", MemberKind::Method, "() -> int ; (name: ref) -> int", "",
     "The place of the selected one; puts its name into a text variable.", selected_},
    {"count", MemberKind::Method, "() -> int", "", "How many there are.", count_},
    {"make", MemberKind::Method,
     "() -> float ; (section: section) -> float ; (variable: ref) -> float ; (seg: segment|float, variable: ref) -> "
     "float",
     "",
     "Inserts the selected mechanism into the accessed section.\n\n"
     "Of point processes: puts a new one into an object variable.",
     make_},
    {"remove", MemberKind::Method, "() -> float ; (section: section) -> float", "",
     "Takes the selected mechanism out of the accessed section.", remove_},
    {"is_ion", MemberKind::Method, "() -> bool", "", "Whether the selected one is an ion.", is_ion_},
    {"is_artificial", MemberKind::Method, "(i: int) -> bool", "", "Whether one is an artificial cell.", is_artificial_},
    {"has_net_event", MemberKind::Method, "(i: int) -> bool", "", "Whether one sends events to NetCons.",
     has_net_event_},
    {"is_netcon_target", MemberKind::Method, "(i: int) -> bool", "", "Whether one receives events.", is_netcon_target_},
    {"internal_type", MemberKind::Method, "() -> float", "", "A number of the selected one.", internal_type_},
    {"code", MemberKind::Method, "() -> str", "", "The title of the selected one's .mod file.", code_},
    {"file", MemberKind::Method, "() -> str", "", "The name of the selected one's .mod file.", file_},
    {"pp_begin", MemberKind::Method, "() -> object ; (section: section) -> object", "",
     "The first of the selected point processes in the accessed section, or None.", pp_begin_},
    {"pp_next", MemberKind::Method, "() -> object", "", "The next after pp_begin(), or None.", pp_next_},
    {"menu", MemberKind::Method, "() -> float", "", "A menu of all, on a screen.", menu_},
    {"action", MemberKind::Method, "(statement: str|callable) -> float", "", "What the menu runs when one is selected.",
     action_},
};

}  // namespace

ClassDef mechanism_type_class() {
    return {"MechanismType",
            "(points: int)",
            "All density mechanisms and ions (0), or all point processes and artificial cells (1).",
            sizeof(MechanismType),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
