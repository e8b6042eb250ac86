// Members of objects, and calls of builtins.
#include "hoc/vm/access.hpp"

#include <array>
#include <cmath>

#include "base/error.hpp"
#include "hoc/vm/host_members.hpp"
#include "hoc/vm/sections.hpp"
#include "hoc/vm/shared_arrays.hpp"
#include "object/aliases.hpp"
#include "object/call.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {

Object* object_at(const Machine&, const Value& value, const Site& site) {
    if (value.kind() != Kind::Object) {
        fail(ErrorKind::Type, "%s is no member of %s: only an object has members", site.name.c_str(),
             describe_kind(value).c_str());
    }
    if (value.as_object() == nullptr) {
        fail(ErrorKind::Hoc, "'%s' object prefix is nullptr: the objref is NULLobject", site.name.c_str());
    }
    return value.as_object();
}

namespace {

// Nothing is remembered in the site: other objects of the class have no such alias.
const Value* alias_of(Site& site, const Object* object) {
    const Value* alias = find_alias(*object, site.name);
    if (alias == nullptr) {
        fail(ErrorKind::Attribute, "'%s' not a public member of '%s'", site.name.c_str(),
             object->klass().name().c_str());
    }
    site.klass = nullptr;
    site.member = nullptr;
    site.ordinal = -1;
    return alias;
}

}  // namespace

const Value* find_member(Site& site, const Object* object) {
    const Class& klass = object->klass();
    if (site.klass == &klass) {
        return nullptr;
    }
    MemberName* member = nullptr;
    int ordinal = -1;
    std::uint64_t mask = 0;
    if (const Template* made = Machine::template_of(klass)) {
        member = made->find(site.name);
        if (member == nullptr || !member->is_public) {
            return alias_of(site, object);
        }
    } else {
        ordinal = klass.find(site.name);
        if (ordinal < 0) {
            return alias_of(site, object);
        }
        mask = klass.member(static_cast<std::size_t>(ordinal)).kind == MemberKind::Method
                   ? klass.signature(ordinal).reference_mask()
                   : 0;
    }
    site.member = member;
    site.ordinal = ordinal;
    site.ref_mask = mask;
    site.klass = &klass;
    site.form = nullptr;
    return nullptr;
}

namespace {

const Template* object_template(const Object* object) {
    return Machine::template_of(object->klass());
}

void put_result(Value* at, std::size_t count, Value&& result) {
    Value keep = std::move(result);
    for (std::size_t i = 1; i <= count; ++i) {
        at[i].clear();
    }
    at[0] = std::move(keep);
}

Call call_of(Object* object, const Member& member, const Value* args, std::size_t count) {
    Class& klass = object->klass();
    return {klass.context(), object, klass.def().name, member.name, args, count, nullptr};
}

std::size_t extent_of(Object* object, const Member& member, std::size_t axis) {
    return member.extent != nullptr  ? member.extent(object, static_cast<int>(axis))
           : member.count != nullptr ? member.count(object)
                                     : std::size_t{1} << 52;
}

// Subscripts as whole numbers within range.
void settle_indices(Object* object, const Member& member, Value* indices, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t extent = extent_of(object, member, i);
        const double x = std::floor(indices[i].as_number() + kSubscriptEpsilon);
        if (!(x >= 0.0 && x < static_cast<double>(extent))) {
            bad_subscript(member.name, i, x, extent);
        }
        indices[i] = Value::number(x);
    }
}

// An element of an array of numbers, straight; null where the long way is needed.
double* direct_element(Object* object, const Site& site, const Value* indices, std::size_t count, bool write) {
    const Member& member = object->klass().member(static_cast<std::size_t>(site.ordinal));
    if (member.number == nullptr || count != 1) {
        return nullptr;
    }
    const double x = indices[0].as_number() + kSubscriptEpsilon;
    return x >= 0.0 && x < 4503599627370496.0 ? member.number(object, static_cast<std::size_t>(x), write) : nullptr;
}

Value builtin_value(Object* object, const Site& site, Value* indices, std::size_t count) {
    Class& klass = object->klass();
    const Member& member = klass.member(static_cast<std::size_t>(site.ordinal));
    if (count == 0 && member.first_without_index) {
        Value first = Value::number(0.0);
        return builtin_value(object, site, &first, 1);
    }
    if (member.kind == MemberKind::Method) {
        if (count != 0) {
            fail(ErrorKind::Type, "%s.%s is called with parentheses: it has no elements", klass.name().c_str(),
                 member.name);
        }
        return klass.invoke(object, static_cast<std::size_t>(site.ordinal), nullptr, 0);
    }
    if (count != (member.kind == MemberKind::Array ? static_cast<std::size_t>(member.rank) : 0)) {
        fail(ErrorKind::Index, "'%s' not right number of subscripts: %s has %d", member.name, klass.name().c_str(),
             member.kind == MemberKind::Array ? member.rank : 0);
    }
    settle_indices(object, member, indices, count);
    Call call = call_of(object, member, indices, count);
    return member.call(call);
}

