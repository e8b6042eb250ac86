#include "builtins/math/user_function.hpp"

#include "base/text.hpp"
#include "object/host.hpp"
#include "object/interpreter.hpp"
#include "object/symbol.hpp"

namespace nrn {

UserFunction::UserFunction(const Call& call, std::size_t i) : call_(call), i_(i) {
    if (call.is(i, Kind::Host)) {
        return;
    }
    name_ = std::string(call.text(i));
    Symbol* symbol = call.context.state<SymbolTable>().find(name_);
    if (symbol != nullptr && symbol->kind() == SymbolKind::Function) {
        builtin_ = symbol;
    }
    const bool within_template = interpreter_of(call.context).current_object() != nullptr;  // it has names of its own
    const bool variable = symbol != nullptr && symbol->kind() < SymbolKind::Function;
    if (name_.empty() || variable || (symbol == nullptr && !within_template)) {
        call.bad(ErrorKind::Name, i, format("is '%s', which is not the name of a function", name_.c_str()));
    }
}

Value UserFunction::operator()(const Value* args, std::size_t count) const {
    if (of_host()) {
        return host_of(call_.context).call(call_.args[i_].as_host(), args, count);
    }
    if (builtin_ != nullptr) {
        return builtin_->invoke(call_.context, args, count);
    }
    Interpreter& interpreter = interpreter_of(call_.context);
    return interpreter.call(name_, args, count, interpreter.current_object());
}

double UserFunction::number(const Value* args, std::size_t count) const {
    const Value result = (*this)(args, count);
    if (!result.is_number()) {
        const bool none = result.kind() == Kind::Object && result.as_object() == nullptr;
        call_.bad(ErrorKind::Type, i_,
                  format("must return a number, not %s", none ? "None" : kind_name(result.kind())));
    }
    return result.as_number();
}

}  // namespace nrn
