// MechanismStandard: the variables of a mechanism with values of their own, to be taken from and given to instances.
#include <algorithm>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/mechanism_names.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/point.hpp"
#include "cable/geometry.hpp"
#include "cable/range.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

struct Entry {
    std::string name;    // as hoc has it: "gnabar_hh", "amp"
    std::size_t column;  // kNoColumn: of a RANDOM variable, whose stream is no number
    bool is_array;
    std::vector<double> values;
};

struct MechanismStandard {
    std::string name;
    mech::Mechanism* mechanism;     // null: a column of the nodes
    bool globals;                   // kind -1: names only
    std::vector<Entry> entries;     // of the kind
    std::vector<Entry> others;      // of other kinds: known by name, taken from instances, not given to them
    std::uint64_t description = 0;  // of the mechanism, when the entries were made
};

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
constexpr long kGlobals = -1, kAll = 0, kParameters = 1, kAssigned = 2, kStates = 3;

// Of an ion that is used, the concentration outside is what users set; the rest may be computed or be a state.
bool is_parameter(const mech::Registry& registry, const mech::Mechanism& mechanism, const mech::Variable& variable) {
    if (mechanism.kind() != mech::Kind::Ion) {
        return variable.kind == NRN_VAR_PARAMETER;
    }
    return variable.column == mech::kIonOutside &&
           std::any_of(registry.all().begin(), registry.all().end(), [&](const auto& user) {
               return std::any_of(user->ions.begin(), user->ions.end(),
                                  [&](const mech::IonUse& use) { return use.ion == &mechanism; });
           });
}

bool wanted(const mech::Registry& registry, const mech::Mechanism& mechanism, const mech::Variable& variable,
            long which) {
    switch (which) {
        case kAll:
            return true;
        case kParameters:
            return is_parameter(registry, mechanism, variable);
        case kAssigned:
            return variable.kind == NRN_VAR_ASSIGNED;
        default:
            return variable.kind == NRN_VAR_STATE && mechanism.kind() != mech::Kind::Ion;
    }
}

MechanismStandard made(Call& call) {
    const std::string name = text_at(call, 0);
    const long which = call.integer_or(1, kParameters, kGlobals, kStates);
    const mech::Registry& registry = cable_of(call).registry;
    MechanismStandard out{name, registry.find(name), which == kGlobals, {}, {}};
    out.description = out.mechanism == nullptr ? 0 : out.mechanism->description();
    if (out.mechanism == nullptr) {
        const bool diam = name == "morphology";
        if (!diam && name != "capacitance") {
            call.bad(ErrorKind::Value, 0, name + " is not a Mechanism or Point Process");
        }
        const std::size_t column = diam ? cable::kDiam : cable::kCm;
        if (which == kAll || which == kParameters) {
            out.entries.push_back({diam ? "diam" : "cm", column, false, {cable_of(call).nodes.initial(column)}});
        }
        return out;
    }
    if (which == kGlobals) {
        for (const mech::GlobalVariable& each : out.mechanism->global_variables) {
            const std::string suffix =
                out.mechanism->kind() == mech::Kind::Functions ? "" : "_" + out.mechanism->name();
            out.entries.push_back({each.name + suffix, each.place, each.is_array, std::vector<double>(each.count)});
        }
        return out;
    }
    for (const mech::Variable& each : out.mechanism->variables) {
        if (each.kind == NRN_VAR_POINTER) {
            continue;
        }
        const std::size_t column = each.kind == NRN_VAR_RANDOM ? kNoColumn : each.column;
        (wanted(registry, *out.mechanism, each, which) ? out.entries : out.others)
            .push_back({out.mechanism->full_name(each.name), column, each.is_array,
                        std::vector<double>(each.count, each.kind == NRN_VAR_RANDOM ? 0.0 : each.initial)});
    }
    return out;
}

void construct(Call& call, void* raw) {
    new (raw) MechanismStandard(made(call));
}
void destroy(void* raw) noexcept {
    static_cast<MechanismStandard*>(raw)->~MechanismStandard();
}

