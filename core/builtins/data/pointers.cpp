#include "builtins/data/pointers.hpp"

#include <cmath>
#include <new>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/data/vector.hpp"
#include "object/host.hpp"
#include "object/interpreter.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {

std::string assignment(std::string statement) {
    const std::size_t first = statement.find("$1");
    if (first == std::string::npos) {
        return statement + "=hoc_ac_";
    }
    for (std::size_t at = first; at != std::string::npos; at = statement.find("$1", at)) {
        statement.replace(at, 2, "hoc_ac_");
    }
    return statement;
}

namespace {

// A copy of the reference in argument i, which must be one to a number.
Value number_ref(Call& call, std::size_t i) {
    if (!call.args[i].as_ref()->get().is_number()) {
        call.bad(ErrorKind::Type, i, "must refer to a number");
    }
    return call.args[i].copy();
}

// ---- Pointer ----

struct Pointer {
    Value ref;
    std::string name;
    std::string statement;             // sets the variable to hoc_ac_; empty: plain assignment
    std::unique_ptr<Program> program;  // of the statement, made at its first run
    Value action;                      // a callable in place of a statement
    Value scope;
};

// The variable of a name. A plain name of the top level needs no interpreter.
Value variable_named(Call& call, const std::string& name) {
    Interpreter& interpreter = interpreter_of(call.context);
    Object* scope = interpreter.current_object();
    Symbol* symbol = scope == nullptr ? call.context.state<SymbolTable>().find(name) : nullptr;
    const bool plain = symbol != nullptr && symbol->number() != nullptr;
    Value found = plain ? Value::adopt_ref(symbol->ref()) : interpreter.variable(name, scope);
    if (found.kind() != Kind::Ref || !found.as_ref()->get().is_number()) {
        call.bad(ErrorKind::Type, 0, "'" + name + "' is not a variable that holds a number");
    }
    return found;
}

void construct_pointer(Call& call, void* raw) {
    Pointer made;
    made.name = "unknown";
    const bool by_text = call.is(0, Kind::Text) || call.args[0].as_ref()->get().kind() == Kind::Text;
    if (by_text) {
        made.name = text_at(call, 0);
        made.ref = variable_named(call, made.name);
    } else {
        made.ref = number_ref(call, 0);
    }
    if (call.is(1, Kind::Host)) {
        made.action = call.args[1].copy();
    } else if (call.has(1)) {
        made.statement = assignment(text_at(call, 1));
        made.scope = Value::object(interpreter_of(call.context).current_object());
    }
    new (raw) Pointer(std::move(made));
}
void destroy_pointer(void* raw) noexcept {
    static_cast<Pointer*>(raw)->~Pointer();
}

Value val_(Call& call) {
    return payload<Pointer>(call.self).ref.as_ref()->get();
}
Value set_val_(Call& call) {
    payload<Pointer>(call.self).ref.as_ref()->set(call.args[0]);
    return {};
}
Ref* val_ref(Object* self, std::size_t) {
    Ref* ref = payload<Pointer>(self).ref.as_ref();
    ref->retain();
    return ref;
}
Value name_(Call& call) {
    return Value::text(payload<Pointer>(call.self).name);
}

Value assign_(Call& call) {
    auto& self = payload<Pointer>(call.self);
    const Value keep = Value::object(call.self);  // the action may let go of this object
    if (self.action.kind() == Kind::Host) {
        host_of(call.context).call(self.action.as_host(), call.args, 1);
    } else if (self.statement.empty()) {
        self.ref.as_ref()->set(call.args[0]);
    } else {
        Interpreter& interpreter = interpreter_of(call.context);
        if (!self.program) {
            self.program = interpreter.compile_statements(self.statement, self.scope.as_object());
        }
        call.context.state<SymbolTable>().find("hoc_ac_")->set(call.context, call.args[0]);
        self.program->run();
    }
    return self.ref.as_ref()->get();
}

// ---- PtrVector ----

struct PtrVector {
    std::vector<Value> refs;  // Kind::Ref to numbers
    std::string label;
};

constexpr long kMostPointers = 1L << 24;  // some 60 bytes each

// References to numbers of their own from the end of `refs` on, until there are n.
std::vector<Value> filled_up(std::vector<Value> refs, std::size_t n) {
    refs.reserve(n);
    while (refs.size() < n) {
        refs.push_back(Value::adopt_ref(new_box(Value::number(0.0))));
    }
    return refs;
}

PtrVector& self_pointers(Call& call) {
    return payload<PtrVector>(call.self);
}
Ref& ref_arg(Call& call) {
    std::vector<Value>& refs = self_pointers(call).refs;
    return *refs[static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(refs.size()) - 1))].as_ref();
}

