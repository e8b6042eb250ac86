// Small windows: PWManager, SymChooser, TextEditor, ValueFieldEditor; and GUIMath, which computes.
#include <cfenv>
#include <cmath>

#include "builtins/gui/gui.hpp"
#include "builtins/gui/panel.hpp"
#include "builtins/gui/scene.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- PWManager ----

Value no_windows(Call&) {
    return Value::integer(0.0);
}

Value no_window(Call&) {
    return Value::integer(-1.0);
}

Value not_mapped(Call&) {
    return Value::boolean(false);
}

Value name(Call& call) {
    call.bad(ErrorKind::Index, 0, "names no window: there is no screen, so there are none");
}

Value group(Call&) {
    return Value::object(nullptr);
}

Value panels(Call& call) {
    return call.context.state<Windows>().listed(call.context);
}

Value press(Call& call) {
    call.context.state<Windows>().press(call.context, static_cast<int>(call.integer(0, 0, 2000000000)));
    return Value::number(0.0);
}

Value value(Call& call) {
    const Windows::Found found = call.context.state<Windows>().find(static_cast<int>(call.integer(0, 0, 2000000000)));
    if (found.item == nullptr) {
        call.bad(ErrorKind::Index, 0, "names no item: its panel was closed");
    }
    Quantity& quantity = found.item->quantity;
    if (quantity.empty()) {
        call.bad(ErrorKind::Type, 0, "names an item that shows no variable");
    }
    if (call.has(1)) {
        quantity.write(call.context, call.number(1));
        return Value::number(call.number(1));
    }
    quantity.try_again();
    const double now = quantity.read(call.context);
    if (!quantity.problem().empty()) {
        call.refuse(ErrorKind::Value, quantity.problem());
    }
    return Value::number(now);
}

Value close_panel(Call& call) {
    call.context.state<Windows>().close(static_cast<int>(call.integer(0, 0, 2000000000)));
    return Value::number(0.0);
}

const Member kManagerRows[] = {
    {"count", MemberKind::Method, "() -> int", "", "The number of windows on the screen: 0.", no_windows},
    {"name", MemberKind::Method, "(window: int) -> str", "", "The title of a window. IndexError: there are none.",
     name},
    {"is_mapped", MemberKind::Method, "(window: int) -> bool", "", "Whether a window is shown.", not_mapped},
    {"map", MemberKind::Method, "(window: int) -> float", "", "Shows a window.", zero},
    {"hide", MemberKind::Method, "(window: int) -> float", "", "Hides a window.", zero},
    {"close", MemberKind::Method, "(window: int) -> float", "", "Closes a window.", zero},
    {"iconify", MemberKind::Method, "() -> float", "", "Makes all windows an icon.", zero},
    {"deiconify", MemberKind::Method, "() -> float", "", "Shows the windows again.", zero},
    {"leader", MemberKind::Method, "() -> int", "", "The window of the main menu: -1.", no_window},
    {"manager", MemberKind::Method, "() -> int", "", "The window of this manager: -1.", no_window},
    {"save", MemberKind::Method,
     "(file: str, all: bool) -> float ; (file: str, object: object, action: str|callable = '') -> float ; "
     "(file: str, *windows: any) -> float",
     "", "Writes nothing: there are no windows to save.", zero},
    {"group", MemberKind::Method, "(window: int, name: str = '') -> object", "", "The group of a window: None.", group},
    {"snap", MemberKind::Method, "() -> float", "", "Shows the window as an icon of itself.", zero},
    {"scale", MemberKind::Method, "(scale: float) -> float", "", "The size of windows on the printed page.", one},
    {"window_place", MemberKind::Method, "(window: int, left: float, top: float) -> float", "", "Moves a window.", one},
    {"paper_place", MemberKind::Method,
     "(window: int, on: bool) -> float ; (window: int, x: float, y: float, scale: float) -> float", "",
     "Places a window on the printed page.", one},
    {"printfile", MemberKind::Method, "(file: str, format: int = 0, decoration: bool = 0) -> float", "",
     "Writes nothing: there are no windows to print. savefig of a Graph draws to a file.", one},
    {"landscape", MemberKind::Method, "(on: bool) -> float", "", "Turns the printed page.", one},
    {"deco", MemberKind::Method, "(mode: int) -> float", "", "What is printed around the windows.", one},
    {"panels", MemberKind::Method, "() -> list", "",
     "The panels as tuples, as neuron.panels() reads them. An addition to NEURON's members.", panels},
    {"panel_press", MemberKind::Method, "(item: int) -> float", "",
     "Runs the action of an item of a panel, or fills a menu. An addition to NEURON's members.", press},
    {"panel_value", MemberKind::Method, "(item: int) -> float ; (item: int, value: float) -> float", "",
     "The value of the variable that an item of a panel shows; with a number it is set first.\n\n"
     "An addition to NEURON's members.",
     value},
    {"panel_close", MemberKind::Method, "(panel: int) -> float", "", "Closes a panel. An addition to NEURON's members.",
     close_panel},
};

// ---- SymChooser, TextEditor, ValueFieldEditor ----

