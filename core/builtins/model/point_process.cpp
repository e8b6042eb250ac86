// The classes of point processes and artificial cells, made from what their mechanisms say of themselves.
//
// A Member has plain functions, which do not know which variable they are for: there is one set of them for each
// ordinal.
#include <array>
#include <deque>
#include <memory>
#include <new>
#include <utility>

#include "base/text.hpp"
#include "builtins/model/function_tables.hpp"
#include "builtins/model/instance.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/nmodl_random.hpp"
#include "builtins/model/places.hpp"
#include "builtins/model/point.hpp"
#include "cable/range.hpp"
#include "event/events.hpp"
#include "mech/runs.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

constexpr std::size_t kMostMembers = 192;  // variables, and functions, of one mechanism

// Texts of classes that are made at run time: they live as long as the Context.
struct Texts {
    std::deque<std::string> all;
    const char* keep(std::string text) {
        return all.emplace_back(std::move(text)).c_str();
    }
};

cable::PointProcess& self_point(Call& call) {
    return payload<cable::PointProcess>(call.self);
}

// ---- variables: number n of the mechanism ----

const mech::Variable& variable(const cable::PointProcess& point, std::size_t n) {
    return point.mechanism->variables[n];
}

double* number_at(cable::PointProcess& point, std::size_t n, std::size_t element) {
    const mech::Variable& which = variable(point, n);
    return which.kind == NRN_VAR_POINTER ? mech::pointer_target(*point.mechanism, which.column, point.id)
                                         : &point.mechanism->table.at(which.column + element, point.id);
}

// A point process has variables while it is at a segment.
bool is_nowhere(const cable::PointProcess& point) {
    return point.section == nullptr && point.mechanism->kind() == mech::Kind::Point;
}

double* checked_number(Call& call, std::size_t n) {
    cable::PointProcess& point = self_point(call);
    if (is_nowhere(point)) {
        fail(ErrorKind::Type, "%s.%s has no value: point process not located in a section", call.self->name().c_str(),
             variable(point, n).name.c_str());
    }
    const mech::Variable& which = variable(point, n);
    const auto element =
        which.is_array ? static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(which.count) - 1)) : 0;
    double* place = number_at(point, n, element);
    if (place == nullptr) {
        fail(ErrorKind::Reference, "%s.%s: the POINTER points to nothing, setpointer sets it",
             call.self->name().c_str(), which.name.c_str());
    }
    return place;
}

template <std::size_t n>
struct VariableDoors {
    static Value get(Call& call) {
        return Value::number(*checked_number(call, n));
    }
    static Value random(Call& call) {
        cable::PointProcess& point = self_point(call);
        return Value::adopt_object(
            new_nmodl_random(call.context, *point.mechanism, point.id, variable(point, n).column));
    }
    static Value set(Call& call) {
        const std::size_t last = call.count - 1;
        if (!call.is_number(last)) {
            call.refuse(ErrorKind::Type, format("must be real number, not %s", kind_name(call.args[last].kind())));
        }
        *checked_number(call, n) = call.number(last);
        return {};
    }
    static std::size_t count(Object* object) {
        return variable(payload<cable::PointProcess>(object), n).count;
    }
    static Ref* ref(Object* object, std::size_t element) {
        auto& point = payload<cable::PointProcess>(object);
        const mech::Variable& which = variable(point, n);
        if (is_nowhere(point)) {
            fail(ErrorKind::Type, "%s.%s has no value: point process not located in a section", object->name().c_str(),
                 which.name.c_str());
        }
        std::string name = object->name() + "." + which.name;
        if (which.is_array) {
            name += format("[%zu]", element);
        }
        const mech::Handle handle = which.kind == NRN_VAR_POINTER
                                        ? point.mechanism->pointers[which.column][point.id]
                                        : mech::Handle(point.mechanism->table, which.column + element, point.id);
        return cable::new_handle_ref(handle, std::move(name));
    }
    static double* number(Object* object, std::size_t element, bool) {
        auto& point = payload<cable::PointProcess>(object);
        return is_nowhere(point) ? nullptr : number_at(point, n, element);
    }
    static Value call_it(Call& call) {  // function n
        cable::PointProcess& point = self_point(call);
        return Value::number(call_function(call, *point.mechanism, point.id, point.mechanism->place_of(point.id), n));
    }
};