Value template_value(Object* object, const MemberName& name, const Value* indices, std::size_t count,
                     bool as_argument) {
    if (name.external != nullptr) {
        fail(ErrorKind::Hoc, "'%s' is external in its template: use the name of the top level", name.name.c_str());
    }
    Value& slot = slots_of(object)[name.slot];
    switch (name.kind) {
        case SymbolKind::Array: {
            ArrayData& array = numbers_in(*object_template(object), slots_of(object), name);
            return Value::number(array.values[element(name.name, array.dimensions, indices, count)]);
        }
        case SymbolKind::ObjectArray: {
            ObjectArrayData& array = objects_in(*object_template(object), slots_of(object), name);
            const std::size_t place = element(name.name, array.dimensions, indices, count);
            return as_argument ? Value::adopt_ref(new_member_ref(object, name, place)) : array.values[place].copy();
        }
        case SymbolKind::Section:
            return Value::section(&section_at(name.name, member_sections(slot), indices, count));
        default:
            break;
    }
    if (count != 0) {
        fail(ErrorKind::Type, "'%s' not right number of subscripts: it has none", name.name.c_str());
    }
    if (slot.kind() == Kind::Void) {
        fail(ErrorKind::Name, "%s: can't push that type onto stack: it is public and was never defined",
             name.name.c_str());
    }
    if (slot.kind() == Kind::Host) {
        fail(ErrorKind::Type, "'%s' not right number of subscripts: it is an array now", name.name.c_str());
    }
    if (as_argument && !slot.is_number()) {
        return Value::adopt_ref(new_member_ref(object, name, 0));
    }
    return slot.copy();
}

// ---- aliases: `target` is a reference or an object ----

void no_subscripts(const Site& site, std::size_t count) {
    if (count != 0) {
        fail(ErrorKind::Type, "'%s' not right number of subscripts: an alias has none", site.name.c_str());
    }
}

Ref& alias_ref(const Site& site, const Value& target, std::size_t count) {
    no_subscripts(site, count);
    if (target.kind() != Kind::Ref) {
        fail(ErrorKind::Type, "%s is the alias of an object, not of a variable", site.name.c_str());
    }
    return *target.as_ref();
}

Value alias_value(const Site& site, const Value& target, std::size_t count, bool as_argument) {
    no_subscripts(site, count);
    if (target.kind() != Kind::Ref) {
        return target.copy();
    }
    Value value = target.as_ref()->get();
    return as_argument && !value.is_number() ? target.copy() : std::move(value);
}

void set_alias_value(const Site& site, const Value& target, Value* args, std::size_t count, Op update) {
    Ref& ref = alias_ref(site, target, count);
    if (update != Op::END) {
        const Value old = ref.get();
        if (!old.is_number() || !args[count].is_number()) {
            fail(ErrorKind::Type, "%s: only numbers are changed by an operator with =", site.name.c_str());
        }
        args[count] = Value::number(combine(update, old.as_number(), args[count].as_number()));
    }
    ref.set(args[count]);
}

}  // namespace

void get_member(Machine& machine, Value* at, Site& site, std::size_t count, bool as_argument) {
    if (at->is_section()) {
        get_range(machine, at, site, count, false);
        return;
    }
    Object* object = object_at(machine, *at, site);
    if (site.klass == &object->klass() && site.member == nullptr) {
        if (const double* where = direct_element(object, site, at + 1, count, false)) {
            const double x = *where;
            *at = Value::number(x);
            return;
        }
    }
    if (host_behind(object) != nullptr) {
        get_host_member(machine, at, site, count);
        return;
    }
    if (const Value* alias = find_member(site, object)) {
        put_result(at, count, alias_value(site, alias->copy(), count, as_argument));
    } else if (site.member == nullptr) {
        put_result(at, count, builtin_value(object, site, at + 1, count));
    } else if (site.member->routine != nullptr) {
        Value result = machine.call_routine(*site.member->routine, object, nullptr, 0);
        put_result(at, count, result.kind() == Kind::Void ? Value::number(0.0) : std::move(result));
    } else {
        put_result(at, count, template_value(object, *site.member, at + 1, count, as_argument));
    }
}

