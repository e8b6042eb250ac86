// Graph: lines that plot(x) continues, drawings, axes, and what a view of them would be.
//
// The positions that getline and line_info give are those of NEURON with a display: a line with a label comes one
// behind its label.
#include <algorithm>
#include <cmath>

#include "builtins/data/vector.hpp"
#include "builtins/gui/contents.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/gui/range_plot.hpp"
#include "builtins/gui/scene.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- lines to be plotted ----

// Pen and place of the label in arguments i …: color, brush, x, y, anchor.
struct Look {
    Pen pen;
    TextPlace place;
};

Look look_args(Call& call, std::size_t i) {
    const Scene& scene = self_scene(call);
    Look out{pen_arg(call, i, scene.pen), scene.place};
    if (call.has(i + 2) || call.has(i + 3)) {
        out.place.x = finite_arg(call, i + 2, out.place.x);
        out.place.y = finite_arg(call, i + 3, out.place.y);
        out.place.anchor = static_cast<Anchor>(call.integer_or(i + 4, 1, 0, 2));
    }
    return out;
}

ItemPtr add_plotted(Call& call, Item::Source source, const std::string& label, std::size_t look_at) {
    const Look look = look_args(call, look_at);
    const ItemPtr line = self_scene(call).add_line(source, label);
    for (const ItemPtr& item : {line, line->caption}) {
        if (item) {
            item->pen = look.pen;
            item->place = look.place;
        }
    }
    return line;
}

void check_number(Call& call, std::size_t i) {
    const Ref* ref = call.args[i].as_ref();
    if (ref->pointer() == nullptr && !ref->get().is_number()) {
        call.bad(ErrorKind::Type, i, "must refer to a number");
    }
}

Value addvar(Call& call) {
    const bool labelled = call.is(0, Kind::Text) && call.has(1) && !call.is_number(1);
    const std::size_t at = labelled ? 1 : 0;
    if (call.is(at, Kind::Ref)) {
        check_number(call, at);
    }
    const std::string label = call.is(0, Kind::Text) ? std::string(call.text(0)) : call.args[0].as_ref()->describe();
    Quantity quantity = Quantity::variable(call.args[at], Scope::current(call.context));
    add_plotted(call, Item::Source::Plotted, label, at + 1)->quantity = std::move(quantity);
    return Value::number(1.0);
}

void check_callable(Call& call, std::size_t i) {
    if (call.is(i, Kind::Host) && !host_of(call.context).callable(call.args[i].as_host())) {
        call.bad(ErrorKind::Type, i, "must be an expression or a callable");
    }
}

Value addexpr(Call& call) {
    const bool labelled = call.has(1) && !call.is_number(1);
    const std::size_t at = labelled ? 1 : 0;
    const bool scoped = labelled && call.is(2, Kind::Object);
    check_callable(call, at);
    const Scope scope = scoped ? Scope(call.object(2)) : Scope::current(call.context);
    Quantity quantity = Quantity::expression(call.args[at], scope);
    add_plotted(call, Item::Source::Plotted, std::string(call.text(0)), at + (scoped ? 2 : 1))->quantity =
        std::move(quantity);
    return Value::number(1.0);
}

Value addobject(Call& call) {
    const ItemPtr line = add_plotted(call, Item::Source::Object, "", 1);
    line->object = call.args[0].copy();
    if (!call.has(1) && is_range_plot(call.object(0))) {
        line->pen.color = range_plot_color(*call.object(0));
    }
    return Value::number(1.0);
}

Value plot(Call& call) {
    if (call.is_number(0)) {
        self_scene(call).plot(call.number(0));
        return Value::number(1.0);
    }
    return draw_with_host(call);
}

Value family(Call& call) {
    Scene& scene = self_scene(call);
    if (call.is(0, Kind::Text)) {
        scene.family_quantity = Quantity::variable(call.args[0], Scope::current(call.context));
        scene.family = true;
    } else {
        scene.family_quantity = Quantity();
        scene.family = call.number(0) != 0.0;
    }
    return Value::number(1.0);
}

Value xexpr(Call& call) {
    check_callable(call, 0);
    self_scene(call).abscissa = Quantity::expression(call.args[0], Scope::current(call.context));
    return Value::number(1.0);
}