struct DoorRow {
    Value (*get)(Call&);
    Value (*random)(Call&);
    Value (*set)(Call&);
    std::size_t (*count)(Object*);
    Ref* (*ref)(Object*, std::size_t);
    double* (*number)(Object*, std::size_t, bool);
    Value (*call_it)(Call&);
};

template <std::size_t... n>
constexpr std::array<DoorRow, sizeof...(n)> door_rows(std::index_sequence<n...>) {
    return {{{VariableDoors<n>::get, VariableDoors<n>::random, VariableDoors<n>::set, VariableDoors<n>::count,
              VariableDoors<n>::ref, VariableDoors<n>::number, VariableDoors<n>::call_it}...}};
}
constexpr auto kDoors = door_rows(std::make_index_sequence<kMostMembers>());

// ---- its place ----

Value loc_(Call& call) {
    if (self_point(call).mechanism->kind() == mech::Kind::Artificial) {
        call.refuse(ErrorKind::Hoc, "ARTIFICIAL_CELLs are not located in a section");
    }
    const Place place = place_arg(call, 0);
    cable_of(call).place(self_point(call), place.section, place.x);
    return Value::number(place.x);
}

Value has_loc_(Call& call) {
    return Value::number(self_point(call).section != nullptr ? 1.0 : 0.0);
}

Value get_loc_(Call& call) {
    const cable::PointProcess& point = self_point(call);
    if (point.section == nullptr) {
        call.refuse(ErrorKind::Hoc, point.mechanism->kind() == mech::Kind::Artificial
                                        ? "ARTIFICIAL_CELLs are not located in a section"
                                        : "point process not located in a section");
    }
    cable_of(call).push(*point.section);
    return Value::number(point.x);
}

Value get_segment_(Call& call) {
    const cable::PointProcess& point = self_point(call);
    return point.section != nullptr ? Value::segment(point.section, point.x) : Value::object(nullptr);
}

// The table after whose name the method is called: table_f.
Value set_table_(Call& call) {
    mech::Mechanism& mechanism = *payload<PointObject>(call.self).mechanism;
    const std::string_view name = std::string_view(call.name).substr(std::string_view("table_").size());
    std::size_t which = 0;
    while (mechanism.abi()->tables[which].name != name) {
        ++which;
    }
    return set_function_table(call, mechanism, which);
}

const Member kPlaceMembers[] = {
    {"loc", MemberKind::Method, "(x: float) -> float ; (seg: segment) -> float", "",
     "Puts it at x of the accessed section, or at a segment; the place is that of the segment's centre, or an end.",
     loc_},
    {"has_loc", MemberKind::Method, "() -> float", "", "1 when it is at a segment, else 0.", has_loc_},
    {"get_loc", MemberKind::Method, "() -> float", "",
     "Its x; its section becomes the accessed one until pop_section().", get_loc_},
    {"get_segment", MemberKind::Method, "() -> segment", "", "The segment it is at; None when it is nowhere.",
     get_segment_},
};

// ---- life ----

void construct(Call& call, void* raw) {
    auto& cable = cable_of(call);
    if (call.context.state<SymbolTable>().find_class(call.name) != &call.self->klass()) {
        call.refuse(ErrorKind::Reference, "this class is out of date: its KSChan has changed since; h." +
                                              std::string(call.name) + " is the new one, if it kept its name");
    }
    mech::Mechanism& mechanism = *cable.registry.find(call.name);
    auto* point = new (raw) PointObject();
    point->context = &call.context;
    const bool placed = call.has(0) && mechanism.kind() != mech::Kind::Artificial;
    cable.add_point(*point, mechanism, call.self);
    try {
        if (mechanism.abi()->random_count > 0) {  // streams are numbered in the order of creation
            call.context.state<event::Events>().random_stream(mechanism, point->id, 0);
        }
        if (placed) {
            const Place place = place_arg(call, 0);
            cable.place(*point, place.section, place.x);
        }
        run_kernel(call.context, mechanism, point->id, mechanism.abi()->construct);
    } catch (...) {
        cable.remove_point(*point);
        point->~PointObject();
        throw;
    }
}

