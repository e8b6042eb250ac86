// Functions of the top level about the machine, the installation, and properties of variables.
#include <dlfcn.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <set>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/math/math.hpp"
#include "object/call.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- machine and installation ----

Value machine_name(Call& call) {
    check_text_ref(call, 0);
    char name[256] = "";
    ::gethostname(name, sizeof name - 1);
    store_text(call, 0, name);
    return Value::number(0.0);
}

// The file that holds a symbol of this process; "" when there is none.
std::string file_of(const void* address) {
    Dl_info info{};
    return address != nullptr && dladdr(address, &info) != 0 && info.dli_fname != nullptr ? info.dli_fname : "";
}

Value neuronhome(Call&) {
    if (const char* home = std::getenv("NEURONHOME")) {
        return Value::text(home);
    }
    static const char here = 0;
    std::string folder = file_of(&here);
    for (int up = 0; up < 2; ++up) {  // <prefix>/lib/libnrn.so
        folder.erase(std::min(folder.rfind('/'), folder.size()));
    }
    return Value::text(folder + "/share/nrn");
}

Value libpython_path(Call&) {
    return Value::text(file_of(dlsym(RTLD_DEFAULT, "Py_GetVersion")));
}

Value nrn_mallinfo(Call& call) {
    const long item = call.integer(0, 0, 6);
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    const struct mallinfo2 info = mallinfo2();
#elif defined(__GLIBC__)
    const struct mallinfo info = mallinfo();
#else
    struct {
        double uordblks, hblkhd, arena, fordblks, hblks;
    } const info{};
#endif
    const auto used = static_cast<double>(info.uordblks);
    const auto mapped = static_cast<double>(info.hblkhd);
    const auto arena = static_cast<double>(info.arena);
    const double items[] = {
        used + mapped, used, mapped, arena, static_cast<double>(info.fordblks), static_cast<double>(info.hblks),
        mapped + arena};
    return Value::number(items[item]);
}

struct ConfigRow {
    const char* key;
    const char* value;
};
constexpr ConfigRow kConfig[] = {
    {"NRN_ENABLE_INTERVIEWS", "OFF"}, {"NRN_ENABLE_MECH_DLL_STYLE", "ON"},
    {"NRN_ENABLE_PYTHON", "ON"},      {"NRN_ENABLE_PYTHON_DYNAMIC", "ON"},
    {"NRN_ENABLE_MUSIC", "OFF"},      {"NRN_ENABLE_THREADS", "OFF"},
    {"NRN_ENABLE_MPI", "ON"},         {"NRN_ENABLE_MPI_DYNAMIC", "ON"},
    {"NRN_ENABLE_CORENEURON", "OFF"},
};
constexpr long kConfigRows = std::size(kConfig);

const ConfigRow& config_arg(Call& call) {
    return kConfig[call.integer(0, 0, kConfigRows - 1)];
}
Value config_key(Call& call) {
    return Value::text(config_arg(call).key);
}
Value config_val(Call& call) {
    return Value::text(config_arg(call).value);
}
Value config_count(Call&) {
    return Value::number(kConfigRows);
}

// ---- switches ----

Value use_exp_pow_precision(Call& call) {
    call.integer_or(0, 0, 0, 2);
    return Value::number(0.0);
}
Value feenableexcept_(Call&) {
    return Value::number(-2.0);
}
Value use_legacy(Call& call) {
    if (call.number_or(0, 0.0) != 0.0) {
        call.refuse(ErrorKind::Value, "legacy units are no longer supported: modern units are the only ones");
    }
    return Value::number(0.0);
}
Value one(Call&) {
    return Value::number(1.0);
}
Value show_errmess_always(Call& call) {
    return Value::number(static_cast<double>(call.integer(0, 0, 1)));
}

// ---- properties of variables ----

struct Domain {
    double low;
    double high;
};

struct Properties {
    std::set<std::string> units;  // texts that symbols point to
    std::unordered_map<const Symbol*, Domain> domains;
};

// The name in argument 0, or the variable that it refers to.
Symbol& symbol_arg(Call& call) {
    auto& symbols = call.context.state<SymbolTable>();
    const bool text = call.is(0, Kind::Text) || call.args[0].as_ref()->get().kind() == Kind::Text;
    if (text) {
        const std::string name = text_at(call, 0);
        Symbol* found = symbols.find(name);
        if (found == nullptr) {
            call.bad(ErrorKind::Name, 0, "'" + name + "' is not a name of hoc");
        }
        return *found;
    }
    const double* where = call.args[0].as_ref()->pointer();
    for (const auto& symbol : symbols.all()) {
        if (where != nullptr && symbol->number() == where) {
            return *symbol;
        }
    }
    call.bad(ErrorKind::Name, 0, "refers to a variable without a name: give its name as a str");
}

