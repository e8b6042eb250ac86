// Calls through a stack of arguments, as NEURON's C interface has them.
#include <climits>
#include <vector>

#include "api/process.hpp"
#include "object/klass.hpp"

using namespace nrn;
using namespace nrn::api;

namespace {

struct CallStack {
    std::vector<Value> values;
    std::string popped_text;
    char* popped_text_data = nullptr;
};

CallStack& stack() {
    return process().state<CallStack>();
}

Value pop(const char* wanted, bool (*fits)(const Value&)) {
    auto& values = stack().values;
    if (values.empty()) {
        fail(ErrorKind::Hoc, "the call stack is empty where %s is popped", wanted);
    }
    if (!fits(values.back())) {
        fail(ErrorKind::Type, "the call stack holds %s where %s is popped", kind_name(values.back().kind()), wanted);
    }
    Value top = std::move(values.back());
    values.pop_back();
    return top;
}

bool is_number(const Value& value) {
    return value.is_number();
}

// Calls with the last narg values as arguments; they leave the stack whether the call fails or not.
template <class Callee>
void with_arguments(int narg, Callee&& callee) {
    auto& values = stack().values;
    if (narg < 0 || static_cast<std::size_t>(narg) > values.size()) {
        fail(ErrorKind::Hoc, "%d arguments wanted, %zu are on the call stack", narg, values.size());
    }
    std::vector<Value> args(std::make_move_iterator(values.end() - narg), std::make_move_iterator(values.end()));
    values.erase(values.end() - narg, values.end());
    callee(args.data(), args.size());
}

void push_result(Value&& result) {
    if (result.kind() != Kind::Void) {
        stack().values.push_back(std::move(result));
    }
}

}  // namespace

void nrn_double_push(double x) {
    guard([&] { stack().values.push_back(Value::number(x)); });
}
double nrn_double_pop(void) {
    double x = 0.0;
    guard([&] { x = pop("a number", is_number).as_number(); });
    return x;
}
void nrn_int_push(int x) {
    guard([&] { stack().values.push_back(Value::integer(x)); });
}
int nrn_int_pop(void) {
    const double x = nrn_double_pop();
    return x >= INT_MIN && x <= INT_MAX ? static_cast<int>(x) : 0;
}
void nrn_str_push(char** text) {
    guard([&] { stack().values.push_back(Value::text(*text)); });
}
char** nrn_pop_str(void) {
    return guard_pointer([&] {
        stack().popped_text = pop("a text", [](const Value& v) { return v.kind() == Kind::Text; }).as_text();
        stack().popped_text_data = stack().popped_text.data();
        return &stack().popped_text_data;
    });
}
void nrn_object_push(NrnObject* object) {
    guard([&] { stack().values.push_back(Value::object(in(object))); });
}
NrnObject* nrn_object_pop(void) {
    return guard_pointer([&] {
        const Value top = pop("an object", [](const Value& v) { return v.kind() == Kind::Object; });
        if (top.as_object() != nullptr) {
            top.as_object()->retain();
        }
        return out(top.as_object());
    });
}
void nrn_double_ptr_push(double* where) {
    guard([&] { stack().values.push_back(Value::adopt_ref(new_number_ref(where, "pointer"))); });
}
double* nrn_double_ptr_pop(void) {
    return guard_pointer(
        [&] { return pop("a pointer", [](const Value& v) { return v.kind() == Kind::Ref; }).as_ref()->pointer(); });
}

nrn_stack_types_t nrn_stack_type(void) {
    const auto& values = stack().values;
    if (values.empty()) {
        return STACK_UNKNOWN;
    }
    switch (values.back().kind()) {
        case Kind::Number:
            return STACK_IS_NUM;
        case Kind::Integer:
        case Kind::Boolean:
            return STACK_IS_USERINT;
        case Kind::Text:
            return STACK_IS_STR;
        case Kind::Object:
            return STACK_IS_OBJTMP;
        case Kind::Ref:
            return STACK_IS_VAR;
        default:
            return STACK_UNKNOWN;
    }
}

const char* nrn_stack_type_name(nrn_stack_types_t type) {
    static const char* const names[] = {"",
                                        "STACK_IS_STR",
                                        "STACK_IS_VAR",
                                        "STACK_IS_NUM",
                                        "STACK_IS_OBJVAR",
                                        "STACK_IS_OBJTMP",
                                        "STACK_IS_USERINT",
                                        "STACK_IS_SYM",
                                        "STACK_IS_OBJUNREF"};
    return type >= STACK_IS_STR && type <= STACK_IS_OBJUNREF ? names[type] : "UNKNOWN";
}

NrnObject* nrn_object_new(NrnSymbol* class_symbol, int narg) {
    return guard_pointer([&] {
        Class* klass = in(class_symbol)->klass();
        if (klass == nullptr) {
            fail(ErrorKind::Type, "%s is not a class", in(class_symbol)->name().c_str());
        }
        Object* made = nullptr;
        with_arguments(narg, [&](const Value* args, std::size_t count) { made = klass->create(args, count); });
        return out(made);
    });
}

int nrn_function_call(NrnSymbol* function, int narg) {
    return guard([&] {
        with_arguments(narg, [&](const Value* args, std::size_t count) {
            push_result(in(function)->invoke(process(), args, count));
        });
    });
}

int nrn_function_call_name(const char* name, int narg) {
    NrnSymbol* function = nrn_symbol(name);
    if (function == nullptr) {
        return guard([&] { fail(ErrorKind::Name, "'%s' is not a defined hoc function", name); });
    }
    return nrn_function_call(function, narg);
}

int nrn_method_call(NrnObject* object, const char* method, int narg) {
    return guard([&] {
        Class& klass = in(object)->klass();
        const int member = klass.find(method);
        if (member < 0 || klass.member(static_cast<std::size_t>(member)).kind != MemberKind::Method) {
            fail(ErrorKind::Attribute, "%s has no method %s", klass.name().c_str(), method);
        }
        with_arguments(narg, [&](const Value* args, std::size_t count) {
            push_result(klass.invoke(in(object), static_cast<std::size_t>(member), args, count));
        });
    });
}
