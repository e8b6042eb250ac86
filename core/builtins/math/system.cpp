// The simulation's global variables and the functions of the top level that need no model: time, files,
// version, quit.
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

#include "builtins/math/math.hpp"
#include "mech/environment.hpp"
#include "object/call.hpp"
#include "object/sandbox.hpp"

namespace nrn {
namespace {

// Variables that models read and set before there is a simulation to use them.
struct Globals {
    double clamp_resist = 1e-3;  // [MOhm]
    double hoc_ac = 0.0;
    double cross_x = 0.0;
    double cross_y = 0.0;
    int netrec_state_adjust = 0;
    int sparse_partrans = 0;
};

struct Stopwatch {
    double started = 0.0;  // [s]
};

double seconds_now() {
    timeval now{};
    gettimeofday(&now, nullptr);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_usec) * 1e-6;
}

Value startsw(Call& call) {
    double& started = call.context.state<Stopwatch>().started;
    started = seconds_now();
    return Value::number(started);
}

Value stopsw(Call& call) {
    const double started = call.context.state<Stopwatch>().started;
    return Value::number(started == 0.0 ? 0.0 : seconds_now() - started);
}

Value getcwd_(Call& call) {
    char path[PATH_MAX];
    if (::getcwd(path, sizeof path) == nullptr) {
        call.refuse(ErrorKind::Io, std::string("no current directory: ") + std::strerror(errno));
    }
    const std::string text = path;
    return Value::text(text.back() == '/' ? text : text + "/");
}

Value chdir_(Call& call) {
    refuse_in_sandbox("chdir()");
    const std::string path(call.text(0));
    return Value::number(::chdir(path.c_str()) == 0 ? 0.0 : -1.0);
}

Value unix_mac_pc(Call&) {
#ifdef __APPLE__
    return Value::number(2.0);
#else
    return Value::number(1.0);
#endif
}

Value nrnversion(Call& call) {
    const std::string number = NRN_VERSION_TEXT;
    const std::string version = "VERSION " + number;
    switch (call.integer_or(0, 1, 0, 7)) {
        case 0:
        case 5:
            return Value::text(number);
        case 2:
            return Value::text(version);
        case 3:
        case 4:
        case 6:
            return Value::text("");
        case 7:
            return Value::text("NEURON");
        default:
            return Value::text("NEURON -- " + version);
    }
}

// "a" against "b": -1, 0 or 1, as the C library compares bytes.
Value strcmp_(Call& call) {
    const std::string_view a = call.text(0);
    const std::string_view b = call.text(1);
    const auto byte = [](std::string_view text, std::size_t i) {
        return i < text.size() ? static_cast<double>(static_cast<unsigned char>(text[i])) : 0.0;
    };
    std::size_t i = 0;
    while (i < a.size() && i < b.size() && a[i] == b[i]) {
        ++i;
    }
    return Value::number(byte(a, i) - byte(b, i));
}

Value execerror(Call& call) {
    std::string message(call.text(0));
    if (call.has(1)) {
        message.append(1, ' ').append(call.text(1));
    }
    fail(ErrorKind::Hoc, "%s", message.c_str());
}

Value quit(Call& call) {
    refuse_in_sandbox("quit()");
    throw Error(ErrorKind::Quit, std::to_string(call.integer_or(0, 0, INT_MIN, INT_MAX)));
}

void variable(SymbolTable& symbols, const char* name, double* where, const char* units, const char* doc) {
    Symbol& symbol = symbols.add_number_at(name, where);
    symbol.units = units;
    symbol.doc = doc;
}

}  // namespace

void define_system(Context& context, SymbolTable& symbols) {
    auto& globals = context.state<Globals>();
    auto& environment = context.state<mech::Environment>();
    variable(symbols, "t", &environment.t, "ms", "Simulation time.");
    variable(symbols, "dt", &environment.dt, "ms", "Length of a time step.");
    variable(symbols, "celsius", &environment.celsius, "degC", "Temperature of the simulation.");
    variable(symbols, "clamp_resist", &globals.clamp_resist, "MOhm", "Resistance of fclamp's electrode.");
    variable(symbols, "hoc_ac_", &globals.hoc_ac, "", "A number for short exchanges with hoc.");
    variable(symbols, "hoc_cross_x_", &globals.cross_x, "", "Place of a graph's cross hair.");
    variable(symbols, "hoc_cross_y_", &globals.cross_y, "", "Place of a graph's cross hair.");
    variable(symbols, "float_epsilon", &context.state<Tolerance>().float_epsilon, "",
             "Numbers that differ by less are equal in comparisons.");
    symbols.add_integer_at("stoprun", &environment.stoprun).doc = "Set it to end a running simulation.";
    symbols.add_integer_at("secondorder", &environment.secondorder).doc =
        "0: backward Euler, 1 and 2: Crank-Nicolson (2: ion currents at second order too).";
    symbols.add_integer_at("diam_changed", &environment.diam_changed).doc =
        "Set it to 1 to have areas and axial resistances computed again.";

    symbols.add_integer_at("nrn_shape_changed_", &environment.shape_changed).doc = "Counts changes of shape.";
    symbols.add_integer_at("nrn_netrec_state_adjust", &globals.netrec_state_adjust).doc =
        "1: a state change by NET_RECEIVE is adjusted at the time of the event.";
    symbols.add_integer_at("nrn_sparse_partrans", &globals.sparse_partrans).doc =
        "1: values are transferred between ranks that need them only.";

    symbols.add_function({"startsw", "() -> float", "Starts the stopwatch; the seconds since 1970.", startsw});
    symbols.add_function({"stopsw", "() -> float", "Seconds since startsw().", stopsw});
    symbols.add_function({"getcwd", "() -> str", "The current directory, with a slash at its end.", getcwd_});
    symbols.add_function(
        {"chdir", "(path: str) -> float", "Changes the current directory; 0, or -1 on failure.", chdir_});
    symbols.add_function(
        {"unix_mac_pc", "() -> float", "1 on Linux and other Unixes, 2 on macOS, 3 on Windows.", unix_mac_pc});
    symbols.add_function({"nrnversion", "(i: int = 1) -> str",
                          "Version texts: 0 and 5 the number, 1 the title, 2 'VERSION n', 7 the program.", nrnversion});
    symbols.add_function(
        {"strcmp", "(a: str, b: str) -> float",
         "Negative, 0 or positive as a sorts before, with or after b: the difference of the first bytes that differ.",
         strcmp_});
    symbols.add_function(
        {"execerror", "(message: str, detail: str = '') -> none", "Raises an error with this message.", execerror});
    symbols.add_function(
        {"quit", "(code: int = 0) -> none", "Ends the program (SystemExit in Python), MPI included.", quit});
}

}  // namespace nrn
