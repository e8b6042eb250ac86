// Variables of instances, and references to them.
#include "hoc/vm/access.hpp"

#include "base/error.hpp"
#include "hoc/vm/shared_arrays.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {

namespace {

ArrayData new_array(std::vector<std::size_t> dimensions) {
    const std::size_t n = element_count(dimensions);
    return {std::move(dimensions), std::vector<double>(n, 0.0)};
}
ObjectArrayData new_objects(std::vector<std::size_t> dimensions) {
    std::vector<Value> values(element_count(dimensions));
    for (Value& value : values) {
        value = Value::object(nullptr);
    }
    return {std::move(dimensions), std::move(values)};
}

}  // namespace

const MemberName& member_name(const Frame& frame, std::uint32_t slot) {
    return *frame.code->owner->by_slot[slot];
}

void undefined_member(const Frame& frame, std::uint32_t slot) {
    const MemberName& name = member_name(frame, slot);
    fail(name.kind == SymbolKind::Undefined ? ErrorKind::Name : ErrorKind::Type, "undefined variable %s",
         name.name.c_str());
}

namespace {

void no_dimensions(const MemberName& name) {
    fail(ErrorKind::Name, "undefined variable %s: its dimensions are not declared yet", name.name.c_str());
}

}  // namespace

ArrayData& numbers_in(const Template& owner, Value* slots, const MemberName& name) {
    Value& slot = slots[name.slot];
    if (slot.kind() != Kind::Host) {
        const Value& declared = owner.prototype[static_cast<std::size_t>(name.slot)];
        if (declared.kind() != Kind::Host) {
            no_dimensions(name);
        }
        slot = share(new_array(shared_in<ArrayData>(declared).dimensions));
    }
    return shared_in<ArrayData>(slot);
}

ObjectArrayData& objects_in(const Template& owner, Value* slots, const MemberName& name) {
    Value& slot = slots[name.slot];
    if (slot.kind() != Kind::Host) {
        const Value& declared = owner.prototype[static_cast<std::size_t>(name.slot)];
        if (declared.kind() != Kind::Host) {
            no_dimensions(name);
        }
        slot = share(new_objects(shared_in<ObjectArrayData>(declared).dimensions));
    }
    return shared_in<ObjectArrayData>(slot);
}

ArrayData& member_array(const Frame& frame, std::uint32_t slot) {
    return numbers_in(*frame.code->owner, frame.slots, member_name(frame, slot));
}

ObjectArrayData& member_objects(const Frame& frame, std::uint32_t slot) {
    return objects_in(*frame.code->owner, frame.slots, member_name(frame, slot));
}

// An array that exists is changed in place, so that references to it see its new dimensions.
void declare_member_array(Value& slot, std::vector<std::size_t> dimensions) {
    ArrayData made = new_array(std::move(dimensions));
    if (slot.kind() == Kind::Host) {
        shared_in<ArrayData>(slot) = std::move(made);
    } else {
        slot = share(std::move(made));
    }
}

void declare_member_objects(Value& slot, std::vector<std::size_t> dimensions) {
    ObjectArrayData made = new_objects(std::move(dimensions));
    if (slot.kind() == Kind::Host) {
        const ObjectArrayData old = std::exchange(shared_in<ObjectArrayData>(slot), std::move(made));
    } else {
        slot = share(std::move(made));
    }
}

// Arrays come at their first use.
Value initial_value(const MemberName& name) {
    switch (name.kind) {
        case SymbolKind::Number:
            return Value::number(0.0);
        case SymbolKind::Text:
            return Value::text("");
        case SymbolKind::ObjectRef:
            return Value::object(nullptr);
        default:
            return {};
    }
}

namespace {

class MemberRef final : public Ref {
  public:
    MemberRef(Object* object, const MemberName& name, std::size_t place)
        : object_(Value::object(object)), name_(name), place_(place) {
    }

    Value get() const override {
        if (const double* number = pointer()) {
            return Value::number(*number);
        }
        return find().copy();
    }
    void set(const Value& value) override {
        if (double* number = pointer()) {
            if (!value.is_number()) {
                fail(ErrorKind::Type, "%s holds numbers and cannot take %s", name_.name.c_str(),
                     describe_kind(value).c_str());
            }
            *number = value.as_number();
        } else if (name_.kind == SymbolKind::Text) {
            assign_text(find(), value.copy());
        } else {
            assign_object(find(), as_hoc_object(object_.as_object()->klass().context(), value));
        }
    }
    std::string describe() const override {
        return "<hoc ref " + object_.as_object()->name() + "." + name_.name + ">";
    }
    double* pointer() const override {
        if (name_.kind == SymbolKind::Array) {
            return reach() != 0 ? &numbers().values[place_] : nullptr;
        }
        Value& slot = slots_of(object_.as_object())[name_.slot];
        return slot.is_number() ? slot.number_place() : nullptr;
    }
    std::size_t reach() const override {
        if (name_.kind != SymbolKind::Array) {
            return slots_of(object_.as_object())[name_.slot].is_number() ? 1 : 0;
        }
        const std::size_t n = numbers().values.size();
        return place_ < n ? n - place_ : 0;
    }
    Value* slot() override {
        return pointer() != nullptr ? nullptr : &find();
    }
    bool same(const Ref& other) const override {
        const auto* that = dynamic_cast<const MemberRef*>(&other);
        return that != nullptr && that->object_.as_object() == object_.as_object() && &that->name_ == &name_ &&
               that->place_ == place_;
    }

  private:
    const Template& owner() const {
        return *Machine::template_of(object_.as_object()->klass());
    }
    ArrayData& numbers() const {
        return numbers_in(owner(), slots_of(object_.as_object()), name_);
    }
    Value& find() const {
        Value& slot = slots_of(object_.as_object())[name_.slot];
        if (name_.kind == SymbolKind::ObjectArray) {
            auto& values = objects_in(owner(), slots_of(object_.as_object()), name_).values;
            if (place_ < values.size()) {
                return values[place_];
            }
        } else if (slot.kind() == Kind::Text || slot.kind() == Kind::Object) {
            return slot;
        }
        fail(ErrorKind::Reference, "%s.%s has no element %zu any more", object_.as_object()->name().c_str(),
             name_.name.c_str(), place_);
    }

    Value object_;
    const MemberName& name_;
    std::size_t place_;
};

}  // namespace

Ref* new_member_ref(Object* object, const MemberName& name, std::size_t place) {
    if (object == nullptr) {
        fail(ErrorKind::Hoc, "%s: a reference needs an instance; the template is still being read", name.name.c_str());
    }
    if (name.kind == SymbolKind::Undefined) {
        fail(ErrorKind::Name, "undefined variable %s", name.name.c_str());
    }
    return new MemberRef(object, name, place);
}

}  // namespace nrn::hoc