namespace {

void set_builtin(Object* object, const Site& site, Value* args, std::size_t count, Op update) {
    Class& klass = object->klass();
    const Member& member = klass.member(static_cast<std::size_t>(site.ordinal));
    if (count == 0 && member.first_without_index) {
        std::array<Value, 2> first = {Value::number(0.0), args[0].copy()};
        set_builtin(object, site, first.data(), 1, update);
        args[0] = std::move(first[1]);
        return;
    }
    if (member.set == nullptr) {
        fail(ErrorKind::Type, "%s.%s cannot be assigned to", klass.name().c_str(), member.name);
    }
    if (count != (member.kind == MemberKind::Array ? static_cast<std::size_t>(member.rank) : 0)) {
        fail(ErrorKind::Index, "'%s' not right number of subscripts: %s has %d", member.name, klass.name().c_str(),
             member.kind == MemberKind::Array ? member.rank : 0);
    }
    settle_indices(object, member, args, count);
    if (update != Op::END) {
        if (!args[count].is_number()) {
            fail(ErrorKind::Type, "%s.%s is changed by a number, not %s", klass.name().c_str(), member.name,
                 describe_kind(args[count]).c_str());
        }
        Call get = call_of(object, member, args, count);
        args[count] = Value::number(combine(update, member.call(get).as_number(), args[count].as_number()));
    }
    Call call = call_of(object, member, args, count + 1);
    member.set(call);
}

double number_of(const Value& value, const MemberName& name) {
    if (!value.is_number()) {
        fail(ErrorKind::Type, "%s holds numbers and cannot take %s", name.name.c_str(), describe_kind(value).c_str());
    }
    return value.as_number();
}

void set_template(Object* object, const MemberName& name, Value* args, std::size_t count, Op update) {
    if (name.kind == SymbolKind::Section) {
        fail(ErrorKind::Type, "Cannot assign to left hand side: %s is a section", name.name.c_str());
    }
    if (name.routine != nullptr || name.external != nullptr) {
        fail(ErrorKind::Type, "%s cannot be assigned to", name.name.c_str());
    }
    if (name.kind == SymbolKind::Undefined) {
        fail(ErrorKind::Name, "%s: can't push that type onto stack: it is public and was never defined",
             name.name.c_str());
    }
    Value& slot = slots_of(object)[name.slot];
    Value& value = args[count];
    if (name.kind == SymbolKind::Array) {
        ArrayData& array = numbers_in(*object_template(object), slots_of(object), name);
        double& where = array.values[element(name.name, array.dimensions, args, count)];
        where = update == Op::END ? number_of(value, name) : combine(update, where, number_of(value, name));
        return;
    }
    if (name.kind == SymbolKind::ObjectArray) {
        ObjectArrayData& array = objects_in(*object_template(object), slots_of(object), name);
        assign_object(array.values[element(name.name, array.dimensions, args, count)], value.copy());
        return;
    }
    if (count != 0) {
        fail(ErrorKind::Type, "'%s' not right number of subscripts: it has none", name.name.c_str());
    }
    if (name.kind == SymbolKind::Text) {
        assign_text(slot, value.copy());
    } else if (name.kind == SymbolKind::ObjectRef) {
        assign_object(slot, value.copy());
    } else {
        const double x = number_of(value, name);
        slot = Value::number(update == Op::END ? x : combine(update, slot.is_number() ? slot.as_number() : 0.0, x));
    }
}

}  // namespace

// Leaves the value that was assigned in the object's place.
void set_member(Machine& machine, Value* at, Site& site, std::size_t count, Op update) {
    if (at->is_section()) {
        set_range(machine, at, site, count, false, update);
        return;
    }
    Object* object = object_at(machine, *at, site);
    if (site.klass == &object->klass() && site.member == nullptr && at[count + 1].is_number()) {
        if (double* where = direct_element(object, site, at + 1, count, true)) {
            const double x = at[count + 1].as_number();
            *where = update == Op::END ? x : combine(update, *where, x);
            *at = Value::number(*where);
            return;
        }
    }
    if (host_behind(object) != nullptr) {
        set_host_member(machine, at, site, count, update);
        return;
    }
    if (const Value* alias = find_member(site, object)) {
        set_alias_value(site, alias->copy(), at + 1, count, update);
    } else if (site.member == nullptr) {
        set_builtin(object, site, at + 1, count, update);
    } else {
        set_template(object, *site.member, at + 1, count, update);
    }
    put_result(at, count + 1, std::move(at[count + 1]));
}