// Nobody can choose: run answers 0 (cancelled), and text leaves the text as it is.
const Member kChooserRows[] = {
    {"run", MemberKind::Method, "() -> float", "", "Asks the user for a name; 0, that is cancelled.", zero},
    {"text", MemberKind::Method, "(out: ref) -> float ; (out: str) -> float", "",
     "Writes the chosen name to out, which stays as it is when nothing was chosen.", zero},
};

struct Editor {
    std::string text;
    bool read_only = false;
};

void construct_editor(Call& call, void* payload) {
    auto* made = new (payload) Editor;
    if (call.has(0)) {
        made->text = call.text(0);
    }
}

void destroy_editor(void* payload) noexcept {
    static_cast<Editor*>(payload)->~Editor();
}

Value editor_text(Call& call) {
    auto& editor = payload<Editor>(call.self);
    if (call.has(0)) {
        editor.text = call.text(0);
    }
    return Value::text(editor.text);
}

Value editor_read_only(Call& call) {
    auto& editor = payload<Editor>(call.self);
    if (call.has(0)) {
        editor.read_only = call.number(0) != 0.0;
    }
    return Value::boolean(editor.read_only);
}

const Member kEditorRows[] = {
    {"text", MemberKind::Method, "(text: str = '') -> str", "", "The text, after it is replaced when one is given.",
     editor_text},
    {"readonly", MemberKind::Method, "(on: bool = 0) -> bool", "", "Whether the user may not change the text.",
     editor_read_only},
    {"map", MemberKind::Method,
     "() -> float ; (title: str) -> float ; "
     "(title: str, left: float, top: float, width: float, height: float) -> float",
     "", "Shows the text in a window.", zero},
};

const Member kFieldRows[] = {
    {"default", MemberKind::Method, "() -> float", "", "Takes the present value as the one to go back to.", zero},
};

// ---- GUIMath ----

double distance(double x, double y) {
    return std::sqrt(x * x + y * y);
}

// The distance of (x, y) from the line through (x1, y1) and (x2, y2); from the first point where both are one.
Value line_distance(Call& call, bool within) {
    const double x = call.number(0) - call.number(2);
    const double y = call.number(1) - call.number(3);
    const double along_x = call.number(4) - call.number(2);
    const double along_y = call.number(5) - call.number(3);
    const double length = distance(along_x, along_y);
    if (length == 0.0) {
        return Value::number(distance(x, y));
    }
    const double along = (x * along_x + y * along_y) / length;
    if (within && along < 0.0) {
        return Value::number(distance(x, y));
    }
    if (within && along > length) {
        return Value::number(distance(x - along_x, y - along_y));
    }
    return Value::number(std::fabs(x * along_y - y * along_x) / length);
}

Value d2line(Call& call) {
    return line_distance(call, false);
}

Value d2line_seg(Call& call) {
    return line_distance(call, true);
}

Value inside(Call& call) {
    const double x = call.number(0);
    const double y = call.number(1);
    return Value::boolean(x >= call.number(2) && y >= call.number(3) && x <= call.number(4) && y <= call.number(5));
}

// The modes by number: 1 down, 2 nearest, 3 towards zero, 4 up.
constexpr int kModes[] = {FE_DOWNWARD, FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD};

Value feround(Call& call) {
    const int now = std::fegetround();
    int answer = 0;
    for (int i = 0; i < 4; ++i) {
        answer = kModes[i] == now ? i + 1 : answer;
    }
    const long wanted = call.has(0) ? call.integer(0, 0, 4) : 0;
    if (wanted != 0) {
        std::fesetround(kModes[wanted - 1]);
    }
    return Value::integer(answer);
}

constexpr const char* kLineForms = "(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float";

const Member kMathRows[] = {
    {"d2line", MemberKind::Method, kLineForms, "", "The distance of a point from the line through two others.", d2line},
    {"d2line_seg", MemberKind::Method, kLineForms, "",
     "The distance of a point from the part of a line between two others.", d2line_seg},
    {"inside", MemberKind::Method, "(x: float, y: float, left: float, bottom: float, right: float, top: float) -> bool",
     "", "Whether a point lies in a rectangle, its border included.", inside},
    {"feround", MemberKind::Method, "(mode: int = 0) -> int", "",
     "The way numbers are rounded: 1 down, 2 nearest, 3 towards zero, 4 up. With a mode it is set, and the answer is "
     "the one before.",
     feround},
};

}  // namespace

ClassDef window_manager_class() {
    return plain_class("PWManager", "(*args: any)",
                       "The windows on the screen and on the printed page: there are none.", kManagerRows);
}

ClassDef symbol_chooser_class() {
    return plain_class("SymChooser", "(title: str = '', *kinds: any)", "A window in which the user chooses a name.",
                       kChooserRows);
}

ClassDef text_editor_class() {
    ClassDef out{"TextEditor",
                 "(text: str = '', rows: int = 10, columns: int = 80)",
                 "A text that the user may change.",
                 sizeof(Editor),
                 construct_editor,
                 destroy_editor,
                 {}};
    out.members.assign(std::begin(kEditorRows), std::end(kEditorRows));
    return out;
}

ClassDef value_field_editor_class() {
    return plain_class("ValueFieldEditor", "(*args: any)", "A field that shows a variable and can set it.", kFieldRows);
}

ClassDef geometry_class() {
    return plain_class("GUIMath", "(*args: any)", "Distances in the plane, and the rounding of numbers.", kMathRows);
}

}  // namespace nrn