void construct_pointers(Call& call, void* raw) {
    const long n = call.integer(0, 1, kMostPointers);
    new (raw) PtrVector{filled_up({}, static_cast<std::size_t>(n)), {}};
}
void destroy_pointers(void* raw) noexcept {
    static_cast<PtrVector*>(raw)->~PtrVector();
}

Value size_(Call& call) {
    return Value::integer(static_cast<double>(self_pointers(call).refs.size()));
}
Value resize_(Call& call) {
    const long n = call.integer(0, 1, kMostPointers);
    std::vector<Value> kept;
    const std::vector<Value>& refs = self_pointers(call).refs;
    for (std::size_t i = 0; i < std::min(refs.size(), static_cast<std::size_t>(n)); ++i) {
        kept.push_back(refs[i].copy());
    }
    kept = filled_up(std::move(kept), static_cast<std::size_t>(n));
    std::swap(self_pointers(call).refs, kept);  // what goes, goes behind the change
    return Value::integer(static_cast<double>(n));
}
Value pset_(Call& call) {
    ref_arg(call);
    Value ref = number_ref(call, 1);
    Value number = ref.as_ref()->get();
    self_pointers(call).refs[static_cast<std::size_t>(call.integer(0))] = std::move(ref);
    return number;
}
Value getval_(Call& call) {
    return ref_arg(call).get();
}
Value setval_(Call& call) {
    ref_arg(call).set(call.args[1]);
    return Value::number(call.number(1));
}

Vector& same_size(Call& call) {
    Vector& vector = vector_arg(call, 0);
    const std::size_t n = self_pointers(call).refs.size();
    if (vector.size() != n) {
        call.bad(ErrorKind::Value, 0, format("has %zu elements where %zu are needed", vector.size(), n));
    }
    return vector;
}

Value gather_(Call& call) {
    Vector& vector = same_size(call);
    Vector made;  // a variable may be gone: then nothing is changed
    for (const Value& ref : self_pointers(call).refs) {
        made.push_back(ref.as_ref()->get().as_number());
    }
    vector.take(made);
    return Value::number(0.0);
}
Value scatter_(Call& call) {
    const Vector& vector = same_size(call);
    const std::vector<Value>& refs = self_pointers(call).refs;
    for (const Value& ref : refs) {
        ref.as_ref()->get();  // before the first change: Error(Reference) for one that is gone
    }
    for (std::size_t i = 0; i < refs.size(); ++i) {
        refs[i].as_ref()->set(Value::number(vector.view()[i]));
    }
    return Value::number(0.0);
}
Value label_(Call& call) {
    if (call.has(0)) {
        self_pointers(call).label = text_at(call, 0);
    }
    return Value::text(self_pointers(call).label);
}
Value plot_(Call&) {
    return Value::number(0.0);
}

// ---- Timer ----

struct Timer {
    Command action;
    double seconds = 0.5;
};

