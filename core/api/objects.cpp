// Classes, members, objects and references.
#include "api/process.hpp"

#include <algorithm>
#include <numeric>

#include "object/call.hpp"
#include "object/klass.hpp"

using namespace nrn;
using namespace nrn::api;

namespace {

// A call of a property or array accessor: these have no call forms to check against.
Call access(Object* object, const Member& member, const Value* args, std::size_t count) {
    return Call{object->klass().context(), object, object->klass().def().name, member.name, args, count, nullptr};
}

void set_member(Object* object, const Member& member, const Value* args, std::size_t count) {
    if (member.set == nullptr) {
        fail(ErrorKind::Attribute, "%s.%s cannot be assigned to", object->klass().name().c_str(), member.name);
    }
    if (args[count - 1].kind() == Kind::Void) {
        fail(ErrorKind::Type, "%s.%s cannot be deleted", object->klass().name().c_str(), member.name);
    }
    Call call = access(object, member, args, count);
    member.set(call);
}

}  // namespace

// ---- classes ----

const char* nrn_class_title(const NrnClass* klass) {
    return in(klass)->def().name;
}
const char* nrn_class_doc(const NrnClass* klass) {
    return in(klass)->def().doc;
}
const char* nrn_class_planned(const NrnClass* klass) {
    return in(klass)->def().planned;
}
const char* nrn_class_forms(const NrnClass* klass) {
    return in(klass)->def().forms;
}
void* nrn_class_host(const NrnClass* klass) {
    return in(klass)->host_type;
}
void nrn_class_set_host(NrnClass* klass, void* type) {
    in(klass)->host_type = type;
}
size_t nrn_class_instances(const NrnClass* klass) {
    return in(klass)->count();
}
NrnObject* nrn_class_instance(const NrnClass* klass, size_t index) {
    return index > UINT32_MAX ? nullptr : out(in(klass)->instance(static_cast<std::uint32_t>(index)));
}
NrnObject* nrn_class_next(const NrnClass* klass, const NrnObject* after) {
    return out(after == nullptr ? in(klass)->first() : Class::next(in(after)));
}
size_t nrn_class_member_count(const NrnClass* klass) {
    return in(klass)->member_count();
}
int nrn_class_member(const NrnClass* klass, size_t i, NrnMember* result) {
    if (i >= in(klass)->member_count()) {
        return NRN_ERR_INDEX;
    }
    const Member& member = in(klass)->member(i);
    *result = {member.name, static_cast<int>(member.kind), member.set != nullptr, member.forms, member.units,
               member.doc};
    return NRN_OK;
}
int nrn_class_find(const NrnClass* klass, const char* name) {
    return in(klass)->find(name);
}
uint32_t nrn_class_as_is(const NrnClass* klass, int member) {
    uint32_t bits = 0;
    guard([&] {
        for (const Form& form : in(klass)->signature(member).forms()) {
            for (std::size_t i = 0; i < form.parameters.size() && i < 32; ++i) {
                bits |= form.parameters[i].as_is ? std::uint32_t{1} << i : 0;
            }
        }
    });
    return bits;
}
char* nrn_class_signature(const NrnClass* klass, int member) {
    return guard_pointer([&] { return duplicate(in(klass)->signature(member).python_text(member >= 0)); });
}

int nrn_place_named(NrnClass* klass, int member, NrnSymbol* function, size_t count, const char* const* names,
                    size_t named, size_t* order, size_t* total) {
    return guard([&] {
        const char* planned = klass != nullptr ? nrn_class_planned(klass) : nrn_function_planned(function);
        if (planned != nullptr) {  // the call itself says what is missing, whatever the arguments
            std::iota(order, order + named, count);
            *total = count + named;
            return;
        }
        const std::vector<std::string_view> wanted(names, names + named);
        std::vector<std::size_t> placed;
        if (klass != nullptr) {
            const ClassDef& def = in(klass)->def();
            const char* owner = member < 0 ? "" : def.name;
            const char* name = member < 0 ? def.name : def.members[static_cast<std::size_t>(member)].name;
            *total = in(klass)->signature(member).place(owner, name, count, wanted, placed);
        } else {
            Symbol& symbol = *in(function);
            *total = symbol.signature().place("", symbol.name().c_str(), count, wanted, placed);
        }
        std::copy(placed.begin(), placed.end(), order);
    });
}

