#include "object/interpreter.hpp"

#include "base/error.hpp"
#include "object/host.hpp"
#include "object/object.hpp"

namespace nrn {
namespace {

[[noreturn]] void no_interpreter() {
    fail(ErrorKind::NotImplemented, "no interpreter of hoc is connected: hoc text cannot run here");
}

}  // namespace

void Interpreter::execute(std::string_view, Object*) {
    no_interpreter();
}
double Interpreter::evaluate(std::string_view, Object*) {
    no_interpreter();
}
std::unique_ptr<Program> Interpreter::compile_statements(std::string_view, Object*) {
    no_interpreter();
}
std::unique_ptr<Program> Interpreter::compile_expression(std::string_view, Object*) {
    no_interpreter();
}
Value Interpreter::variable(std::string_view, Object*) {
    no_interpreter();
}
Value Interpreter::call(std::string_view, const Value*, std::size_t, Object*) {
    no_interpreter();
}
Object* Interpreter::current_object() const {
    return nullptr;
}
std::optional<std::string_view> Interpreter::following() const {
    return std::nullopt;
}
void Interpreter::skip(std::size_t) {
}

Command::Command(Context& context, const Value& text_or_callable, Object* scope) : context_(&context) {
    switch (text_or_callable.kind()) {
        case Kind::Text:
            text_ = text_or_callable.as_text();
            scope_ = Value::object(scope != nullptr ? scope : interpreter_of(context).current_object());
            return;
        case Kind::Host:
            callable_ = text_or_callable.copy();
            return;
        default:
            fail(ErrorKind::Type, "an action must be hoc statements or a callable, not %s",
                 kind_name(text_or_callable.kind()));
    }
}

void Command::run(const Value* args, std::size_t count) {
    if (empty()) {
        return;
    }
    if (callable_.kind() == Kind::Host) {
        host_of(*context_).call(callable_.as_host(), args, count);
        return;
    }
    if (!program_) {
        program_ = interpreter_of(*context_).compile_statements(text_, scope_.as_object());
    }
    program_->run();
}

double Command::value() {
    if (empty()) {
        return 0.0;
    }
    if (callable_.kind() == Kind::Host) {
        return host_of(*context_).call(callable_.as_host(), nullptr, 0).as_number();
    }
    if (!program_) {
        program_ = interpreter_of(*context_).compile_expression(text_, scope_.as_object());
    }
    return program_->value();
}

}  // namespace nrn
