#include "object/ref.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "object/object.hpp"

namespace nrn {
namespace {

class Box final : public Ref {
  public:
    explicit Box(const Value& initial)
        : value_(initial.is_number() ? Value::number(initial.as_number()) : initial.copy()) {
    }

    Value get() const override {
        return value_.copy();
    }
    void set(const Value& value) override {
        const bool number = value_.is_number();
        const bool text = value_.kind() == Kind::Text;
        if (number != value.is_number() || text != (value.kind() == Kind::Text)) {
            fail(ErrorKind::Type, "this reference holds %s and cannot take %s", kind_name(value_.kind()),
                 kind_name(value.kind()));
        }
        value_ = number ? Value::number(value.as_number()) : value.copy();
    }
    Value* slot() override {
        return value_.is_number() ? nullptr : &value_;
    }
    std::string describe() const override {
        switch (value_.kind()) {
            case Kind::Text:
                return format("<hoc ref str \"%s\">", std::string(value_.as_text()).c_str());
            case Kind::Object:
                return value_.as_object() == nullptr ? "<hoc ref NULLobject>"
                                                     : "<hoc ref " + value_.as_object()->name() + ">";
            case Kind::Host:
                return "<hoc ref PythonObject>";
            default:
                return format("<hoc ref value %f>", value_.as_number());
        }
    }

  private:
    Value value_;
};

class NumberRef final : public Ref {
  public:
    NumberRef(double* where, std::string name) : where_(where), name_(std::move(name)) {
    }

    Value get() const override {
        return Value::number(*where_);
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s holds a number and cannot take %s", name_.c_str(), kind_name(value.kind()));
        }
        *where_ = value.as_number();
    }
    std::string describe() const override {
        return format("<pointer to hoc scalar %s %g>", name_.c_str(), *where_);
    }
    double* pointer() const override {
        return where_;
    }
    bool same(const Ref& other) const override {
        return other.pointer() == where_;
    }

  private:
    double* where_;
    std::string name_;
};

}  // namespace

Ref* new_box(const Value& initial) {
    if (initial.kind() == Kind::Void) {
        fail(ErrorKind::Type, "ref() needs a number, a str, an object or None");
    }
    return new Box(initial);
}

Ref* new_number_ref(double* where, std::string name) {
    return new NumberRef(where, std::move(name));
}

}  // namespace nrn
