// What Graph, Shape and PlotShape have in common: views and sizes, texts, lines, marks, menus.
//
// Answers are those of NEURON without a display (1 or 0), except where there is something to tell: the extent, the
// number of views.
#include <cmath>
#include <cstring>

#include "builtins/gui/scene.hpp"

namespace nrn {

Value one(Call&) {
    return Value::number(1.0);
}

Value zero(Call&) {
    return Value::number(0.0);
}

namespace {

constexpr const char kMarkStyles[] = "+otsOTS|-";

// ---- extent ----

Value size(Call& call) {
    Scene& scene = self_scene(call);
    if (call.count == 4) {
        scene.natural = Bounds{finite_arg(call, 0), finite_arg(call, 1), finite_arg(call, 2), finite_arg(call, 3)};
        scene.framed = true;
        if (!scene.views.empty()) {
            scene.show(*scene.natural);
        }
        return Value::number(0.0);
    }
    if (call.is(0, Kind::Ref)) {
        const Bounds all = scene.data_bounds().value_or(scene.natural_bounds());
        const std::span<double> out = reach_of(call.args[0]);
        if (out.size() < 4) {
            call.bad(ErrorKind::Value, 0, "must refer to the first of 4 numbers");
        }
        const double sides[] = {all.left, all.right, all.bottom, all.top};
        std::copy(std::begin(sides), std::end(sides), out.begin());
        return Value::number(0.0);
    }
    const Bounds shown = scene.view_bounds();
    switch (call.integer(0, 1, 4)) {
        case 1:
            return Value::number(shown.left);
        case 2:
            return Value::number(shown.right);
        case 3:
            return Value::number(shown.bottom);
        default:
            return Value::number(shown.top);
    }
}

Value view(Call& call) {
    Scene& scene = self_scene(call);
    if (call.count != 8) {
        const Bounds all = scene.natural_bounds();
        scene.views.push_back(
            {{all.left, all.bottom, all.right - all.left, all.top - all.bottom}, {0.0, 0.0, 300.0, 200.0}});
        return Value::number(1.0);
    }
    View made{};
    for (std::size_t i = 0; i < 4; ++i) {
        made.scene[i] = finite_arg(call, i);
        made.window[i] = finite_arg(call, i + 4);
    }
    scene.framed = true;
    scene.views.push_back(made);
    return Value::number(1.0);
}

Value view_count(Call& call) {
    return Value::integer(static_cast<double>(self_scene(call).views.size()));
}

Value unmap(Call& call) {
    self_scene(call).views.clear();
    return Value::number(0.0);
}

// ---- drawing ----

Value begin(Call& call) {
    self_scene(call).begin();
    return Value::number(1.0);
}

Value beginline(Call& call) {
    Scene& scene = self_scene(call);
    const bool labelled = call.is(0, Kind::Text);
    const std::size_t at = labelled ? 1 : 0;
    if (call.has(at)) {
        scene.pen = pen_arg(call, at, scene.pen);
    }
    scene.begin_line(labelled ? std::string(call.text(0)) : std::string());
    return Value::number(1.0);
}

Value line(Call& call) {
    self_scene(call).line_to(call.number(0), call.number(1));
    return Value::number(1.0);
}

Value label(Call& call) {
    Scene& scene = self_scene(call);
    if (call.is(0, Kind::Text)) {
        scene.add(Item::Sort::Text)->label = call.text(0);
        return Value::number(1.0);
    }
    TextPlace place = scene.place;
    place.x = finite_arg(call, 0);
    place.y = finite_arg(call, 1);
    place.anchor = static_cast<Anchor>(call.integer_or(3, static_cast<long>(place.anchor), 0, 2));
    place.scale = finite_arg(call, 4, place.scale);
    place.align_x = finite_arg(call, 5, place.align_x);
    place.align_y = finite_arg(call, 6, place.align_y);
    Pen pen = scene.pen;
    pen.color = static_cast<int>(call.integer_or(7, pen.color, -kMostColors, kMostColors));
    scene.place = place;
    if (call.has(2)) {
        const ItemPtr text = scene.add(Item::Sort::Text);
        text->label = call.text(2);
        text->pen = pen;
    }
    return Value::number(1.0);
}

Value mark(Call& call) {
    Scene& scene = self_scene(call);
    const char style = mark_style_arg(call, 2);
    const double size = finite_arg(call, 3, 12.0);
    const Pen pen = pen_arg(call, 4, scene.pen);
    const ItemPtr made = scene.add(Item::Sort::Mark);
    made->place.x = call.number(0);
    made->place.y = call.number(1);
    made->style = style;
    made->size = size;
    made->pen = pen;
    return Value::number(1.0);
}

Value erase(Call& call) {
    self_scene(call).erase();
    return Value::number(1.0);
}

Value erase_all(Call& call) {
    self_scene(call).erase_all();
    return Value::number(1.0);
}

Value save_name(Call& call) {
    self_scene(call).save_name = call.text(0);
    return Value::number(1.0);
}

// ---- menus ----

Value add_entry(Call& call, bool tool) {
    MenuEntry entry;
    entry.label = call.text(0);
    entry.action = Action(call, 1);
    entry.selected = tool ? Action(call, 2) : Action();
    entry.tool = tool;
    self_scene(call).menu.push_back(std::move(entry));
    return Value::number(1.0);
}

Value menu_action(Call& call) {
    return add_entry(call, false);
}

Value menu_tool(Call& call) {
    return add_entry(call, true);
}

// Items of the user first, then those that every graph has.
Value exec_menu(Call& call) {
    Scene& scene = self_scene(call);
    const std::string_view wanted = call.text(0);
    for (const MenuEntry& entry : scene.menu) {
        if (entry.label == wanted) {
            const Action action = entry.tool ? entry.selected : entry.action;
            action.run(call.context);
            return Value::number(0.0);
        }
    }
    if (wanted == "Keep Lines") {
        scene.family = !scene.family;
    } else if (wanted == "Erase") {
        scene.erase();
    } else if (wanted == "View = plot") {
        scene.show(scene.data_bounds().value_or(scene.natural_bounds()));
    } else if (wanted == "Whole Scene") {
        scene.show(scene.natural_bounds());
    }
    return Value::number(0.0);
}

// ---- the table ----

constexpr const char* kSizeForms =
    "(side: int) -> float ; (left: float, right: float, bottom: float, top: float) -> float ; (out: ref) -> float";
constexpr const char* kViewForms =
    "(left: float, bottom: float, width: float, height: float, window_left: float, window_top: float, "
    "window_width: float, window_height: float) -> float ; (mode: int = 2) -> float";
constexpr const char* kLabelForms =
    "(x: float, y: float, text: str, anchor: int = 2, scale: float = 1, align_x: float = 0, align_y: float = 0, "
    "color: int = 1) -> float ; (text: str) -> float ; (x: float, y: float) -> float";
constexpr const char* kBeginlineForms =
    "() -> float ; (color: int, brush: int = 1) -> float ; (label: str, color: int = 1, brush: int = 1) -> float";
constexpr const char* kMarkForms =
    "(x: float, y: float, style: str|int = '+', size: float = 12, color: int = 1, brush: int = 1) -> float";

const Member kRows[] = {
    {"size", MemberKind::Method, kSizeForms, "",
     "size(1 … 4): left, right, bottom or top of the first view; size(left, right, bottom, top) sets the extent.\n\n"
     "size(out) writes left, right, bottom and top of all lines and marks to the 4 numbers from out on.",
     size},
    {"view", MemberKind::Method, kViewForms, "",
     "Adds a view: a rectangle of the scene, and where its window would stand on a screen.", view},
    {"view_count", MemberKind::Method, "() -> int", "",
     "The number of views.\n\nNEURON answers 0 without a display; here the graph is kept as if it were shown.",
     view_count},
    {"unmap", MemberKind::Method, "() -> float", "", "Removes all views; what is drawn stays.", unmap},
    {"begin", MemberKind::Method, "() -> float", "",
     "The next plot(x) gives the first point of each line; with family(1) the lines so far are kept.", begin},
    {"beginline", MemberKind::Method, kBeginlineForms, "", "Begins a line, which line(x, y) continues.", beginline},
    {"line", MemberKind::Method, "(x: float, y: float) -> float", "", "Adds a point to the line that was begun last.",
     line},
    {"label", MemberKind::Method, kLabelForms, "",
     "Draws a text, or without one says where the next label goes.\n\n"
     "anchor 2: x and y run from 0 to 1 across the view, 1: coordinates of the scene, 0: these, with a size that\n"
     "follows the view.",
     label},
    {"mark", MemberKind::Method, kMarkForms, "",
     "Draws a mark; style is one of + o t s O T S | - or its place in this list, size in points.", mark},
    {"erase", MemberKind::Method, "() -> float", "",
     "Erases what is drawn; texts stay, and so do the lines that plot(x) continues.", erase},
    {"erase_all", MemberKind::Method, "() -> float", "", "Erases everything.", erase_all},
    {"flush", MemberKind::Method, "() -> float", "", "Shows what was drawn: there is no screen, so nothing happens.",
     one},
    {"save_name", MemberKind::Method, "(name: str, always: bool = 0) -> float", "",
     "The name of the variable that holds this object in a session file.", save_name},
    {"menu_action", MemberKind::Method, "(label: str, action: str|callable|tuple) -> float", "",
     "Adds an entry with an action to the menu.", menu_action},
    {"menu_tool", MemberKind::Method,
     "(label: str, action: str|callable|tuple, selected: str|callable|tuple = '') -> float", "",
     "Adds a tool to the menu: action is run for the mouse, selected when the tool is chosen.", menu_tool},
    {"exec_menu", MemberKind::Method, "(label: str) -> float", "",
     "Chooses an entry of the menu: one that was added, or Keep Lines, Erase, View = plot, Whole Scene.\n\n"
     "Others change only what a screen would show.",
     exec_menu},
    {"printfile", MemberKind::Method, "(file: str) -> float", "",
     "Writes nothing, as NEURON without a display; savefig of a Graph draws to a file.", one},
    {"gif", MemberKind::Method,
     "(file: str) -> float ; (file: str, left: float, bottom: float, width: float, height: float) -> float", "",
     "Shows a picture in the background: there is no screen, so nothing happens.", zero},
};

}  // namespace

double finite_arg(Call& call, std::size_t i, double otherwise) {
    const double x = call.number_or(i, otherwise);
    if (!std::isfinite(x)) {
        call.bad(ErrorKind::Value, i, "must be a finite number");
    }
    return x;
}

Pen pen_arg(Call& call, std::size_t i, Pen otherwise) {
    Pen out;
    out.color = static_cast<int>(call.integer_or(i, otherwise.color, -kMostColors, kMostColors));
    out.brush = static_cast<int>(call.integer_or(i + 1, otherwise.brush, -kMostColors, kMostColors));
    return out;
}

char mark_style_arg(Call& call, std::size_t i) {
    if (!call.has(i)) {
        return '+';
    }
    if (call.is_number(i)) {
        return kMarkStyles[call.integer(i, 0, 8)];
    }
    const std::string_view text = call.text(i);
    if (text.size() != 1 || std::strchr(kMarkStyles, text[0]) == nullptr) {
        call.bad(ErrorKind::Value, i, "must be one of + o t s O T S | -, not \"" + std::string(text) + "\"");
    }
    return text[0];
}

void add_scene_members(MemberTable& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
