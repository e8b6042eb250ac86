#include "builtins/gui/action.hpp"

#include <cmath>
#include <limits>

#include "object/host.hpp"
#include "object/klass.hpp"
#include "object/ref.hpp"

namespace nrn {

// ---- Scope ----

Scope::Scope(Object* object)
    : klass_(object == nullptr ? nullptr : &object->klass()),
      object_(object),
      index_(object == nullptr ? 0 : object->index()) {
}

Object* Scope::find(const std::string& text) const {
    if (klass_ == nullptr) {
        return nullptr;
    }
    if (klass_->instance(index_) != object_) {
        fail(ErrorKind::Reference, "\"%s\" belongs to %s[%u], which is deleted", text.c_str(), klass_->name().c_str(),
             index_);
    }
    return object_;
}

// ---- Action ----

Action::Action(Call& call, std::size_t i, Object* scope) {
    if (!call.has(i)) {
        return;
    }
    auto made = std::make_shared<Body>();
    if (call.is(i, Kind::Text)) {
        made->text = call.text(i);
        made->scope = scope != nullptr ? Scope(scope) : Scope::current(call.context);
        if (!made->text.empty()) {
            body_ = made;
        }
        return;
    }
    if (!call.is(i, Kind::Host)) {
        call.bad(ErrorKind::Type, i, "must be a statement of hoc, a callable, or a tuple of a callable and arguments");
    }
    Host& host = host_of(call.context);
    if (host.callable(call.args[i].as_host())) {
        made->callable = call.args[i].copy();
        body_ = made;
        return;
    }
    const std::string type = host.type_name(call.args[i].as_host());
    if (type != "tuple" && type != "list") {
        call.bad(ErrorKind::Type, i,
                 "must be a statement, a callable or a tuple of a callable and its arguments, not " + type);
    }
    std::vector<Value> items = host.items_of(call.args[i]);
    if (items.empty() || !host.callable(items[0].as_host())) {
        call.bad(ErrorKind::Type, i, "must begin with a callable");
    }
    if (items.size() > 1 && host.type_name(items[1].as_host()) == "tuple") {
        made->args = host.items_of(items[1]);
    } else if (items.size() > 1) {
        made->args.push_back(std::move(items[1]));
    }
    made->callable = std::move(items[0]);
    body_ = made;
}

Value Action::shown() const {
    if (!body_) {
        return Value();
    }
    return body_->callable.kind() != Kind::Void ? body_->callable.copy() : Value::text(body_->text);
}

void Action::run(Context& context) const {
    const std::shared_ptr<const Body> body = body_;
    if (!body) {
        return;
    }
    if (body->callable.kind() != Kind::Void) {
        host_of(context).call(body->callable.as_host(), body->args.data(), body->args.size());
    } else {
        interpreter_of(context).execute(body->text, body->scope.find(body->text));
    }
}

// ---- Quantity ----

Quantity Quantity::variable(const Value& name_or_ref, const Scope& scope) {
    Quantity out;
    out.sort_ = Sort::Variable;
    out.scope_ = scope;
    if (name_or_ref.kind() == Kind::Text) {
        out.text_ = name_or_ref.as_text();
    } else {
        out.source_ = name_or_ref.copy();
    }
    return out;
}

Quantity Quantity::expression(const Value& text_or_callable, const Scope& scope) {
    Quantity out = variable(text_or_callable, scope);
    out.sort_ = Sort::Expression;
    return out;
}

void Quantity::try_again() noexcept {
    failed_ = false;
    problem_.clear();
}

double Quantity::read(Context& context) {
    if (failed_) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    try {
        return read_checked(context);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Host || error.kind() == ErrorKind::Quit || error.kind() == ErrorKind::Memory) {
            throw;
        }
        problem_ = error.message();
        failed_ = source_.kind() == Kind::Void && !program_;  // a name or text that means nothing
        return std::numeric_limits<double>::quiet_NaN();
    }
}

double Quantity::read_ref(const Value& ref) const {
    if (const double* where = ref.as_ref()->pointer()) {
        return *where;
    }
    const Value value = ref.as_ref()->get();
    if (!value.is_number()) {
        fail(ErrorKind::Type, "%s is no number", text_.empty() ? "the variable" : text_.c_str());
    }
    return value.as_number();
}

double Quantity::read_checked(Context& context) {
    if (source_.kind() == Kind::Ref) {
        return read_ref(source_);
    }
    if (source_.kind() == Kind::Host) {
        const Value value = host_of(context).call(source_.as_host(), nullptr, 0);
        if (!value.is_number()) {
            fail(ErrorKind::Type, "a callable that is drawn must return a number");
        }
        return value.as_number();
    }
    Interpreter& hoc = interpreter_of(context);
    if (!scope_.top_level()) {
        Object* scope = scope_.find(text_);
        return sort_ == Sort::Variable ? read_ref(hoc.variable(text_, scope)) : hoc.evaluate(text_, scope);
    }
    if (sort_ == Sort::Variable) {
        source_ = hoc.variable(text_);
        return read_ref(source_);
    }
    if (!program_) {
        program_ = hoc.compile_expression(text_);
    }
    return program_->value();
}

void Quantity::write(Context& context, double x) {
    if (source_.kind() == Kind::Ref) {
        source_.as_ref()->set(Value::number(x));
        return;
    }
    if (sort_ != Sort::Variable || text_.empty()) {
        fail(ErrorKind::Type, "only a variable can be set");
    }
    interpreter_of(context).variable(text_, scope_.find(text_)).as_ref()->set(Value::number(x));
}

}  // namespace nrn
