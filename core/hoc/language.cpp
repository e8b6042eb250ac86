// The functions of the language itself: those that look at the interpreter, its names and its files.
#include "hoc/language.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "hoc/files.hpp"
#include "hoc/vm/access.hpp"
#include "hoc/vm/host_members.hpp"
#include "hoc/vm/machine.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/host_object.hpp"
#include "object/sandbox.hpp"

namespace nrn::hoc {
namespace {

Machine& machine_in(Call& call) {
    return machine_of(call.context);
}

void complain(Context& context, const std::string& message) {
    host_of(context).write_error((message + "\n").c_str(), message.size() + 1);
}

// ---- running text ----

Value execute(Call& call) {
    Object* scope = call.has(1) ? call.object(1) : nullptr;
    machine_in(call).execute(call.text(0), scope);
    return Value::number(0.0);
}

// execute1(text, show), execute1(text, object): 1, or 0 after an error, which is shown and goes no further.
Value execute1(Call& call) {
    Object* scope = call.is(1, Kind::Object) ? call.object(1) : nullptr;
    const bool show = !call.is_number(1) || call.number(1) != 0.0;
    try {
        if (scope != nullptr) {
            machine_in(call).execute(call.text(0), scope);
        } else {
            machine_in(call).run_text("", std::string(call.text(0)), true);
        }
        return Value::number(1.0);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Quit || error.kind() == ErrorKind::Interrupted) {
            throw;
        }
        std::string message = error.message();
        if (error.kind() == ErrorKind::Host) {
            const HostException raised = host_of(call.context).take_error();
            if (!raised.error()) {
                host_of(call.context).raise_error(raised);
                throw;
            }
            message = raised.what();
        }
        if (show) {
            complain(call.context, message);
        }
        return Value::number(0.0);
    }
}

// ---- files ----

// A file within a program: `stop` in it goes on to the program, unless Python is the one who asked.
void load(Call& call, const std::string& path) {
    Machine& machine = machine_in(call);
    try {
        machine.run_text(path, read_file(path));
    } catch (const Stopped&) {
        if (machine.depth() != 0) {
            throw;
        }
    }
}

Value xopen(Call& call) {
    const std::string path = find_file(call.context, call.text(0));
    if (path.empty()) {
        fail(ErrorKind::Io, "Can't open  %s", std::string(call.text(0)).c_str());
    }
    load(call, path);
    return Value::number(1.0);
}

std::string last_part(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

// load_file(name), load_file(name, word): unless word is declared; load_file(again, name): even when it was loaded.
Value load_file(Call& call) {
    Machine& machine = machine_in(call);
    const bool again = call.is_number(0);
    const std::string name = expand_variables(call.text(again ? 1 : 0));
    Files& files = call.context.state<Files>();
    if (!again && call.is(1, Kind::Text) && machine.symbols().find(call.text(1)) != nullptr) {
        return Value::number(0.0);
    }
    if (!again && files.loaded.contains(last_part(name))) {
        return Value::number(1.0);
    }
    const std::string path = find_file(call.context, name);
    if (path.empty()) {
        complain(call.context, "Couldn't find: " + name);
        return Value::number(0.0);
    }
    files.loaded.insert(last_part(name));
    try {
        load(call, path);
    } catch (...) {
        files.loaded.erase(last_part(name));
        throw;
    }
    return Value::number(1.0);
}

// load_proc("a", "b", …): for each name that is not declared, the file of the search path that declares it. The stock
// library and hoc files of the current folder are looked through by their names: a.hoc declares a.
Value load_declaration(Call& call) {
    for (std::size_t i = 0; i < call.count; ++i) {
        const std::string name(call.text(i));
        if (machine_in(call).symbols().find(name) != nullptr) {
            continue;
        }
        const std::string path = find_file(call.context, name + ".hoc");
        if (path.empty()) {
            complain(call.context, "Couldn't find a file that declares " + name);
        } else {
            load(call, path);
        }
    }
    return Value::number(1.0);
}

// ---- arguments of the running routine ----

Value numarg(Call& call) {
    const Frame* frame = machine_in(call).routine_frame();
    return Value::integer(frame == nullptr ? 0.0 : static_cast<double>(frame->count));
}

// 0 number, 1 object, 2 text, 3 pointer to a number, -1 not there.
Value argtype(Call& call) {
    const Frame* frame = machine_in(call).routine_frame();
    const double i = call.number(0);
    if (frame == nullptr) {
        fail(ErrorKind::Hoc, "argtype can only be called in a func or proc");
    }
    if (!(i >= 1.0) || i >= static_cast<double>(frame->count) + 1.0) {
        return Value::integer(-1.0);
    }
    const Value* value = &frame->args[static_cast<std::size_t>(i) - 1];
    if (value->kind() == Kind::Variable) {
        return Value::integer(1.0);
    }
    if (value->kind() == Kind::Ref) {
        value = value->as_ref()->slot();
        if (value == nullptr) {
            return Value::integer(3.0);
        }
    }
    return Value::integer(value->is_number() ? 0.0 : value->kind() == Kind::Text ? 2.0 : 1.0);
}

// ---- names ----

// 0 unknown, 2 objref, 3 section, 4 strdef, 5 number, 6 array of numbers (when asked by a second argument 2), 1 other.
Value name_declared(Call& call) {
    const Symbol* symbol = machine_in(call).symbols().find_any(call.text(0));
    if (symbol == nullptr) {
        return Value::integer(0.0);
    }
    switch (symbol->kind()) {
        case SymbolKind::Undefined:  // seen in a routine and not set so far
        case SymbolKind::Number:
        case SymbolKind::Integer:
            return Value::integer(5.0);
        case SymbolKind::Array:
            return Value::integer(call.number_or(1, 0.0) == 2.0 ? 6.0 : 5.0);
        case SymbolKind::Text:
            return Value::integer(4.0);
        case SymbolKind::ObjectRef:
        case SymbolKind::ObjectArray:
            return Value::integer(2.0);
        case SymbolKind::Section:
            return Value::integer(3.0);
        case SymbolKind::RangeVariable:
            return Value::integer(symbol->name() == "v" ? 5.0 : 1.0);
        default:
            return Value::integer(1.0);
    }
}

Value symbols(Call& call) {
    Machine& machine = machine_in(call);
    static constexpr const char* const kTitles[] = {nullptr,    "numbers",   nullptr,   "strdefs", "objrefs",
                                                    "arrays",   "functions", "classes", nullptr,   nullptr,
                                                    "routines", "objrefs",   "sections"};
    std::string out;
    for (std::size_t kind = 1; kind < std::size(kTitles); ++kind) {
        if (kTitles[kind] == nullptr) {
            continue;
        }
        std::string line;
        for (const auto& symbol : machine.symbols().all()) {
            if (static_cast<std::size_t>(symbol->kind()) == kind && !symbol->builtin) {
                line += " " + symbol->name();
            }
        }
        if (!line.empty()) {
            out += std::string(kTitles[kind]) + ":" + line + "\n";
        }
    }
    machine.write(out);
    return Value::number(1.0);
}

// ---- objects ----

// object_id(o): a number that only this object has, 0 for NULLobject; object_id(o, 1): its number in its class.
Value object_id(Call& call) {
    const Object* object = call.object(0);
    if (call.number_or(1, 0.0) != 0.0) {
        return Value::number(object == nullptr ? -1.0 : static_cast<double>(object->index()));
    }
    return Value::number(static_cast<double>(reinterpret_cast<std::uintptr_t>(object)));
}

struct Pushed {
    std::vector<Value> objects;  // keeps them alive
};

Value object_push(Call& call) {
    Object* object = call.object(0);
    if (object == nullptr) {
        call.bad(ErrorKind::Value, 0, "must be an object, not NULLobject");
    }
    if (Machine::template_of(object->klass()) == nullptr) {
        fail(ErrorKind::Type, "Can't do object_push for built-in class %s", object->klass().name().c_str());
    }
    call.context.state<Pushed>().objects.push_back(Value::object(object));
    machine_in(call).object_stack().push_back(object);
    return Value::number(0.0);
}

Value object_pop(Call& call) {
    if (machine_in(call).object_stack().empty()) {
        fail(ErrorKind::Hoc, "object context stack underflow: nothing was pushed by object_push()");
    }
    machine_in(call).object_stack().pop_back();
    call.context.state<Pushed>().objects.pop_back();
    return Value::number(0.0);
}

Value object_pushed(Call& call) {
    const auto& stack = machine_in(call).object_stack();
    return Value::object(stack.empty() ? nullptr : stack.back());
}

// allobjects(): all instances with their counts of references; allobjects("Class"), allobjects(o): the count.
Value allobjects(Call& call) {
    Machine& machine = machine_in(call);
    if (call.is(0, Kind::Object) && call.has(0)) {
        const Object* object = call.object(0);
        return Value::number(object == nullptr ? 0.0 : static_cast<double>(object->refs() - 1));
    }
    std::string out;
    std::map<std::string_view, const Class*> classes;  // by name
    for (const Symbol* symbol : machine.symbols().all()) {
        if (symbol->klass() != nullptr && (!call.is(0, Kind::Text) || call.text(0) == symbol->name())) {
            classes.emplace(symbol->name(), symbol->klass());
        }
    }
    for (const auto& [name, klass] : classes) {
        for (const Object* object = klass->first(); object != nullptr; object = Class::next(object)) {
            out += format("%s with %ld refs\n", object->name().c_str(), object->refs());
        }
    }
    machine.write(out);
    return Value::number(0.0);
}

Value allobjectvars(Call& call) {
    Machine& machine = machine_in(call);
    std::string out;
    for (const auto& symbol : machine.symbols().all()) {
        if (symbol->kind() == SymbolKind::ObjectRef) {
            out += "obp " + symbol->name() + " -> " + machine.describe(*symbol->slot()) + "\n";
        }
    }
    machine.write(out);
    return Value::number(0.0);
}

// nrnpython("statements"): 1, or 0 when they raised, which is told on standard error.
Value nrnpython(Call& call) {
    refuse_in_sandbox("nrnpython()");
    return Value::number(run_host_text(machine_in(call), call.text(0)) ? 1.0 : 0.0);
}

Value disassemble_(Call& call) {
    std::string_view name = call.text(0);
    Machine& machine = machine_in(call);
    const std::size_t dot = name.find('.');
    if (dot != std::string_view::npos) {
        const Class* klass = machine.symbols().find_class(name.substr(0, dot));
        const Template* made = klass == nullptr ? nullptr : Machine::template_of(*klass);
        const MemberName* member = made == nullptr ? nullptr : made->find(name.substr(dot + 1));
        if (member != nullptr && member->routine != nullptr) {
            return Value::text(disassemble(*member->routine->code));
        }
    } else if (const Symbol* symbol = machine.symbols().find(name)) {
        if (symbol->routine() != nullptr) {
            return Value::text(disassemble(*static_cast<const Routine*>(symbol->routine())->code));
        }
    }
    fail(ErrorKind::Name, "%s is not a routine written in hoc", std::string(name).c_str());
}

constexpr FunctionDef kFunctions[] = {
    {"execute", "(statements: str) -> float ; (statements: str, scope: object) -> float",
     "Runs hoc statements, with the names of an object where one is given. An error goes on to the caller.", execute},
    {"execute1", "(text: str) -> float ; (text: str, show: float) -> float ; (text: str, scope: object) -> float",
     "Runs a line of hoc as if it was typed: 1, or 0 after an error, which goes no further and is printed unless show "
     "is "
     "0.",
     execute1},
    {"xopen", "(file: str) -> float ; (file: str, version: str) -> float",
     "Runs a hoc file.\n\nOSError when it cannot be read.", xopen},
    {"load_file", "(file: str) -> float ; (file: str, name: str) -> float ; (again: float, file: str) -> float",
     "Runs a hoc file of the search path unless it was loaded before, or the name given is declared: 1, or 0 when "
     "there "
     "is no such file.\n\nLooked for as given, then in the folders of HOC_LIBRARY_PATH, then in the stock library. "
     "$(VAR) in a name is a variable of the environment.",
     load_file},
    {"load_proc", "(*names: str) -> float", "Loads the files that declare these procedures.", load_declaration},
    {"load_func", "(*names: str) -> float", "Loads the files that declare these functions.", load_declaration},
    {"load_template", "(*names: str) -> float", "Loads the files that declare these templates.", load_declaration},
    {"numarg", "() -> int", "How many arguments the running routine of hoc has.", numarg},
    {"argtype", "(i: float) -> int",
     "What argument i of the running routine is: 0 number, 1 object, 2 text, 3 pointer, -1 not there.", argtype},
    {"name_declared", "(name: str, detail: float = 0) -> int",
     "What a name is: 0 unknown, 2 objref, 3 section, 4 strdef, 5 number (arrays 6 with detail 2), 1 anything else.",
     name_declared},
    {"symbols", "() -> float", "Prints the names that were defined by users, by kind.", symbols},
    {"object_id", "(object: object, index: float = 0) -> float",
     "A number that only this object has; with index 1 its number within its class.", object_id},
    {"object_push", "(object: object) -> float", "Makes the names of an instance of a template come first.",
     object_push},
    {"object_pop", "() -> float", "Ends the last object_push.", object_pop},
    {"object_pushed", "() -> object", "The object of the last object_push.", object_pushed},
    {"allobjects", "() -> float ; (object: object|str) -> float",
     "Prints all objects with their counts of references, or those of a class; for an object the count.", allobjects},
    {"allobjectvars", "() -> float", "Prints the object variables of the top level and what they hold.", allobjectvars},
    {"nrnpython", "(statements: str) -> float",
     "Runs Python statements in the module __main__: 1, or 0 after an exception, whose traceback is printed.",
     nrnpython},
    {"nrn_disassemble", "(routine: str) -> str",
     "The instructions of a routine written in hoc, name or Template.name, one on each line.", disassemble_},
};

}  // namespace

void define_language(Context& context) {
    auto& table = context.state<SymbolTable>();
    for (const FunctionDef& function : kFunctions) {
        table.add_function(function);
    }
    define_host_object(context, table);
    table.add_number("hoc_ac_", 0.0);
    table.add_number("hoc_cross_x_", 0.0);
    table.add_number("hoc_cross_y_", 0.0);
    table.add_object_array("hoc_obj_", {2});
    for (const auto& symbol : table.all()) {
        symbol->builtin = symbol->kind() != SymbolKind::Undefined;
    }
    context.state<InterpreterSlot>().interpreter = std::make_unique<Machine>(context);
    if (const char* frames = std::getenv("NEURON_NFRAME")) {
        set_frame_limit(context, static_cast<std::size_t>(std::max(0L, std::atol(frames))));
    }
    if (const char* values = std::getenv("NEURON_NSTACK")) {
        set_stack_limit(context, static_cast<std::size_t>(std::max(0L, std::atol(values))));
    }
}

void run_text(Context& context, std::string_view text) {
    try {
        machine_of(context).run_text("", std::string(text));
    } catch (const Stopped&) {
        return;
    }
}

void run_file(Context& context, const std::string& path) {
    machine_of(context).run_text(path, read_file(path), true);
}

void set_frame_limit(Context& context, std::size_t frames) {
    machine_of(context).set_limits(frames, 0);
}

void set_stack_limit(Context& context, std::size_t values) {
    machine_of(context).set_limits(0, values);
}

void interrupt(Context& context) noexcept {
    machine_of(context).interrupt();
}

void set_library_folder(Context& context, std::string_view folder) {
    context.state<Files>().library_folder = folder;
}

}  // namespace nrn::hoc