void ref_member(Machine& machine, Value* at, Site& site, std::size_t count) {
    if (at->is_section()) {
        ref_range(machine, at, site, count, false);
        return;
    }
    Object* object = object_at(machine, *at, site);
    if (const Value* alias = find_member(site, object)) {
        alias_ref(site, *alias, count);
        put_result(at, count, alias->copy());
        return;
    }
    if (site.member != nullptr) {
        const MemberName& name = *site.member;
        std::size_t place = 0;
        if (name.kind == SymbolKind::Array) {
            place = element(name.name, numbers_in(*object_template(object), slots_of(object), name).dimensions, at + 1,
                            count);
        } else if (name.kind == SymbolKind::ObjectArray) {
            place = element(name.name, objects_in(*object_template(object), slots_of(object), name).dimensions, at + 1,
                            count);
        } else if (name.routine != nullptr || name.kind == SymbolKind::Section) {
            fail(ErrorKind::Type, "%s is not a variable: there is no reference to it", name.name.c_str());
        }
        put_result(at, count, Value::adopt_ref(new_member_ref(object, name, place)));
        return;
    }
    Class& klass = object->klass();
    const Member& member = klass.member(static_cast<std::size_t>(site.ordinal));
    if (member.ref == nullptr) {
        fail(ErrorKind::Type, "%s.%s is not a variable: there is no reference to it", klass.name().c_str(),
             member.name);
    }
    settle_indices(object, member, at + 1, count);
    std::size_t place = 0;
    for (std::size_t i = 0; i < count; ++i) {
        place = place * extent_of(object, member, i) + static_cast<std::size_t>(at[1 + i].as_number());
    }
    put_result(at, count, Value::adopt_ref(member.ref(object, place)));
}

void call_builtin_member(Value* at, Site& site, std::size_t count) {
    Object* object = at->as_object();
    Class& klass = object->klass();
    const Member& member = klass.member(static_cast<std::size_t>(site.ordinal));
    if (member.kind != MemberKind::Method) {
        if (count != 0) {
            fail(ErrorKind::Type, "%s.%s is a variable and cannot be called", klass.name().c_str(), member.name);
        }
        put_result(at, 0, builtin_value(object, site, nullptr, 0));
        return;
    }
    settle(at + 1, count, site.ref_mask);
    if (const Form* form = site.form_for(at + 1, count)) {
        Call call{klass.context(), object, klass.def().name, member.name, at + 1, count, form};
        put_result(at, count, member.call(call));
        return;
    }
    const Form& form = klass.signature(site.ordinal).match(klass.def().name, member.name, at + 1, count);
    site.remember(form, at + 1, count);
    Call call{klass.context(), object, klass.def().name, member.name, at + 1, count, &form};
    put_result(at, count, member.call(call));
}

const Routine& member_routine(const Frame& frame, Site& site) {
    if (site.member == nullptr) {
        site.member = frame.code->owner->find(site.name);
    }
    if (site.member == nullptr || site.member->routine == nullptr) {
        fail(ErrorKind::Name, "%s undefined function", site.name.c_str());
    }
    return *site.member->routine;
}

const Routine& iterator_of(const Symbol& symbol) {
    const auto* routine = static_cast<const Routine*>(symbol.routine());
    if (routine == nullptr || routine->kind != RoutineKind::Iterator) {
        fail(ErrorKind::Hoc, "%s is not an iterator", symbol.name().c_str());
    }
    return *routine;
}

Value call_function(Machine& machine, Symbol& symbol, Value* args, std::size_t count) {
    if (symbol.kind() != SymbolKind::Function) {
        fail(ErrorKind::Name, "%s undefined function", symbol.name().c_str());
    }
    settle(args, count, symbol.function()->planned != nullptr ? 0 : symbol.signature().reference_mask());
    return symbol.invoke(machine.context(), args, count);
}

void not_callable(const Site& site) {
    fail(ErrorKind::Type, "'%s' is a variable of its template and cannot be called", site.name.c_str());
}

void iterator_called(const Routine& routine) {
    fail(ErrorKind::Hoc, "%s is an iterator: for %s(…) { … } runs it", routine.name.c_str(), routine.name.c_str());
}

void check_result(const Routine* routine, Value& result) {
    if (routine == nullptr) {
        return;
    }
    switch (routine->kind) {
        case RoutineKind::Func:
            if (!result.is_number()) {
                fail(ErrorKind::Type, "%s (func) must return a number, and this is %s", routine->name.c_str(),
                     describe_kind(result).c_str());
            }
            return;
        case RoutineKind::Obfunc:
            if (result.kind() != Kind::Object) {
                fail(ErrorKind::Type, "%s (obfunc) must return an object, and this is %s", routine->name.c_str(),
                     describe_kind(result).c_str());
            }
            return;
        default:
            result.clear();
    }
}

Value as_host_value(Machine&, const Value& value) {
    const Value* host = value.kind() == Kind::Object ? host_behind(value.as_object()) : nullptr;
    return host != nullptr ? host->copy() : value.copy();
}

void instance(Value& index, const Symbol& symbol) {
    const double x = index.as_number() + kSubscriptEpsilon;
    Object* found = x >= 0.0 && x < 4294967295.0 ? symbol.klass()->instance(static_cast<std::uint32_t>(x)) : nullptr;
    if (found == nullptr) {
        fail(ErrorKind::Index, "Object ID doesn't exist: there is no %s[%.8g]", symbol.name().c_str(), std::floor(x));
    }
    index = Value::object(found);
}

}  // namespace nrn::hoc