// "IClamp.amp": a member of a class. Null when the name has no dot.
const Member* member_arg(Call& call) {
    const std::string name = call.is(0, Kind::Text) ? text_at(call, 0) : std::string();
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) {
        return nullptr;
    }
    const Class* klass = call.context.state<SymbolTable>().find_class(name.substr(0, dot));
    const int member = klass == nullptr ? -1 : klass->find(name.substr(dot + 1));
    if (member < 0) {
        call.bad(ErrorKind::Name, 0, "'" + name + "' is not a name of hoc");
    }
    return &klass->member(static_cast<std::size_t>(member));
}

Value units_(Call& call) {
    if (call.is_number(0)) {  // whether units are shown
        call.integer(0, 0, 1);
        return Value::text(call.number(0) != 0.0 ? "on" : "off");
    }
    if (const Member* member = member_arg(call)) {
        if (call.has(1)) {
            call.bad(ErrorKind::Type, 1, "cannot be given: the units of a class's members are fixed");
        }
        return Value::text(member->units);
    }
    Symbol& symbol = symbol_arg(call);
    if (call.has(1)) {
        symbol.units = call.context.state<Properties>().units.insert(text_at(call, 1)).first->c_str();
    }
    return Value::text(symbol.units);
}

Value variable_domain(Call& call) {
    Symbol& symbol = symbol_arg(call);
    if (!(call.number(1) <= call.number(2))) {
        call.bad(ErrorKind::Value, 1, format("is above the largest value: %g > %g", call.number(1), call.number(2)));
    }
    call.context.state<Properties>().domains[&symbol] = {call.number(1), call.number(2)};
    return Value::number(1.0);
}

}  // namespace

void define_settings(SymbolTable& symbols) {
    const FunctionDef functions[] = {
        {"machine_name", "(name: ref) -> float", "Stores the name of this computer in a text variable.", machine_name},
        {"neuronhome", "() -> str", "The folder of NEURON's library: $NEURONHOME, or where it is installed.",
         neuronhome},
        {"libpython_path", "() -> str", "The file of Python's library that runs here; '' without Python.",
         libpython_path},
        {"nrn_mallinfo", "(item: int) -> float",
         "Bytes of memory: 0 used, 1 of these on the heap, 2 mapped, 3 heap, 4 free on the heap, 6 taken from the "
         "system. 5 is the number of mapped blocks.",
         nrn_mallinfo},
        {"nrn_num_config_keys", "() -> float", "The number of settings of the build.", config_count},
        {"nrn_get_config_key", "(i: int) -> str", "The name of setting i of the build.", config_key},
        {"nrn_get_config_val", "(i: int) -> str", "The value of setting i of the build.", config_val},
        {"use_exp_pow_precision", "(style: int = 0) -> float",
         "Accepted for old scripts: exp and pow have one precision. The result is 0.", use_exp_pow_precision},
        {"nrn_feenableexcept", "(on: int = 0) -> float",
         "Accepted for old scripts; the result, -2, says that floating point errors raise no signal.", feenableexcept_},
        {"nrnunit_use_legacy", "(on: int = 0) -> float",
         "Accepted for old scripts with 0. ValueError for 1: modern units are the only ones.", use_legacy},
        {"coredump_on_error", "(on: int = 0) -> float",
         "Accepted for old scripts: errors are exceptions and end nothing. The result is 1.", one},
        {"install_vector_fitness", "(*ignored: any) -> float", "Accepted for old scripts. The result is 1.", one},
        {"show_errmess_always", "(on: int) -> float",
         "Accepted for old scripts: the message of an error is with its exception. The result is `on`.",
         show_errmess_always},
        {"units", "(name: str|ref) -> str ; (name: str|ref, units: str|ref) -> str ; (shown: int) -> str",
         "The units of a variable or of a class's member ('IClamp.amp'); with a second argument, changes them.\n\n"
         "LookupError for an unknown name.",
         units_},
        {"variable_domain", "(variable: str|ref, low: float, high: float) -> float",
         "Says between which bounds a variable lies, for those who ask the user or fit a model.", variable_domain},
    };
    for (const FunctionDef& function : functions) {
        symbols.add_function(function);
    }
}

}  // namespace nrn
