// Hoc for VERBATIM text: names of the top level, calls of functions and methods, statements, and methods that text adds
// to Vector.
#include <algorithm>
#include <cctype>
#include <map>

#include "base/text.hpp"
#include "builtins/math/math.hpp"
#include "builtins/model/verbatim.hpp"
#include "builtins/model/verbatim_state.hpp"
#include "mech/environment.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

// ---- methods for Vector ----

struct VectorMethod {
    double (*method)(void*);
    NrnVerbatimMethodCall call;
    NrnMechRun run;  // without instances, of the mechanism that has added it
};
struct VectorMethods {
    std::map<std::string, VectorMethod, std::less<>> by_name;  // whose names belong to the class from then on
};

Value call_method(Call& call) {
    const VectorMethod& method = call.context.state<VectorMethods>().by_name.find(std::string_view(call.name))->second;
    const auto& environment = call.context.state<mech::Environment>();
    NrnMechRun run = method.run;
    run.t = environment.t;
    run.dt = environment.dt;
    run.celsius = environment.celsius;
    double result = 0.0;
    char text[512] = "";
    bool failed = false;
    {
        const VerbatimCall running(call);
        failed = method.call(&run, method.method, objects_of(&run).view(call.self), &result, text, sizeof text) != 0;
    }
    call.context.state<event::Events>().raise_reported();
    if (failed) {
        call.refuse(ErrorKind::Hoc, text[0] != '\0' ? text : "the method was left by hoc_execerror");
    }
    return Value::number(result);
}

