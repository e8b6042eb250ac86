// Call: what a builtin function or member receives, with access to its arguments that is checked where the
// declared forms cannot: ranges, and which form was meant.
#pragma once

#include <limits>

#include "base/context.hpp"
#include "base/error.hpp"
#include "object/object.hpp"
#include "object/signature.hpp"
#include "object/value.hpp"

namespace nrn {

class Class;

struct Call {
    Context& context;
    Object* self;       // null for a function
    const char* owner;  // "Vector", or "" for a function
    const char* name;   // "fill"
    const Value* args;
    std::size_t count;
    const Form* form;  // the declared form that the arguments match

    bool has(std::size_t i) const noexcept {
        return i < count && args[i].kind() != Kind::Void;
    }
    double number(std::size_t i) const noexcept {
        return args[i].as_number();
    }
    double number_or(std::size_t i, double otherwise) const noexcept {
        return has(i) ? args[i].as_number() : otherwise;
    }
    // A whole number within [low, high], truncated as hoc does. Error(Value) for NaN, Error(Index) outside.
    long integer(std::size_t i, long low = std::numeric_limits<long>::min(),
                 long high = std::numeric_limits<long>::max()) const;
    long integer_or(std::size_t i, long otherwise, long low = std::numeric_limits<long>::min(),
                    long high = std::numeric_limits<long>::max()) const {
        return has(i) ? integer(i, low, high) : otherwise;
    }
    std::string_view text(std::size_t i) const noexcept {
        return args[i].as_text();
    }
    bool is_number(std::size_t i) const noexcept {
        return has(i) && args[i].is_number();
    }
    bool is(std::size_t i, Kind kind) const noexcept {
        return i < count && args[i].kind() == kind;
    }
    Object* object(std::size_t i) const noexcept {
        return args[i].as_object();
    }
    // Whether argument i is an instance of the class named.
    bool is_a(std::size_t i, std::string_view class_name) const noexcept;

    Value self_value() const noexcept {
        return Value::object(self);
    }
    std::string where() const;  // "Vector.fill()"
    // Throws: where(): argument i+1 (its name) <what>.
    [[noreturn]] void bad(ErrorKind kind, std::size_t i, const std::string& what) const;
    // Throws: where(): <what>.
    [[noreturn]] void refuse(ErrorKind kind, const std::string& what) const;
};

}  // namespace nrn