MechanismStandard& self_standard(Call& call) {
    auto& standard = payload<MechanismStandard>(call.self);
    if (standard.mechanism != nullptr && standard.mechanism->description() != standard.description) {
        call.refuse(ErrorKind::Reference, "the KSChan of " + standard.name + " has changed since it was made");
    }
    return standard;
}

// ---- values of one instance ----

// Where the numbers of an instance are: a table and its row's Id.
struct Instance {
    mech::Table* table;
    mech::Id id;
};

void take(std::vector<Entry>& entries, const Instance& from) {
    for (Entry& entry : entries) {
        for (std::size_t i = 0; entry.column != kNoColumn && i < entry.values.size(); ++i) {
            entry.values[i] = from.table->at(entry.column + i, from.id);
        }
    }
}
void take(MechanismStandard& standard, const Instance& from) {
    take(standard.entries, from);
    take(standard.others, from);
}
void give(const MechanismStandard& standard, const Instance& to) {
    for (const Entry& entry : standard.entries) {
        for (std::size_t i = 0; entry.column != kNoColumn && i < entry.values.size(); ++i) {
            to.table->at(entry.column + i, to.id) = entry.values[i];
        }
    }
}

Instance in_segment(Call& call, const MechanismStandard& standard, cable::Section& section, std::size_t k) {
    if (standard.mechanism == nullptr) {
        return {&cable_of(call).nodes, section.node(k)};
    }
    const cable::MechanismSlot* slot = section.find(*standard.mechanism);
    if (slot == nullptr) {
        call.refuse(ErrorKind::Value, standard.name + " mechanism not inserted in section " + section.full_name());
    }
    return {&standard.mechanism->table, slot->instances[k]};
}

void give_segment(Call& call, const MechanismStandard& standard, cable::Section& section, std::size_t k) {
    if (standard.name == "morphology") {
        for (const Entry& entry : standard.entries) {
            cable::Geometry::diameter_set(cable_of(call), section, k, entry.values[0]);
        }
        return;
    }
    give(standard, in_segment(call, standard, section, k));
}

// Another MechanismStandard or a point process that is argument 0; false for neither.
bool take_object(Call& call, MechanismStandard& to) {
    if (!call.is(0, Kind::Object)) {
        return false;
    }
    if (call.is_a(0, "MechanismStandard")) {
        const MechanismStandard& from = payload<MechanismStandard>(call.object(0));
        if (from.name == to.name && from.entries.size() == to.entries.size()) {
            to.entries = from.entries;
        }
        return true;
    }
    const cable::PointProcess* point = point_process_of(call.object(0));
    if (point != nullptr && point->mechanism == to.mechanism && !to.globals) {
        take(to, {&point->mechanism->table, point->id});
    }
    return true;
}

Value in_(Call& call) {
    MechanismStandard& standard = self_standard(call);
    if (!take_object(call, standard)) {
        const Place place = place_arg(call, 0);
        take(standard, in_segment(call, standard, place.section, place.section.segment_at(place.x)));
    }
    return Value::number(0.0);
}

Value out_(Call& call) {
    const MechanismStandard& standard = self_standard(call);
    if (call.is(0, Kind::Object)) {
        if (call.is_a(0, "MechanismStandard")) {
            MechanismStandard& to = payload<MechanismStandard>(call.object(0));
            if (to.name == standard.name && to.entries.size() == standard.entries.size()) {
                to.entries = standard.entries;
            }
        } else if (const cable::PointProcess* point = point_process_of(call.object(0));
                   point != nullptr && point->mechanism == standard.mechanism && !standard.globals) {
            give(standard, {&point->mechanism->table, point->id});
        }
        return Value::number(0.0);
    }
    const Place place = place_arg(call, 0);
    if (call.is_number(0) || call.is(0, Kind::Segment)) {
        give_segment(call, standard, place.section, place.section.segment_at(place.x));
        return Value::number(0.0);
    }
    for (std::size_t k = 0; k < place.section.nodes().size(); ++k) {
        give_segment(call, standard, place.section, k);
    }
    return Value::number(0.0);
}