bool is_name(std::string_view text) {
    return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

void add_method(const NrnMechRun* run, const std::string& name, double (*method)(void*), NrnVerbatimMethodCall call) {
    Context& context = context_of(run);
    auto& methods = context.state<VectorMethods>().by_name;
    const auto known = methods.find(name);
    if (known != methods.end() && known->second.method == method) {
        return;  // the same again
    }
    if (!is_name(name)) {
        fail(ErrorKind::Value, "install_vector_method: \"%s\" is not a name that hoc or Python could call",
             name.c_str());
    }
    Class& klass = *context.state<SymbolTable>().find_class("Vector");
    if (klass.find(name) >= 0) {
        fail(ErrorKind::Name, "install_vector_method: %s is already a method in the Vector class: give it another name",
             name.c_str());
    }
    NrnMechRun alone{};
    alone.globals = run->globals;
    alone.shared = run->shared;
    alone.mechanism = run->mechanism;
    alone.services = run->services;
    alone.simulator = run->simulator;
    const auto made = methods.emplace(name, VectorMethod{method, call, alone}).first;
    try {
        Member member{};
        member.name = made->first.c_str();
        member.kind = MemberKind::Method;
        member.forms = "(*args: variable) -> float";
        member.units = "";
        member.doc = "A method that a .mod file has added.";
        member.call = call_method;
        klass.add_method(member);
    } catch (...) {
        methods.erase(made);
        throw;
    }
}

std::int32_t add_vector_method(const NrnMechRun* run, const char* name, double (*method)(void*),
                               NrnVerbatimMethodCall call) {
    return verbatim_guarded(run, [&] { add_method(run, name, method, call); }) ? 1 : 0;
}

// ---- names ----

NrnVerbatimSymbol* symbol(const NrnMechRun* run, const char* name) {
    const Symbol* found = context_of(run).state<SymbolTable>().find(name);
    if (found == nullptr) {
        return nullptr;
    }
    NrnVerbatimSymbol& view = objects_of(run).symbol(found->name());
    view.type = static_cast<std::int32_t>(found->kind());
    return &view;
}

void data_of(const NrnMechRun* run, const std::string& name, NrnVerbatimData& data) {
    Symbol* found = context_of(run).state<SymbolTable>().find(name);
    if (found != nullptr && found->kind() == SymbolKind::Number) {
        data.pval = found->number();
    } else if (found != nullptr && found->kind() == SymbolKind::Array) {
        data.pval = found->array()->values.data();
    } else if (found != nullptr && found->kind() == SymbolKind::Text) {
        VerbatimCalls::Slot& slot = calls_of(run).slots[name];
        slot.copy = found->slot()->as_text();
        slot.text = slot.copy.data();
        data.ppstr = &slot.text;
    } else if (found != nullptr && found->kind() == SymbolKind::ObjectRef) {
        VerbatimCalls::Slot& slot = calls_of(run).slots[name];
        const Value& value = *found->slot();
        slot.object = value.kind() == Kind::Object ? objects_of(run).view(value.as_object()) : nullptr;
        data.pobj = &slot.object;
    } else {
        fail(ErrorKind::Name, "hoc_objectdata: %s is not a variable", name.c_str());
    }
}

std::int32_t symbol_data(const NrnMechRun* run, std::int32_t number, NrnVerbatimData* data) {
    *data = {};
    return verbatim_guarded(run, [&] {
        const std::string* name = objects_of(run).symbol_name(number);
        if (name == nullptr) {
            fail(ErrorKind::Index, "hoc_objectdata[%d]: there is no symbol of that number", number);
        }
        data_of(run, *name, *data);
    });
}

// ---- values ----

void push_number(const NrnMechRun* run, double x) {
    calls_of(run).stack.push_back(Value::number(x));
}

void push_text(const NrnMechRun* run, const char* text) {
    calls_of(run).stack.push_back(Value::text(text));
}

void push_object(const NrnMechRun* run, void* view) {
    calls_of(run).stack.push_back(Value::object(view == nullptr ? nullptr : object_behind(view)));
}

std::int32_t push_pointer(const NrnMechRun* run, double* number) {
    calls_of(run).stack.push_back(Value::adopt_ref(new_number_ref(number, "a number of a mechanism")));
    return 1;
}

std::int32_t pop_number(const NrnMechRun* run, double* x) {
    return verbatim_guarded(run, [&] {
        std::vector<Value>& stack = calls_of(run).stack;
        if (stack.empty() || !stack.back().is_number()) {
            fail(ErrorKind::Hoc, "hoc_xpop: there is no number that was pushed");
        }
        *x = stack.back().as_number();
        stack.pop_back();
    });
}

// The last n values, which are taken off.
std::vector<Value> taken(VerbatimCalls& calls, const char* name, std::int32_t n) {
    if (n < 0 || static_cast<std::size_t>(n) > calls.stack.size()) {
        fail(ErrorKind::Hoc, "%s is called with %d values, of which %zu were pushed", name, n, calls.stack.size());
    }
    std::vector<Value> args;
    std::move(calls.stack.end() - n, calls.stack.end(), std::back_inserter(args));
    calls.stack.resize(calls.stack.size() - static_cast<std::size_t>(n));
    return args;
}

std::int32_t call(const NrnMechRun* run, const char* name, void* view, std::int32_t n, double* result) {
    *result = 0.0;
    return verbatim_guarded(run, [&] {
        const std::vector<Value> args = taken(calls_of(run), name, n);
        if (view == nullptr) {
            const Value given = interpreter_of(context_of(run)).call(name, args.data(), args.size());
            *result = given.is_number() ? given.as_number() : 0.0;
            return;
        }
        const Value self = Value::object(object_behind(view));
        Class& klass = self.as_object()->klass();
        const int member = klass.find(name);
        if (member < 0 || klass.member(static_cast<std::size_t>(member)).kind != MemberKind::Method) {
            fail(ErrorKind::Attribute, "%s is not a method of %s", name, klass.name().c_str());
        }
        Value given = klass.invoke(self.as_object(), static_cast<std::size_t>(member), args.data(), args.size());
        *result = given.is_number() ? given.as_number() : 0.0;
        calls_of(run).stack.push_back(given.is_number() ? Value::number(*result) : std::move(given));
    });
}

std::int32_t run_text(const NrnMechRun* run, const char* statements) {
    return verbatim_guarded(run, [&] { interpreter_of(context_of(run)).execute(statements); });
}

double epsilon(const NrnMechRun* run) {
    return context_of(run).state<Tolerance>().float_epsilon;
}

}  // namespace

void add_verbatim_hoc(NrnVerbatimServices& services) {
    services.add_vector_method = add_vector_method;
    services.symbol = symbol;
    services.symbol_data = symbol_data;
    services.push_number = push_number;
    services.push_text = push_text;
    services.push_object = push_object;
    services.push_pointer = push_pointer;
    services.pop_number = pop_number;
    services.call = call;
    services.run_text = run_text;
    services.epsilon = epsilon;
}

}  // namespace nrn