// ---- objects ----

int nrn_class_create(NrnClass* klass, const NrnValue* args, size_t count, NrnObject** result) {
    return guard([&] { *result = out(in(klass)->create(in(args), count)); });
}
int nrn_member_call(NrnObject* object, size_t member, const NrnValue* args, size_t count, NrnValue* result) {
    return guard([&] { give(in(object)->klass().invoke(in(object), member, in(args), count), result); });
}
int nrn_member_get(NrnObject* object, size_t member, NrnValue* result) {
    return guard([&] {
        Call call = access(in(object), in(object)->klass().member(member), nullptr, 0);
        give(in(object)->klass().member(member).call(call), result);
    });
}
int nrn_member_set(NrnObject* object, size_t member, const NrnValue* value) {
    return guard([&] { set_member(in(object), in(object)->klass().member(member), in(value), 1); });
}
int nrn_member_array_get(NrnObject* object, size_t member, size_t index, NrnValue* result) {
    return guard([&] {
        const Value position = Value::integer(static_cast<double>(index));
        Call call = access(in(object), in(object)->klass().member(member), &position, 1);
        give(in(object)->klass().member(member).call(call), result);
    });
}
int nrn_member_array_set(NrnObject* object, size_t member, size_t index, const NrnValue* value) {
    return guard([&] {
        const Value args[2] = {Value::integer(static_cast<double>(index)), in(value)->copy()};
        set_member(in(object), in(object)->klass().member(member), args, 2);
    });
}
size_t nrn_member_array_size(NrnObject* object, size_t member) {
    const Member& declared = in(object)->klass().member(member);
    return declared.count == nullptr ? 0 : declared.count(in(object));
}
NrnRef* nrn_member_ref_new(NrnObject* object, size_t member, size_t index) {
    return guard_pointer([&] {
        const Member& declared = in(object)->klass().member(member);
        if (declared.ref == nullptr) {
            fail(ErrorKind::Type, "%s.%s is not a variable: there is no reference to it",
                 in(object)->klass().name().c_str(), declared.name);
        }
        return out(declared.ref(in(object), index));
    });
}
void nrn_object_ref(NrnObject* object) {
    in(object)->retain();
}
void nrn_object_unref(NrnObject* object) {
    in(object)->release();
}
NrnClass* nrn_object_class(const NrnObject* object) {
    return out(&in(object)->klass());
}
const char* nrn_class_name(const NrnObject* object) {
    return in(object)->klass().def().name;
}
size_t nrn_object_index(const NrnObject* object) {
    return in(object)->index();
}
void* nrn_object_wrapper(const NrnObject* object) {
    return in(object)->wrapper;
}
void nrn_object_set_wrapper(NrnObject* object, void* wrapper) {
    in(object)->wrapper = wrapper;
}

// ---- references ----

NrnRef* nrn_ref_new(const NrnValue* initial) {
    return guard_pointer([&] { return out(new_box(*in(initial))); });
}
void nrn_ref_unref(NrnRef* ref) {
    in(ref)->release();
}
int nrn_ref_get(NrnRef* ref, NrnValue* result) {
    return guard([&] { give(in(ref)->get(), result); });
}
int nrn_ref_set(NrnRef* ref, const NrnValue* value) {
    return guard([&] { in(ref)->set(*in(value)); });
}
int nrn_ref_same(const NrnRef* a, const NrnRef* b) {
    return in(a)->same(*in(b)) ? 1 : 0;
}
char* nrn_ref_describe(const NrnRef* ref) {
    return guard_pointer([&] { return duplicate(in(ref)->describe()); });
}
double* nrn_ref_pointer(NrnRef* ref) {
    return guard_pointer([&] { return in(ref)->pointer(); });
}
