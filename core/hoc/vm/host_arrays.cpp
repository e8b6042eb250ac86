#include "base/error.hpp"
#include "hoc/members.hpp"
#include "hoc/vm/access.hpp"
#include "hoc/vm/sections.hpp"
#include "hoc/vm/shared_arrays.hpp"

namespace nrn::hoc {
namespace {

// Null for objects of built-in classes.
const MemberName* name_of(Object* object, std::size_t ordinal) {
    const Class& klass = object->klass();
    const Template* made = Machine::template_of(klass);
    return made == nullptr ? nullptr : made->find(klass.member(ordinal).name);
}

bool has_dimensions(Object* object, const MemberName& name) {
    const Template& owner = *Machine::template_of(object->klass());
    return slots_of(object)[name.slot].kind() == Kind::Host ||
           owner.prototype[static_cast<std::size_t>(name.slot)].kind() == Kind::Host;
}

// A section of an object, for the host's arrays: it is read only.
class SectionElement final : public Ref {
  public:
    SectionElement(Object* object, const MemberName& name, std::size_t place)
        : object_(Value::object(object)), name_(name), place_(place) {
    }
    Value get() const override {
        const cable::SectionArray* array = member_sections(slots_of(object_.as_object())[name_.slot]);
        if (array == nullptr || place_ >= array->sections.size() || array->sections[place_] == nullptr) {
            fail(ErrorKind::Reference, "%s : section was deleted", describe().c_str());
        }
        return Value::section(array->sections[place_]);
    }
    void set(const Value&) override {
        fail(ErrorKind::Type, "%s is a section and cannot be assigned to", describe().c_str());
    }
    std::string describe() const override {
        return object_.as_object()->name() + "." + name_.name;
    }

  private:
    Value object_;
    const MemberName& name_;
    std::size_t place_;
};

}  // namespace

const std::vector<std::size_t>* member_dimensions(Object* object, std::size_t ordinal) {
    const MemberName* name = name_of(object, ordinal);
    if (name != nullptr && name->kind == SymbolKind::Section) {
        const cable::SectionArray* array = member_sections(slots_of(object)[name->slot]);
        return array == nullptr || array->dimensions.empty() ? nullptr : &array->dimensions;
    }
    if (name == nullptr || (name->kind != SymbolKind::Array && name->kind != SymbolKind::ObjectArray) ||
        !has_dimensions(object, *name)) {
        return nullptr;
    }
    const Template& owner = *Machine::template_of(object->klass());
    return name->kind == SymbolKind::Array ? &numbers_in(owner, slots_of(object), *name).dimensions
                                           : &objects_in(owner, slots_of(object), *name).dimensions;
}

Ref* member_reference(Object* object, std::size_t ordinal, std::size_t place) {
    const MemberName* name = name_of(object, ordinal);
    if (name == nullptr) {
        return nullptr;
    }
    if (name->kind == SymbolKind::Section) {
        return new SectionElement(object, *name, place);
    }
    if (name->routine != nullptr) {
        fail(ErrorKind::Type, "%s.%s is not a variable: there is no reference to it", object->klass().name().c_str(),
             name->name.c_str());
    }
    return new_member_ref(object, *name, place);
}

}  // namespace nrn::hoc