// ---- values by name ----

Entry* find(std::vector<Entry>& entries, const std::string& name) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

double& value_arg(Call& call, std::size_t index) {
    MechanismStandard& standard = self_standard(call);
    const std::string name = text_at(call, 0);
    Entry* entry = find(standard.entries, name);
    entry = entry == nullptr ? find(standard.others, name) : entry;
    if (entry == nullptr) {
        call.bad(ErrorKind::Value, 0, name + " not in this property: " + standard.name);
    }
    if (standard.globals) {
        call.refuse(ErrorKind::Hoc, "MechanismStandard has no values of GLOBAL variables: they are h." + name);
    }
    const long i = call.integer_or(index, 0, 0, static_cast<long>(entry->values.size()) - 1);
    return entry->values[static_cast<std::size_t>(i)];
}

Value get_(Call& call) {
    return Value::number(value_arg(call, 1));
}
Value set_(Call& call) {
    value_arg(call, 2) = call.number(1);
    return Value::number(0.0);
}
Value count_(Call& call) {
    return Value::integer(static_cast<double>(self_standard(call).entries.size()));
}

const Entry& entry_arg(Call& call, std::size_t i) {
    const std::vector<Entry>& entries = self_standard(call).entries;
    return entries[static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(entries.size()) - 1))];
}
Value name_(Call& call) {
    if (!call.has(1)) {
        store_text(call, 0, self_standard(call).name);
        return Value::integer(0.0);
    }
    const Entry& entry = entry_arg(call, 1);
    store_text(call, 0, entry.name);
    return Value::integer(static_cast<double>(entry.values.size()));
}
Value is_array_(Call& call) {
    return Value::boolean(entry_arg(call, 0).is_array);
}
Value nothing_to_see(Call&) {
    return Value::number(0.0);
}

constexpr const char* kInstanceForms =
    "() -> float ; (section: section) -> float ; (x: float) -> float ; (seg: segment) -> float ; "
    "(other: object) -> float";

const Member kRows[] = {
    {"in", MemberKind::Method, kInstanceForms, "",
     "Takes the values of an instance.\n\n"
     "In the accessed section, at a segment, of a point process, of another MechanismStandard. In Python also _in.",
     in_},
    {"_in", MemberKind::Method, kInstanceForms, "", "As in().", in_},
    {"out", MemberKind::Method, kInstanceForms, "",
     "Gives the values to all segments of the accessed section.\n\n"
     "Or to a segment, to a point process, to another MechanismStandard.",
     out_},
    {"get", MemberKind::Method, "(name: str|ref, i: int = 0) -> float", "", "A value.", get_},
    {"set", MemberKind::Method, "(name: str|ref, value: float, i: int = 0) -> float", "", "Sets a value.", set_},
    {"count", MemberKind::Method, "() -> int", "", "The number of variables.", count_},
    {"name", MemberKind::Method, "(text: ref) -> int ; (text: ref, i: int) -> int", "",
     "Puts the mechanism's name, or that of a variable, into a text variable; how many elements the variable has.",
     name_},
    {"is_array", MemberKind::Method, "(i: int) -> bool", "", "Whether variable i is an array.", is_array_},
    {"save", MemberKind::Method, "(*rest: any) -> float", "", "Part of saving a session of windows.", nothing_to_see},
    {"panel", MemberKind::Method, "(*rest: any) -> float", "", "A panel with the values, on a screen.", nothing_to_see},
    {"action", MemberKind::Method, "(*rest: any) -> float", "", "What the panel runs when a value is set.",
     nothing_to_see},
};

}  // namespace

ClassDef mechanism_standard_class() {
    return {
        "MechanismStandard",
        "(name: str|ref, which: int = 1)",
        "The variables of a mechanism: parameters (1), all (0), computed ones (2), states (3), names of GLOBALs (-1).",
        sizeof(MechanismStandard),
        construct,
        destroy,
        std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
