// Arguments of routines and builtins.
#include "hoc/vm/access.hpp"

#include <cmath>

#include "base/error.hpp"

namespace nrn::hoc {

namespace {

std::string routine_name(const Frame& frame) {
    return frame.routine != nullptr ? frame.routine->name : std::string("this text");
}

// The variable or value that an argument stands for.
Value& target_of(Value& argument) {
    if (argument.kind() == Kind::Variable) {
        return *argument.as_variable();
    }
    if (argument.kind() == Kind::Ref) {
        if (Value* slot = argument.as_ref()->slot()) {
            return *slot;
        }
    }
    return argument;
}

[[noreturn]] void wrong_argument(const Frame& frame, std::size_t i, const char* wanted, const Value& found) {
    fail(ErrorKind::Type, "bad stack access: expecting %s as argument %zu of %s, which is really %s", wanted, i,
         routine_name(frame).c_str(), describe_kind(found).c_str());
}

}  // namespace

std::size_t argument_index(const Machine&, const Frame& frame, const Value& index) {
    const double x = index.as_number() + kSubscriptEpsilon;
    if (!(x >= 1.0 && x < static_cast<double>(frame.count) + 1.0)) {
        fail(ErrorKind::Index, "%s not enough arguments: there is no $%.8g", routine_name(frame).c_str(),
             std::trunc(x));
    }
    return static_cast<std::size_t>(x);
}

Value& argument(const Frame& frame, std::size_t i) {
    if (i > frame.count) {
        fail(ErrorKind::Type, "%s not enough arguments: there is no $%zu", routine_name(frame).c_str(), i);
    }
    return frame.args[i - 1];
}

double number_argument(const Machine&, const Frame& frame, std::size_t i) {
    const Value& value = argument(frame, i);
    if (!value.is_number()) {
        wrong_argument(frame, i, "double", value);
    }
    return value.as_number();
}

Value text_argument(const Frame& frame, std::size_t i) {
    const Value& value = target_of(argument(frame, i));
    if (value.kind() != Kind::Text) {
        fail(ErrorKind::Type, "Expecting string argument: argument %zu of %s is %s", i, routine_name(frame).c_str(),
             describe_kind(value).c_str());
    }
    return value.copy();
}

Value object_argument(const Frame& frame, std::size_t i) {
    const Value& value = target_of(argument(frame, i));
    if (value.kind() != Kind::Object) {
        wrong_argument(frame, i, "object", value);
    }
    return value.copy();
}

void set_text_argument(const Frame& frame, std::size_t i, Value&& value) {
    Value& target = target_of(argument(frame, i));
    if (target.kind() != Kind::Text) {
        wrong_argument(frame, i, "string", target);
    }
    assign_text(target, std::move(value));
}

void set_object_argument(const Frame& frame, std::size_t i, Value&& value) {
    Value& target = target_of(argument(frame, i));
    if (target.kind() != Kind::Object && target.kind() != Kind::Host) {
        wrong_argument(frame, i, "object", target);
    }
    assign_object(target, std::move(value));
}

double& pointed_element(Ref& ref, const Value& index) {
    const double x = std::floor(index.as_number() + kSubscriptEpsilon);
    double* where = x >= 0.0 && x < 1e15 ? ref.element(static_cast<std::size_t>(x)) : nullptr;
    if (where == nullptr) {
        fail(ErrorKind::Index, "subscript %.8g is out of range of what the pointer points into", x);
    }
    return *where;
}

Ref& pointer_argument(const Frame& frame, std::size_t i) {
    const Value& value = argument(frame, i);
    if (value.kind() != Kind::Ref) {
        wrong_argument(frame, i, "pointer (&variable)", value);
    }
    return *value.as_ref();
}

double read_number(Ref& ref) {
    if (const double* number = ref.pointer()) {
        return *number;
    }
    const Value value = ref.get();
    if (!value.is_number()) {
        fail(ErrorKind::Type, "a pointer to a number is wanted here, and this is one to %s",
             describe_kind(value).c_str());
    }
    return value.as_number();
}

void write_number(Ref& ref, double x) {
    if (double* number = ref.pointer()) {
        *number = x;
    } else {
        ref.set(Value::number(x));
    }
}

void settle(Value* args, std::size_t count, std::uint64_t mask) {
    for (std::size_t i = 0; i < count; ++i) {
        Value& value = args[i];
        if (value.kind() == Kind::Variable) {
            value = value.as_variable()->copy();
        } else if (value.kind() == Kind::Ref) {
            const Value* slot = value.as_ref()->slot();
            const std::size_t place = (i < 31 ? i : 31) + (slot != nullptr && slot->kind() == Kind::Object ? 32 : 0);
            if (slot != nullptr && (mask >> place & 1U) == 0) {
                value = slot->copy();
            }
        }
    }
}

}  // namespace nrn::hoc
