// Functions of the top level that speak to a screen: dialogs, sessions, events, menus of mechanisms, and the graphs
// of the time before class Graph. Answers are those of NEURON without a display; nothing is asked and nothing printed.
#include <array>

#include "builtins/gui/gui.hpp"
#include "builtins/gui/panel.hpp"
#include "builtins/gui/scene.hpp"
#include "object/call.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

// Lets the user interrupt, which is all that can happen without a screen.
Value events(Call& call) {
    host_of(call.context).check_signals();
    return Value::number(1.0);
}

// A panel that would show the values of a mechanism.
Value mechanism_menu(Call& call) {
    auto& windows = call.context.state<Windows>();
    const bool named = call.is(0, Kind::Text);
    windows.add_item(PanelItem::Sort::Label, named ? std::string(call.text(0)) : std::string(call.name));
    return Value::number(1.0);
}

// ---- the plotter: axes in its own units ----

struct PlotterAxis {
    double origin = 100.0;  // where start lies
    double size = 0.0;      // how far stop lies from it
    double start = 0.0;
    double stop = 1.0;

    double place(double x) const {
        return origin + (x - start) / (stop - start) * size;
    }
};

struct Plotter {
    PlotterAxis x{100.0, 500.0, 0.0, 1.0};
    PlotterAxis y{100.0, 400.0, 0.0, 1.0};
};

// axis(), axis(clip), axis(x origin, x size, y origin, y size) or axis(x start, x stop, tics, y start, y stop, tics).
Value axis(Call& call) {
    auto& plotter = call.context.state<Plotter>();
    if (call.count == 4) {
        plotter.x.origin = call.number(0);
        plotter.x.size = call.number(1);
        plotter.y.origin = call.number(2);
        plotter.y.size = call.number(3);
    } else if (call.count == 6) {
        if (call.number(0) == call.number(1) || call.number(3) == call.number(4)) {
            call.refuse(ErrorKind::Value, "an axis must not start where it stops");
        }
        plotter.x.start = call.number(0);
        plotter.x.stop = call.number(1);
        plotter.y.start = call.number(3);
        plotter.y.stop = call.number(4);
    }
    return Value::number(1.0);
}

Value plotx(Call& call) {
    return Value::number(call.context.state<Plotter>().x.place(call.number(0)));
}

Value ploty(Call& call) {
    return Value::number(call.context.state<Plotter>().y.place(call.number(0)));
}

Value setcolor(Call& call) {
    return Value::number(static_cast<double>(call.integer(0, -kMostColors, kMostColors)));
}

// ---- the table ----

constexpr const char* kSessionDoc = "Writes nothing, as NEURON without a display: there are no windows.";
constexpr const char* kMenuForms = "(*args: any) -> float";
constexpr const char* kMenuDoc = "Shows the values of mechanisms in a panel; without a screen a label names them.";

const FunctionDef kRows[] = {
    {"doEvents", "() -> float", "Lets the user interrupt.", events},
    {"doNotify", "() -> float", "Shows values anew and lets the user interrupt.", events},
    {"string_dialog", "(question: str, answer: ref) -> float ; (question: str, answer: str) -> float",
     "Asks the user for a text; 0, that is cancelled, and answer stays as it is.", zero},
    {"boolean_dialog", "(question: str, yes: str = 'Yes', no: str = 'No') -> float",
     "Asks the user; 0, that is no, as there is no screen.", zero},
    {"continue_dialog", "(message: str) -> float", "Tells the user; there is no screen, so nothing happens.", one},
    {"pwman_place", "(left: float, top: float, show: bool = 1) -> float", "Places the window manager.", zero},
    {"save_session", "(file: str) -> float ; (file: str, header: str) -> float", kSessionDoc, zero},
    {"print_session", "() -> float ; (*args: any) -> float", kSessionDoc, zero},
    {"nrnglobalmechmenu", kMenuForms, kMenuDoc, mechanism_menu},
    {"nrnmechmenu", kMenuForms, kMenuDoc, mechanism_menu},
    {"nrnpointmenu", kMenuForms, kMenuDoc, mechanism_menu},
    {"nrnsecmenu", kMenuForms, kMenuDoc, mechanism_menu},
    {"nrnallpointmenu", kMenuForms, kMenuDoc, mechanism_menu},
    {"nrnallsectionmenu", kMenuForms, kMenuDoc, mechanism_menu},
    {"ivoc_style", "(name: str, value: str) -> float", "Sets a property of windows.", one},
    {"show_winio", "(on: bool) -> float", "Shows the console of Windows.", zero},
    {"hoc_pointer_", "(variable: ref) -> float", "Looks a variable up.", one},
    {"graph", "() -> float ; (mode: float|str, *more: any) -> float",
     "A list of curves for graphmode and plt, of the time before class Graph; kept by nobody.", zero},
    {"graphmode", "(mode: int) -> float ; () -> float", "Starts or ends the curves of graph().", zero},
    {"plt", "(mode: int) -> float ; (mode: int, x: float, y: float) -> float",
     "Moves or draws by the pen of a plotter: there is none.", one},
    {"plot",
     "() -> float ; (mode: int) -> float ; (x: float, y: float) -> float ; "
     "(mode: int, x: float, y: float) -> float",
     "Moves or draws in the units of axis(): there is no plotter.", one},
    {"axis",
     "() -> float ; (clip: float) -> float ; (x_origin: float, x_size: float, y_origin: float, y_size: float) -> float "
     "; (x_start: float, x_stop: float, x_tics: float, y_start: float, y_stop: float, y_tics: float) -> float",
     "Sets where the plotter's axes lie, or what they run over.", axis},
    {"plotx", "(x: float) -> float", "The plotter's abscissa of a number.", plotx},
    {"ploty", "(y: float) -> float", "The plotter's ordinate of a number.", ploty},
    {"lw", "() -> float ; (file: str, device: int = 1) -> float",
     "Sends the plotter's output to a file: there is none.", zero},
    {"regraph", "(variable: ref) -> float ; () -> float", "Draws the curves of graph() again.", one},
    {"setcolor", "(color: int) -> float", "The plotter's colour, which is the answer.", setcolor},
};

}  // namespace

void define_screen_functions(SymbolTable& symbols) {
    for (const FunctionDef& row : kRows) {
        symbols.add_function(row);
    }
}

}  // namespace nrn