// A line over n numbers that follow each other in memory: arrays or Vectors, which it follows.
Value vector(Call& call) {
    const auto n = static_cast<std::size_t>(call.integer(0, 1, 1L << 40));
    for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) {
        if (reach_of(call.args[i]).size() < n) {
            call.bad(ErrorKind::Value, i, "must refer to a number that has n - 1 others behind it");
        }
    }
    const ItemPtr line = self_scene(call).add_line(Item::Source::Follows, "");
    line->abscissae = call.args[1].copy();
    line->object = call.args[2].copy();
    line->room = n;
    return Value::number(1.0);
}

// ---- reading lines ----

// The position of the next line behind argument 0, or -1.
long next_line_arg(Call& call) {
    const Scene& scene = self_scene(call);
    const long last = static_cast<long>(scene.items().size()) - 1;
    return scene.next_line(call.integer(0, -1, std::max(last, -1L)));
}

void set_label(Vector& vector, const std::string& label) {
    vector.label = std::make_unique<std::string>(label);
}

Value getline(Call& call) {
    const long at = next_line_arg(call);
    if (at >= 0) {
        const Item& line = *self_scene(call).items()[static_cast<std::size_t>(at)];
        const Points points = points_of(line);
        vector_arg(call, 1).assign(points.x);
        vector_arg(call, 2).assign(points.y);
        set_label(vector_arg(call, 2), line.label);
    }
    return Value::number(static_cast<double>(at));
}

Value line_info(Call& call) {
    const long at = next_line_arg(call);
    if (at >= 0) {
        const Item& line = *self_scene(call).items()[static_cast<std::size_t>(at)];
        const bool labelled = !line.label.empty();
        const TextPlace& place = line.place;
        const double info[] = {static_cast<double>(line.pen.color), static_cast<double>(line.pen.brush),
                               labelled ? place.x : 0.0, labelled ? place.y : 0.0,
                               labelled ? static_cast<double>(place.anchor) : 0.0};
        vector_arg(call, 1).assign(info);
        set_label(vector_arg(call, 1), line.label);
    }
    return Value::number(static_cast<double>(at));
}

// ---- pens and places ----

Value color(Call& call) {
    Scene& scene = self_scene(call);
    const int index = pen_arg(call, 0, scene.pen).color;
    if (call.has(1)) {
        scene.colors[index] = call.text(1);
    } else {
        scene.pen.color = index;
    }
    return Value::number(1.0);
}

Value brush(Call& call) {
    Scene& scene = self_scene(call);
    const int index = static_cast<int>(call.integer(0, -kMostColors, kMostColors));
    if (call.has(1)) {
        const int pattern = static_cast<int>(call.integer(1, -kMostColors, kMostColors));
        scene.brushes[index] = {pattern, finite_arg(call, 2, 1.0)};
    } else {
        scene.pen.brush = index;
    }
    return Value::number(1.0);
}

Value anchor_labels(Call& call, Anchor anchor) {
    TextPlace& place = self_scene(call).place;
    place.scale = finite_arg(call, 0, 1.0);
    place.anchor = anchor;
    return Value::number(1.0);
}

Value relative(Call& call) {
    return anchor_labels(call, Anchor::Relative);
}

Value fixed(Call& call) {
    return anchor_labels(call, Anchor::Fixed);
}

Value vfixed(Call& call) {
    return anchor_labels(call, Anchor::View);
}

Value align(Call& call) {
    const double x = finite_arg(call, 0);
    const double y = finite_arg(call, 1);
    TextPlace& place = self_scene(call).place;
    place.align_x = x;
    place.align_y = y;
    return Value::number(1.0);
}

Value set_axis(Call& call, Axis& axis) {
    if (call.count <= 1) {
        axis.mode = static_cast<int>(call.integer_or(0, 0, 0, 3));
    } else {
        axis.range = std::make_pair(finite_arg(call, 0), finite_arg(call, 1));
        axis.mode = 0;
    }
    return Value::number(1.0);
}

Value xaxis(Call& call) {
    return set_axis(call, self_scene(call).x_axis);
}

Value yaxis(Call& call) {
    return set_axis(call, self_scene(call).y_axis);
}

Value glyph(Call& call) {
    TextPlace place;
    place.x = finite_arg(call, 1);
    place.y = finite_arg(call, 2);
    place.anchor = static_cast<Anchor>(call.integer_or(6, 0, 0, 2));
    const std::array<double, 3> transform{finite_arg(call, 3, 1.0), finite_arg(call, 4, 1.0), finite_arg(call, 5)};
    const ItemPtr made = self_scene(call).add(Item::Sort::Glyph);
    made->object = call.args[0].copy();
    made->place = place;
    made->transform = transform;
    return Value::number(0.0);
}

// ---- views ----

