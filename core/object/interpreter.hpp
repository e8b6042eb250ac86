// Interpreter: what the object layer and the builtins ask of the hoc language. core/hoc implements it; builtins
// never include that room. Without it (unit tests of other rooms) every request is refused with a sentence.
//
// A scope is an instance of a template, whose names are then seen first; null is the top level.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "object/value.hpp"

namespace nrn {

class Object;

// hoc text that was compiled once and runs many times. It keeps its scope alive as long as it lives.
class Program {
  public:
    virtual ~Program() = default;
    virtual void run() = 0;      // of statements
    virtual double value() = 0;  // of an expression
};

class Interpreter {
  public:
    virtual ~Interpreter() = default;

    // Each throws what the text raises; after that the interpreter is as it was before the call.
    virtual void execute(std::string_view statements, Object* scope = nullptr);
    virtual double evaluate(std::string_view expression, Object* scope = nullptr);
    virtual std::unique_ptr<Program> compile_statements(std::string_view statements, Object* scope = nullptr);
    virtual std::unique_ptr<Program> compile_expression(std::string_view expression, Object* scope = nullptr);
    // A reference (Kind::Ref) to the variable that text names: "x", "a[2]", "cell.soma.v(.5)", "obj.vec.x[3]".
    virtual Value variable(std::string_view text, Object* scope = nullptr);
    // Calls the function or procedure of that name.
    virtual Value call(std::string_view function, const Value* args, std::size_t count, Object* scope = nullptr);
    // The instance whose code is running, null at the top level. Borrowed.
    virtual Object* current_object() const;
    // The lines of the file that runs which come next: a program may read them as its input, and skip() takes them
    // away from it. Nothing while no file runs.
    virtual std::optional<std::string_view> following() const;
    virtual void skip(std::size_t bytes);
};

// Where the Context keeps its interpreter.
struct InterpreterSlot {
    std::unique_ptr<Interpreter> interpreter = std::make_unique<Interpreter>();
};
inline Interpreter& interpreter_of(Context& context) {
    return *context.state<InterpreterSlot>().interpreter;
}

// An action that a user gave: hoc statements with the scope they were written in, or a callable of the host (alone, or
// in a sequence with its arguments). Text is compiled at the first run.
class Command {
  public:
    Command() = default;
    // text_or_callable: Kind::Text or Kind::Host. Error(Type) for anything else. Text runs in the scope given, else in
    // that of the code that is running.
    Command(Context& context, const Value& text_or_callable, Object* scope = nullptr);

    bool empty() const noexcept {
        return context_ == nullptr;
    }
    // The statement as written; "" for a callable.
    const std::string& text() const noexcept {
        return text_;
    }
    // args reach callables only.
    void run(const Value* args = nullptr, std::size_t count = 0);
    double value();  // of an expression, or what the callable returns

  private:
    Context* context_ = nullptr;
    std::string text_;
    Value scope_;
    Value callable_;
    std::unique_ptr<Program> program_;
};

}  // namespace nrn