void construct_timer(Call& call, void* raw) {
    const Value text = call.is(0, Kind::Ref) ? Value::text(text_at(call, 0)) : call.args[0].copy();
    new (raw) Timer{Command(call.context, text)};
}
void destroy_timer(void* raw) noexcept {
    static_cast<Timer*>(raw)->~Timer();
}
Value seconds_(Call& call) {
    auto& self = payload<Timer>(call.self);
    if (call.has(0)) {
        const double seconds = call.number(0);
        if (!(seconds > 0.0) || std::isinf(seconds)) {
            call.bad(ErrorKind::Value, 0, format("must be a time above 0, not %g", seconds));
        }
        self.seconds = seconds;
    }
    return Value::number(self.seconds);
}
Value start_or_end_(Call&) {
    return Value::number(0.0);
}

// ---- the tables ----

const Member kPointerRows[] = {
    {"val", MemberKind::Property, "float", "", "The value of the variable.", val_, set_val_, nullptr, val_ref},
    {"s", MemberKind::Method, "() -> str", "", "The name the variable was given by, or 'unknown'.", name_},
    {"assign", MemberKind::Method, "(value: float) -> float", "",
     "Gives the variable a value, through the statement if there is one; the variable's value then.", assign_},
};

const Member kPtrVectorRows[] = {
    {"size", MemberKind::Method, "() -> int", "", "The number of pointers.", size_},
    {"resize", MemberKind::Method, "(n: int) -> int", "",
     "Makes it n pointers; new ones are each to a number of its own, 0. IndexError unless n is at least 1 and at most "
     "2^24.",
     resize_},
    {"pset", MemberKind::Method, "(i: int, variable: ref) -> float", "",
     "Lets pointer i point to a variable; the value of that.", pset_},
    {"getval", MemberKind::Method, "(i: int) -> float", "",
     "The value pointer i points to. ReferenceError when the variable is gone.", getval_},
    {"setval", MemberKind::Method, "(i: int, value: float) -> float", "", "Sets what pointer i points to.", setval_},
    {"gather", MemberKind::Method, "(to: Vector) -> float", "",
     "Copies the values of all variables into a Vector of the same size.", gather_},
    {"scatter", MemberKind::Method, "(source: Vector) -> float", "",
     "Copies the elements of a Vector of the same size into the variables.", scatter_},
    {"label", MemberKind::Method, "() -> str ; (text: str|ref) -> str", "", "The label for graphs, '' at first.",
     label_},
    {"plot", MemberKind::Method, "(*settings: any) -> float", "",
     "Draws a line of the values in a Graph; without a screen nothing happens.", plot_},
};

const Member kTimerRows[] = {
    {"seconds", MemberKind::Method, "() -> float ; (interval: float) -> float", "s",
     "The interval between two runs of the action; with an argument, changes it.", seconds_},
    {"start", MemberKind::Method, "() -> float", "",
     "Runs the action at each interval while the graphical interface waits for input; without a screen, never.",
     start_or_end_},
    {"end", MemberKind::Method, "() -> float", "", "Ends the runs of the action.", start_or_end_},
};

template <std::size_t N>
std::vector<Member> rows(const Member (&table)[N]) {
    return {std::begin(table), std::end(table)};
}

}  // namespace

ClassDef pointer_class() {
    return {"Pointer",
            "(variable: ref|str) ; (variable: ref|str, statement: str|callable)",
            "A variable as an object, by reference or by name.\n\n"
            "statement is hoc text that assigns, $1 being the value, or a callable that takes it.\n"
            "TypeError for what is no number, LookupError for an unknown name.",
            sizeof(Pointer),
            construct_pointer,
            destroy_pointer,
            rows(kPointerRows)};
}

ClassDef ptr_vector_class() {
    return {"PtrVector",
            "(n: int)",
            "An array of references to numbers, which are read and written together.\n\n"
            "References keep variables alive or say that they are gone. IndexError unless n is at least 1 and at\n"
            "most 2^24.",
            sizeof(PtrVector),
            construct_pointers,
            destroy_pointers,
            rows(kPtrVectorRows)};
}

ClassDef timer_class() {
    return {"Timer",
            "(action: str|ref|callable)",
            "An action of the graphical interface that runs at intervals of half a second or seconds().",
            sizeof(Timer),
            construct_timer,
            destroy_timer,
            rows(kTimerRows)};
}

}  // namespace nrn