void destroy(void* raw) noexcept {
    auto* point = static_cast<PointObject*>(raw);
    try {
        run_kernel(*point->context, *point->mechanism, point->id, point->mechanism->abi()->destruct);
    } catch (const std::exception&) {  // no memory for the call: the instance ends without its DESTRUCTOR
    }
    point->context->state<cable::Cable>().remove_point(*point);
    point->~PointObject();
}

// ---- from the mechanism's description ----

const char* kind_text(int kind) {
    switch (kind) {
        case NRN_VAR_PARAMETER:
            return "Parameter.";
        case NRN_VAR_STATE:
            return "State.";
        case NRN_VAR_POINTER:
            return "POINTER: the number it points to.";
        default:
            return "Computed.";
    }
}

Member variable_member(const mech::Variable& variable, std::size_t n, const char* name) {
    Member member{};
    member.name = name;
    member.kind = variable.is_array ? MemberKind::Array : MemberKind::Property;
    member.forms = "float";
    member.units = variable.units;
    member.doc = kind_text(variable.kind);
    member.call = kDoors[n].get;
    member.set = kDoors[n].set;
    member.ref = kDoors[n].ref;
    member.number = kDoors[n].number;
    if (variable.is_array) {
        member.count = kDoors[n].count;
    }
    return member;
}

// "(x: float, y: float, *rest: variable) -> float": what is too much is not looked at.
std::string function_forms(const NrnMechFunction& function) {
    std::string forms = "(";
    std::string_view names = function.arguments != nullptr ? function.arguments : "";
    for (std::int32_t i = 0; i < function.argument_count; ++i) {
        const std::size_t end = std::min(names.find(' '), names.size());
        forms += (end > 0 ? std::string(names.substr(0, end)) : format("x%d", i)) + ": float, ";
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return forms + "*rest: variable) -> float";
}

constexpr const char* kForms = "() ; (x: float, *rest: any) ; (seg: segment, *rest: any)";

}  // namespace

void define_point_class(Context& context, SymbolTable& symbols, mech::Mechanism& mechanism) {
    const NrnMechanism& abi = *mechanism.abi();
    if (mechanism.variables.size() > kMostMembers || static_cast<std::size_t>(abi.function_count) > kMostMembers) {
        fail(ErrorKind::Value, "%s has more than %zu variables or functions", mechanism.name().c_str(), kMostMembers);
    }
    auto& texts = context.state<Texts>();
    ClassDef def{};
    def.name = texts.keep(mechanism.name());  // the mechanism's own texts change with a KSChan, classes stay
    def.forms = kForms;
    def.doc = abi.title != nullptr && abi.title[0] != '\0' ? abi.title : "A mechanism of a .mod file.";
    def.payload_size = sizeof(PointObject);
    def.construct = construct;
    def.destroy = destroy;
    for (std::size_t n = 0; n < mechanism.variables.size(); ++n) {
        const mech::Variable& each = mechanism.variables[n];
        const char* name = texts.keep(each.name);
        if (each.kind == NRN_VAR_RANDOM) {
            def.members.push_back({name, MemberKind::Property, "NMODLRandom", "",
                                   "The stream of random numbers of this instance.", kDoors[n].random});
            continue;
        }
        def.members.push_back(variable_member(each, n, name));
        if (each.name == "del") {  // a word of Python's
            def.members.push_back(variable_member(each, n, "delay"));
        }
    }
    for (std::int32_t n = 0; n < abi.function_count; ++n) {
        const NrnMechFunction& function = abi.functions[n];
        def.members.push_back(
            {function.name, MemberKind::Method, texts.keep(function_forms(function)), "",
             function.is_procedure != 0 ? "PROCEDURE of the mechanism." : "FUNCTION of the mechanism.",
             kDoors[static_cast<std::size_t>(n)].call_it});
    }
    for (std::size_t n = 0; n < mechanism.function_tables.size(); ++n) {
        const char* name = texts.keep(std::string("table_") + abi.tables[n].name);
        def.members.push_back({name, MemberKind::Method, kTableForms, "", kTableDoc, set_table_});
    }
    for (const Member& member : kPlaceMembers) {
        if (mechanism.kind() != mech::Kind::Artificial || member.call != get_segment_) {
            def.members.push_back(member);
        }
    }
    add_point_members(mechanism, def.members);
    symbols.add_class(context, std::move(def));
}

}  // namespace nrn
