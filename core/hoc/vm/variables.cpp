#include "hoc/vm/access.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "object/call.hpp"
#include "object/host_object.hpp"

namespace nrn::hoc {

// ---- numbers ----

double modulo(double x, double y) {
    if (y <= 0.0) {
        fail(ErrorKind::Hoc, "a%%b, b<=0: the divisor of %% must be positive, not %g", y);
    }
    const double rest = std::fmod(x, y);
    return rest < 0.0 ? rest + y : rest;
}

double power(double x, double y) {
    if (y == 2.0) {
        return x * x;
    }
    const double z = std::pow(x, y);
    if (std::isnan(z) && !std::isnan(x) && !std::isnan(y)) {
        fail(ErrorKind::Value, "exponentiation argument out of domain: (%g)^%g", x, y);
    }
    return z;
}

void division_by_zero() {
    fail(ErrorKind::ZeroDivision, "division by zero");
}

std::string describe_kind(const Value& value) {
    if (value.kind() == Kind::Object) {
        return value.as_object() == nullptr ? "NULLobject" : value.as_object()->name();
    }
    return value.kind() == Kind::Text ? "a text" : kind_name(value.kind());
}

void not_a_number(const Machine&, const Value& value) {
    if (value.kind() == Kind::Void) {
        fail(ErrorKind::Hoc, "a number is wanted here, and a proc returns no value");
    }
    fail(ErrorKind::Type, "a number is wanted here, and this is %s", describe_kind(value).c_str());
}

bool same_value(const Value& x, const Value& y, double epsilon) {
    if (x.is_number() && y.is_number()) {
        return std::fabs(x.as_number() - y.as_number()) <= epsilon;
    }
    if (x.kind() == Kind::Object && y.kind() == Kind::Object) {
        return x.as_object() == y.as_object();
    }
    if (x.kind() == Kind::Text && y.kind() == Kind::Text) {
        return x.as_text() == y.as_text();
    }
    fail(ErrorKind::Type, "%s and %s cannot be compared", describe_kind(x).c_str(), describe_kind(y).c_str());
}

// ---- variables ----

void assign_object(Value& slot, Value&& value) {
    if (value.kind() != Kind::Object) {
        fail(ErrorKind::Type, "an object is wanted here, and this is %s", describe_kind(value).c_str());
    }
    Value old = std::exchange(slot, std::move(value));
    Object* object = old.kind() == Kind::Object ? old.as_object() : nullptr;
    if (object != nullptr && object->refs() > 1) {
        if (const Template* made = Machine::template_of(object->klass()); made != nullptr && made->unref != nullptr) {
            old.clear();
            notify_unref(object, object->refs());
        }
    }
}

void assign_text(Value& slot, Value&& value) {
    if (value.kind() != Kind::Text) {
        fail(ErrorKind::Type, "a text is wanted here, and this is %s", describe_kind(value).c_str());
    }
    slot = value.copy();
    value.clear();
}

double global_number(const Symbol& symbol) {
    switch (symbol.kind()) {
        case SymbolKind::Undefined:
            fail(ErrorKind::Name, "undefined variable %s", symbol.name().c_str());
        case SymbolKind::Integer:
            return *symbol.integer();
        case SymbolKind::Array:
            return symbol.array()->values[0];
        case SymbolKind::Number:
            return *symbol.number();
        default:
            fail(ErrorKind::Type, "attempt to evaluate a non-variable %s", symbol.name().c_str());
    }
}

void set_global(Machine& machine, Symbol& symbol, double x) {
    switch (symbol.kind()) {
        case SymbolKind::Undefined:
            machine.symbols().add_number(symbol.name(), x);
            return;
        case SymbolKind::Array:
            symbol.array()->values[0] = x;
            return;
        case SymbolKind::Number:
        case SymbolKind::Integer:
            symbol.set(machine.context(), Value::number(x));
            return;
        default:
            fail(ErrorKind::Type, "%s is no variable for a number: nothing can be assigned to it",
                 symbol.name().c_str());
    }
}

Value global_ref(Symbol& symbol) {
    switch (symbol.kind()) {
        case SymbolKind::Undefined:
            fail(ErrorKind::Name, "undefined variable %s", symbol.name().c_str());
        case SymbolKind::Array:
            return Value::adopt_ref(new_array_ref(symbol.array(), 0, symbol.name()));
        case SymbolKind::ObjectArray:
            return Value::adopt_ref(new_object_array_ref(symbol.objects(), 0, symbol.name()));
        default:
            return Value::ref(symbol.shared_ref());
    }
}

Value& object_variable(const Symbol& symbol) {
    if (symbol.kind() == SymbolKind::ObjectRef) {
        return *symbol.slot();
    }
    if (symbol.kind() == SymbolKind::ObjectArray && !symbol.objects()->values.empty()) {
        return symbol.objects()->values[0];
    }
    fail(ErrorKind::Type, "%s is no object variable now", symbol.name().c_str());
}

ArrayData& array_of(const Symbol& symbol) {
    if (symbol.kind() == SymbolKind::Array) {
        return *symbol.array();
    }
    if (symbol.kind() == SymbolKind::Undefined) {
        fail(ErrorKind::Name, "undefined variable %s", symbol.name().c_str());
    }
    fail(ErrorKind::Type, "%s not an array variable", symbol.name().c_str());
}

ObjectArrayData& objects_of(const Symbol& symbol) {
    if (symbol.kind() == SymbolKind::ObjectArray) {
        return *symbol.objects();
    }
    fail(ErrorKind::Type, "%s not an array variable", symbol.name().c_str());
}

void bad_subscript(const std::string& name, std::size_t which, double x, std::size_t extent) {
    fail(ErrorKind::Index, "subscript %zu index %.8g of %s out of range %zu", which, std::floor(x), name.c_str(),
         extent);
}

std::size_t element(const std::string& name, const std::vector<std::size_t>& dimensions, const Value* indices,
                    std::size_t count) {
    if (count == 1 && dimensions.size() == 1) {
        const double x = indices[0].as_number() + kSubscriptEpsilon;
        if (!(x >= 0.0 && x < static_cast<double>(dimensions[0]))) {
            bad_subscript(name, 0, x, dimensions[0]);
        }
        return static_cast<std::size_t>(x);
    }
    if (count == 0 && !dimensions.empty()) {
        return 0;
    }
    if (count != dimensions.size()) {
        fail(ErrorKind::Index, "wrong # of subscripts %s: it has %zu", name.c_str(), dimensions.size());
    }
    std::size_t place = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = indices[i].as_number() + kSubscriptEpsilon;
        if (!(x >= 0.0 && x < static_cast<double>(dimensions[i]))) {
            bad_subscript(name, i, x, dimensions[i]);
        }
        place = place * dimensions[i] + static_cast<std::size_t>(x);
    }
    return place;
}

std::vector<std::size_t> dimensions_of(const std::string& name, const Value* values, std::size_t count) {
    std::vector<std::size_t> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double x = values[i].as_number() + kSubscriptEpsilon;
        if (!(x >= 1.0)) {
            fail(ErrorKind::Value, "subscript < 1 %s", name.c_str());
        }
        if (x > 1e12) {
            fail(ErrorKind::Memory, "%s with %.8g elements does not fit into memory", name.c_str(), x);
        }
        out[i] = static_cast<std::size_t>(x);
    }
    return out;
}

}  // namespace nrn::hoc