Value view_info(Call& call) {
    const Scene& scene = self_scene(call);
    if (scene.views.empty()) {
        return Value::number(-1.0);
    }
    if (!call.has(0)) {
        return Value::number(0.0);
    }
    const auto i = static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(scene.views.size()) - 1));
    const auto& [left, bottom, width, height] = scene.views[i].scene;
    const double points_wide = scene.views[i].window[2];
    const double points_high = scene.views[i].window[3];
    const double at = call.number_or(2, 0.0);
    constexpr double kFontHeight = 12.0;
    const double answers[] = {width,
                              height,
                              points_wide,
                              points_high,
                              left,
                              left + width,
                              bottom,
                              bottom + height,
                              width / points_wide,
                              height / points_high,
                              (at - left) / width,
                              (at - bottom) / height,
                              (at - left) / width * points_wide,
                              (bottom + height - at) / height * points_high,
                              kFontHeight};
    return Value::number(answers[call.integer(1, 1, 15) - 1]);
}

Value view_size(Call& call) {
    Scene& scene = self_scene(call);
    if (!scene.views.empty()) {
        const auto i = static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(scene.views.size()) - 1));
        const double left = finite_arg(call, 1);
        const double bottom = finite_arg(call, 3);
        scene.views[i].scene = {left, bottom, finite_arg(call, 2) - left, finite_arg(call, 4) - bottom};
        scene.framed = true;
    }
    return Value::number(0.0);
}

// ---- menus ----

Value menu_remove(Call& call) {
    auto& menu = self_scene(call).menu;
    std::vector<MenuEntry> removed;  // goes last: what its actions hold may run code of the user
    const auto first = std::stable_partition(menu.begin(), menu.end(),
                                             [&](const MenuEntry& entry) { return entry.label != call.text(0); });
    std::move(first, menu.end(), std::back_inserter(removed));
    menu.erase(first, menu.end());
    return Value::number(0.0);
}

Value crosshair_action(Call& call) {
    const Action made(call, 0);
    const Action before = std::exchange(self_scene(call).crosshair, made);
    return Value::number(0.0);
}

Value simgraph(Call& call) {
    self_scene(call).is_simgraph = true;
    return Value::number(1.0);
}

// ---- the table ----

#define NRN_LOOK "color: int = 1, brush: int = 1, x: float = 0.8, y: float = 0.9, anchor: int = 1) -> float"

constexpr const char* kAddvarForms =
    "(variable: str, " NRN_LOOK " ; (label: str, variable: str|ref, " NRN_LOOK " ; (variable: ref, " NRN_LOOK;
constexpr const char* kAddexprForms =
    "(expression: str, " NRN_LOOK " ; (label: str, expression: str|callable, " NRN_LOOK
    " ; (label: str, expression: str, object: object, " NRN_LOOK;
constexpr const char* kAddobjectForms = "(object: object, " NRN_LOOK;
#undef NRN_LOOK

constexpr const char* kAxisForms =
    "(mode: int = 0) -> float ; (start: float, stop: float, place: float = 0, ticks: int = -1, minor_ticks: int = 0, "
    "invert: int = 0, numbers: int = 1) -> float";

