// What a user gives to graphs and panels to be done or read later: a scope, an action, a quantity.
//
// Graphs and panels often belong to the very object whose names they use. They must not keep that object alive, so
// a Scope only remembers it, and text that belongs to an object is compiled again each time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "object/call.hpp"
#include "object/interpreter.hpp"

namespace nrn {

// The instance whose names a text means; at the top level there is none. Not an owner.
class Scope {
  public:
    Scope() = default;
    explicit Scope(Object* object);
    static Scope current(Context& context) {
        return Scope(interpreter_of(context).current_object());
    }
    bool top_level() const noexcept {
        return klass_ == nullptr;
    }
    // The instance, null at the top level. Error(Reference) when it is deleted.
    Object* find(const std::string& text) const;

  private:
    Class* klass_ = nullptr;
    Object* object_ = nullptr;  // to compare with, not to follow
    std::uint32_t index_ = 0;
};

// A statement of hoc, a callable of the host, or a tuple of a callable and its arguments: (f, x) or (f, (x, y)).
class Action {
  public:
    Action() = default;
    // Argument i; empty when it is left out. Error(Type) for a wrong one. Text means the names of `scope`, or those of
    // the code that is running when there is none.
    Action(Call& call, std::size_t i, Object* scope = nullptr);

    bool empty() const noexcept {
        return !body_;
    }
    Value shown() const;  // the text or the callable, Void when empty
    // The action may delete or replace the one it is kept in.
    void run(Context& context) const;

  private:
    struct Body {
        std::string text;
        Scope scope;
        Value callable;
        std::vector<Value> args;
    };
    std::shared_ptr<const Body> body_;
};

// A number to be read again and again: a variable (a reference or its name), or an expression (text or callable).
class Quantity {
  public:
    Quantity() = default;
    static Quantity variable(const Value& name_or_ref, const Scope& scope);
    static Quantity expression(const Value& text_or_callable, const Scope& scope);

    bool empty() const noexcept {
        return sort_ == Sort::None;
    }
    const std::string& text() const noexcept {
        return text_;
    }
    // Its value now; NaN where it cannot be read, and problem() then says why. Exceptions of the host come out.
    double read(Context& context);
    // Sets a variable; Error when that cannot be.
    void write(Context& context, double x);
    const std::string& problem() const noexcept {
        return problem_;
    }
    void try_again() noexcept;  // looks names up again after a failure

  private:
    enum class Sort : std::uint8_t { None, Variable, Expression };
    double read_checked(Context& context);
    double read_ref(const Value& ref) const;

    Sort sort_ = Sort::None;
    bool failed_ = false;
    std::string text_;
    std::string problem_;
    Scope scope_;
    Value source_;  // a reference, or a callable
    std::unique_ptr<Program> program_;
};

}  // namespace nrn
