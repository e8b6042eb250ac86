// Classes, members, objects and references.
#include "api/process.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "builtins/model/instance.hpp"
#include "builtins/model/point.hpp"
#include "hoc/members.hpp"
#include "object/aliases.hpp"
#include "object/call.hpp"
#include "object/host_object.hpp"
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

// The arguments of an access to element `index`, which counts row by row; set() has one more, the value.
struct Indices {
    Value args[3];
    std::size_t count;
};
Indices indices_of(Object* object, const Member& member, std::size_t index) {
    if (member.rank == 1) {
        return {{Value::integer(static_cast<double>(index)), {}, {}}, 1};
    }
    const std::size_t columns = std::max<std::size_t>(member.extent(object, 1), 1);
    return {{Value::integer(static_cast<double>(index / columns)),
             Value::integer(static_cast<double>(index % columns)),
             {}},
            2};
}

struct Release {
    void operator()(Ref* ref) const noexcept {
        ref->release();
    }
};
// An element of an array of a template, whose rank is that of the instance; null for other classes.
std::unique_ptr<Ref, Release> template_element(NrnObject* object, std::size_t member, std::size_t index) {
    return std::unique_ptr<Ref, Release>(hoc::member_reference(in(object), member, index));
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
int nrn_class_is_open(const NrnClass* klass) {
    return in(klass)->language != nullptr && in(klass)->def().payload_size == 0 ? 1 : 0;
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
            const char* name = member < 0 ? def.name : in(klass)->member(static_cast<std::size_t>(member)).name;
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
    return guard([&] {
        Class& klass = in(object)->klass();
        const bool of_hoc = klass.language != nullptr;  // the object may be gone afterwards
        Value value = klass.invoke(in(object), member, in(args), count);
        give(of_hoc ? result_of_hoc(std::move(value)) : std::move(value), result);
    });
}
int nrn_member_get(NrnObject* object, size_t member, NrnValue* result) {
    return guard([&] {
        Call call = access(in(object), in(object)->klass().member(member), nullptr, 0);
        Value value = in(object)->klass().member(member).call(call);
        give(in(object)->klass().language != nullptr ? result_of_hoc(std::move(value)) : std::move(value), result);
    });
}
int nrn_member_set(NrnObject* object, size_t member, const NrnValue* value) {
    return guard([&] { set_member(in(object), in(object)->klass().member(member), in(value), 1); });
}
int nrn_member_array_get(NrnObject* object, size_t member, size_t index, NrnValue* result) {
    return guard([&] {
        if (const auto element = template_element(object, member, index)) {
            give(element->get(), result);
            return;
        }
        const Indices position = indices_of(in(object), in(object)->klass().member(member), index);
        Call call = access(in(object), in(object)->klass().member(member), position.args, position.count);
        give(in(object)->klass().member(member).call(call), result);
    });
}
int nrn_member_array_set(NrnObject* object, size_t member, size_t index, const NrnValue* value) {
    return guard([&] {
        if (const auto element = template_element(object, member, index)) {
            element->set(*in(value));
            return;
        }
        Indices at = indices_of(in(object), in(object)->klass().member(member), index);
        at.args[at.count] = in(value)->copy();
        set_member(in(object), in(object)->klass().member(member), at.args, at.count + 1);
    });
}
size_t nrn_member_array_rank(NrnObject* object, size_t member) {
    if (const auto* dimensions = hoc::member_dimensions(in(object), member)) {
        return dimensions->size();
    }
    return static_cast<size_t>(in(object)->klass().member(member).rank);
}
size_t nrn_member_array_extent(NrnObject* object, size_t member, size_t axis) {
    if (const auto* dimensions = hoc::member_dimensions(in(object), member)) {
        return axis < dimensions->size() ? (*dimensions)[axis] : 0;
    }
    const Member& declared = in(object)->klass().member(member);
    if (declared.extent != nullptr) {
        return declared.extent(in(object), static_cast<int>(axis));
    }
    return declared.count == nullptr ? 0 : declared.count(in(object));
}
size_t nrn_member_array_size(NrnObject* object, size_t member) {
    return nrn_member_array_extent(object, member, 0);
}
NrnRef* nrn_member_ref_new(NrnObject* object, size_t member, size_t index) {
    return guard_pointer([&] {
        if (Ref* of_template = hoc::member_reference(in(object), member, index)) {
            return out(of_template);
        }
        const Member& declared = in(object)->klass().member(member);
        if (declared.ref == nullptr) {
            fail(ErrorKind::Type, "%s.%s is not a variable: there is no reference to it",
                 in(object)->klass().name().c_str(), declared.name);
        }
        return out(declared.ref(in(object), index));
    });
}
int nrn_member_point(NrnObject* object, size_t member, NrnRef* target) {
    return guard([&] {
        const Member& declared = in(object)->klass().member(member);
        cable::PointProcess* point = point_process_of(in(object));
        const mech::Variable* variable = point == nullptr ? nullptr : point->mechanism->find(declared.name);
        if (variable == nullptr || variable->kind != NRN_VAR_POINTER) {
            fail(ErrorKind::Type, "%s.%s is no POINTER: where it lies cannot be chosen",
                 in(object)->klass().name().c_str(), declared.name);
        }
        if (in(target)->pointer() == nullptr) {
            fail(ErrorKind::Type, "%s cannot be pointed to", in(target)->describe().c_str());
        }
        set_pointer(process(), *point->mechanism, variable->column, point->id, Value::ref(in(target)));
    });
}
void nrn_object_ref(NrnObject* object) {
    const ModelEntry entry;
    in(object)->retain();
}
void nrn_object_unref(NrnObject* object) {
    const ModelEntry entry;
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
void* nrn_object_host(const NrnObject* object) {
    const Value* host = host_behind(in(object));
    return host == nullptr ? nullptr : host->as_host();
}
int nrn_object_alias(const NrnObject* object, const char* name, NrnValue* result) {
    const Value* alias = find_alias(*in(object), name);
    if (alias == nullptr) {
        return 0;
    }
    give(alias->copy(), result);
    return 1;
}
void* nrn_object_wrapper(const NrnObject* object) {
    return in(object)->wrapper;
}
void nrn_object_set_wrapper(NrnObject* object, void* wrapper) {
    in(object)->wrapper = wrapper;
}

// ---- references ----

NrnRef* nrn_ref_new(const NrnValue* initial) {
    return guard_pointer([&] {
        return out(in(initial)->is_section() ? new_box(as_hoc_object(process(), *in(initial))) : new_box(*in(initial)));
    });
}
void nrn_ref_ref(NrnRef* ref) {
    const ModelEntry entry;
    in(ref)->retain();
}
void nrn_ref_unref(NrnRef* ref) {
    const ModelEntry entry;
    in(ref)->release();
}
int nrn_ref_get(NrnRef* ref, NrnValue* result) {
    return guard([&] { give(in(ref)->get(), result); });
}
int nrn_ref_set(NrnRef* ref, const NrnValue* value) {
    return guard([&] {
        const Value* slot = in(ref)->slot();
        const bool object = slot != nullptr && slot->kind() == Kind::Object;
        in(ref)->set(object ? as_hoc_object(process(), *in(value)) : in(value)->copy());
    });
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