const Member kRows[] = {
    {"addvar", MemberKind::Method, kAddvarForms, "",
     "Adds a line for a variable, given by name or reference; each plot(x) appends its value.\n\n"
     "color and brush are indices, x, y and anchor say where the label stands. A name that means nothing gives a line\n"
     "of nan; lines() then tells the problem.",
     addvar},
    {"addexpr", MemberKind::Method, kAddexprForms, "",
     "Adds a line for an expression of hoc or a callable; each plot(x) appends its value.\n\n"
     "With an object the expression means names of that object.",
     addexpr},
    {"addobject", MemberKind::Method, kAddobjectForms, "", "Adds a RangeVarPlot.", addobject},
    {"plot", MemberKind::Method, "(x: float) -> float ; (figure: any, *options: any) -> any", "",
     "plot(x) appends to each line of addvar and addexpr its value at x.\n\n"
     "plot(matplotlib.pyplot), or with a figure or axes of matplotlib, draws the graph there and gives the axes.",
     plot},
    {"vector", MemberKind::Method, "(n: int, x: ref, y: ref) -> float", "",
     "A line over n numbers from the references x and y on; it follows their changes.", vector},
    {"getline", MemberKind::Method, "(previous: int, x: Vector, y: Vector) -> float", "",
     "Copies the line behind position `previous` (-1: the first) and gives its position, or -1 when there is none.\n\n"
     "The label of y becomes that of the line.",
     getline},
    {"line_info", MemberKind::Method, "(previous: int, info: Vector) -> float", "",
     "As getline, for color, brush, and x, y and anchor of the label, which info gets as its label.", line_info},
    {"family", MemberKind::Method, "(on: bool) -> float ; (variable: str) -> float", "",
     "1: begin() keeps the lines drawn so far. A variable labels each with its value.", family},
    {"xexpr", MemberKind::Method, "(expression: str|callable, use_pointer: bool = 0) -> float", "",
     "An expression that gives the abscissa in place of the x of plot(x).", xexpr},
    {"color", MemberKind::Method, "(index: int) -> float ; (index: int, name: str) -> float", "",
     "The colour of what is drawn next, or with a name what the index means in this graph.\n\n"
     "0 white, 1 black, 2 red, 3 blue, 4 green, 5 orange, 6 brown, 7 violet, 8 yellow, 9 grey.",
     color},
    {"brush", MemberKind::Method, "(index: int) -> float ; (index: int, pattern: int, width: float = 1) -> float", "",
     "The brush of what is drawn next, or with a pattern what the index means in this graph.\n\n"
     "The width is index % 5 points, index / 5 chooses solid lines and four kinds of dashes.",
     brush},
    {"relative", MemberKind::Method, "(scale: float = 1) -> float", "",
     "Labels from now on stand in the scene and change their size with the view.", relative},
    {"fixed", MemberKind::Method, "(scale: float = 1) -> float", "",
     "Labels from now on stand in the scene and keep their size.", fixed},
    {"vfixed", MemberKind::Method, "(scale: float = 1) -> float", "",
     "Labels from now on stand in the view: 0, 0 is its lower left, 1, 1 its upper right corner.", vfixed},
    {"align", MemberKind::Method, "(x: float = 0, y: float = 0) -> float", "",
     "Which point of a label stands at its place: 0, 0 is its lower left, 1, 1 its upper right corner.", align},
    {"xaxis", MemberKind::Method, kAxisForms, "",
     "Draws an x axis: mode 0 in the scene, 1 at the border, 2 a box, 3 none; or from start to stop.", xaxis},
    {"yaxis", MemberKind::Method, kAxisForms, "",
     "Draws a y axis: mode 0 in the scene, 1 at the border, 2 a box, 3 none; or from start to stop.", yaxis},
    {"glyph", MemberKind::Method,
     "(glyph: Glyph, x: float, y: float, scale_x: float = 1, scale_y: float = 1, angle: float = 0, anchor: int = 0) "
     "-> float",
     "", "Draws a Glyph.", glyph},
    {"fastflush", MemberKind::Method, "() -> float", "",
     "Shows what was drawn: there is no screen, so nothing happens.", one},
    {"view_info", MemberKind::Method,
     "() -> float ; (view: int, what: int) -> float ; "
     "(view: int, what: int, coordinate: float) -> float",
     "",
     "About a view: 1 width, 2 height, 3 and 4 these in points, 5 left, 6 right, 7 bottom, 8 top, 9 and 10 the size "
     "of a point.\n\n"
     "With a coordinate of the scene: 11 and 12 its relative place across and up, 13 points from the left, 14 from "
     "the\n"
     "top; 15 is the height of the font. -1 without a view, and 0, the view meant, without arguments.",
     view_info},
    {"view_size", MemberKind::Method, "(view: int, left: float, right: float, bottom: float, top: float) -> float", "",
     "Sets what a view shows.", view_size},
    {"menu_remove", MemberKind::Method, "(label: str) -> float", "", "Removes an entry that was added to the menu.",
     menu_remove},
    {"crosshair_action", MemberKind::Method, "(action: str|callable|tuple, vectors: bool = 0) -> float", "",
     "What is run for a key pressed at the cross hair.", crosshair_action},
    {"simgraph", MemberKind::Method, "() -> float", "", "Local variable time steps plot each line at its own times.",
     simgraph},
};

}  // namespace

ClassDef graph_class() {
    ClassDef out{"Graph",
                 "(show: bool = 1)",
                 "Lines that follow variables, and drawings. Graph(0) has no view yet.\n\n"
                 "There is no screen: plot(matplotlib.pyplot) and savefig(file) draw it.",
                 sizeof(Scene),
                 construct_scene,
                 destroy_scene,
                 {}};
    add_scene_members(out.members);
    out.members.insert(out.members.end(), std::begin(kRows), std::end(kRows));
    add_contents_members(out.members);
    return out;
}

}  // namespace nrn
