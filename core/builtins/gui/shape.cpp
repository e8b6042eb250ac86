// Shape, PlotShape, PPShape, SectionBrowser: pictures of sections.
//
// They keep what is drawn into them and how; PlotShape.plot draws by neuron/_api/shapeplot.py.
#include <array>
#include <cmath>

#include "builtins/data/vector.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/gui/nearest.hpp"
#include "builtins/gui/scene.hpp"
#include "builtins/model/places.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

constexpr const char* kModule = "neuron._api.shapeplot";
constexpr long kMostShades = 65536;
constexpr std::array<int, 3> kGray{128, 128, 128};

// ---- Shape and PlotShape ----

Value show(Call& call) {
    Scene& scene = self_scene(call);
    scene.mode = static_cast<int>(call.integer_or(0, scene.mode, 0, 2));
    return Value::number(1.0);
}

// Without an argument the mode, as NEURON does since its version 9.
Value plot_show(Call& call) {
    if (!call.has(0)) {
        return Value::integer(static_cast<double>(self_scene(call).mode));
    }
    show(call);
    return Value::integer(1.0);
}

// A map of so many colours, all of them gray.
Value new_colormap(Call& call) {
    if (call.has(1) && call.number(1) != 0.0) {
        fail(ErrorKind::NotImplemented,
             "PlotShape.colormap(): a map for all PlotShapes is not part of this version: set that of each, or give "
             "plot() a map by its argument cmap");
    }
    self_scene(call).colormap.assign(static_cast<std::size_t>(call.integer(0, 0, kMostShades)), kGray);
    self_scene(call).colormap_has_size = true;
    return Value::number(1.0);
}

Value colormap(Call& call) {
    if (!call.has(0)) {
        return Value::number(1.0);
    }
    if (!call.has(2)) {
        return new_colormap(call);
    }
    std::vector<std::array<int, 3>>& map = self_scene(call).colormap;
    const long last = self_scene(call).colormap_has_size ? static_cast<long>(map.size()) - 1 : kMostShades - 1;
    const auto index = static_cast<std::size_t>(call.integer(0, 0, last));
    std::array<int, 3> color{};
    for (std::size_t i = 0; i < 3; ++i) {
        color[i] = static_cast<int>(call.integer(i + 1, 0, 255));
    }
    if (index >= map.size()) {
        map.resize(index + 1, kGray);
    }
    map[index] = color;
    return Value::number(1.0);
}

Value len_scale(Call& call) {
    const double scale = call.number(0);
    if (!(scale > 0.0 && std::isfinite(scale))) {
        call.bad(ErrorKind::Value, 0, "must be above 0");
    }
    if (!call.has(1) && cable_of(call).first() == nullptr) {
        return Value::number(0.0);
    }
    cable::Section& section = section_arg(call, 1);
    std::vector<std::pair<Value, double>>& scales = self_scene(call).length_scales;
    std::erase_if(scales, [&](const auto& each) { return each.first.as_section() == &section; });
    scales.emplace_back(Value::section(&section), scale);
    return Value::number(0.0);
}

Value variable(Call& call) {
    if (call.is(0, Kind::Host) && !host_of(call.context).callable(call.args[0].as_host()) && !call.is_a(0, "Vector")) {
        call.bad(ErrorKind::Type, 0, "must be the name of a range variable or a callable");
    }
    self_scene(call).variable = call.args[0].copy();
    return Value::number(1.0);
}

Value scale(Call& call) {
    self_scene(call).color_range = std::make_pair(call.number(0), call.number(1));
    return Value::number(1.0);
}

// ---- what is drawn ----

// The shape, with the sections that it shows: a SectionList, or nothing for all.
void construct_shape(Call& call, void* payload) {
    construct_scene(call, payload);
    if (call.is_a(0, "SectionList")) {
        static_cast<Scene*>(payload)->sections = call.args[0].copy();
    }
}

Value observe(Call& call) {
    const bool all = !call.has(0) || (call.is(0, Kind::Object) && call.object(0) == nullptr);
    if (!all && !call.is_a(0, "SectionList")) {
        call.bad(ErrorKind::Type, 0, "must be a SectionList, such as h.SectionList([soma, dend])");
    }
    self_scene(call).sections = all ? Value() : call.args[0].copy();
    return Value::number(0.0);
}

// A list of (name, value) that Python makes a dict of.
Value contents(Call& call) {
    Host& host = host_of(call.context);
    const Scene& scene = self_scene(call);
    std::vector<Value> out;
    const auto entry = [&](const char* name, Value value) {
        std::vector<Value> row;
        row.push_back(Value::text(name));
        row.push_back(std::move(value));
        out.push_back(host.new_tuple(std::move(row)));
    };
    Value range = Value::object(nullptr);
    if (scene.color_range) {
        std::vector<Value> pair;
        pair.push_back(Value::number(scene.color_range->first));
        pair.push_back(Value::number(scene.color_range->second));
        range = host.new_tuple(std::move(pair));
    }
    const auto kept = [](const Value& value) {
        return value.kind() == Kind::Void ? Value::object(nullptr) : value.copy();
    };
    entry("variable", kept(scene.variable));
    entry("sections", kept(scene.sections));
    entry("range", std::move(range));
    entry("mode", Value::integer(static_cast<double>(scene.mode)));
    std::vector<Value> colors;
    for (const std::array<int, 3>& each : scene.colormap) {
        std::vector<Value> parts;
        for (const int part : each) {
            parts.push_back(Value::integer(static_cast<double>(part)));
        }
        colors.push_back(host.new_tuple(std::move(parts)));
    }
    entry("colormap", host.new_sequence(std::move(colors)));
    std::vector<Value> scales;
    for (const auto& [section, scale] : scene.length_scales) {
        if (cable::section_of(section).alive()) {
            std::vector<Value> pair;
            pair.push_back(section.copy());
            pair.push_back(Value::number(scale));
            scales.push_back(host.new_tuple(std::move(pair)));
        }
    }
    entry("len_scale", host.new_sequence(std::move(scales)));
    return host.new_sequence(std::move(out));
}

Value plotter(Call& call) {
    const Value self = call.self_value();
    return host_of(call.context).call_named(kModule, "shape_plotter", &self, 1);
}

constexpr const char* kShapeForms = "(sections: SectionList|object|None = None, show: bool = 1) ; (show: bool)";

const Member kShapeRows[] = {
    {"color", MemberKind::Method, "(color: int, section: any = None) -> float", "",
     "The colour of a section, in hoc of the one that is accessed.", zero},
    {"color_all", MemberKind::Method, "(color: int) -> float", "", "The colour of all sections.", zero},
    {"color_list", MemberKind::Method, "(sections: any, color: int) -> float", "", "The colour of a list of sections.",
     zero},
    {"len_scale", MemberKind::Method, "(scale: float, section: any = None) -> float", "",
     "Draws a section longer or shorter by a factor; its diameters, and the section itself, stay as they are.",
     len_scale},
    {"observe", MemberKind::Method, "() -> float ; (sections: any) -> float", "",
     "Shows the sections of a SectionList, or all of them.", observe},
    {"rotate", MemberKind::Method,
     "() -> float ; (x: float, y: float, z: float, x_angle: float, y_angle: float, z_angle: float) -> float", "",
     "Turns the picture about a point by angles in radians; without arguments back to the x-y plane.", zero},
};

const Member kOnlyShapeRows[] = {
    {"action", MemberKind::Method, "(action: str|callable|tuple) -> float", "",
     "What is run when the user chooses a section.", one},
    {"select", MemberKind::Method, "(section: any = None) -> float", "", "Chooses a section.", one},
    {"show", MemberKind::Method, "(mode: int = 0) -> float", "",
     "0: sections with their diameters, 1: their centroids, 2: a line for each.", show},
    {"point_mark", MemberKind::Method,
     "(point_process: any, color: int, style: str|int = 'O', size: float = 6) -> float ; "
     "(x: float, color: int, style: str|int = 'O', size: float = 6) -> float",
     "", "Marks the place of a point process.", zero},
    {"point_mark_remove", MemberKind::Method, "(point_process: any = None) -> float", "",
     "Removes the marks of a point process, or all.", zero},
};

const Member kPlotShapeRows[] = {
    {"fastflush", MemberKind::Method, "() -> float", "",
     "Shows what was drawn: there is no screen, so nothing happens.", one},
    {"show", MemberKind::Method, "(mode: int = 0) -> int", "",
     "0: sections with their diameters, 1: a line through their 3-d points, as at first, 2: a line from end to end.\n\n"
     "Without an argument the mode.",
     plot_show},
    {"variable", MemberKind::Method, "(name: str|callable|tuple) -> float ; (species: any) -> float", "",
     "The range variable that colours the sections.", variable},
    {"scale", MemberKind::Method, "(low: float, high: float) -> float", "",
     "The values that have the first and the last colour.", scale},
    {"colormap", MemberKind::Method,
     "() -> float ; (count: int, for_all: bool = 0) -> float ; (index: int, red: int, green: int, blue: int) -> float",
     "",
     "Makes a map of so many colours, all gray at first, or sets one of them as red, green and blue of 0 to 255.\n\n"
     "plot() uses it unless it is given a map. Without arguments nothing happens. IndexError for a colour beyond the "
     "count; without a count the map grows.",
     colormap},
    {"hinton", MemberKind::Method,
     "(variable: ref|str, x: float, y: float, width: float, height: float = 0, *more: any) -> float", "",
     "A square whose colour follows a variable.", one},
    {"plot", MemberKind::Property, "callable", "",
     "plot(graph, line_width=2, cmap=None, **kwargs) draws the sections in three dimensions.\n\n"
     "graph is matplotlib.pyplot, a figure or three-dimensional axes, which gives the axes; or plotly, which gives a\n"
     "figure. Both have mark(segment). Sections without 3-d points get them by define_shape().",
     plotter},
    {"contents", MemberKind::Method, "() -> list", "",
     "What is drawn as a list of (name, value), for programs that draw it.\n\nAn addition to NEURON's members.",
     contents},
};

ClassDef shapes(const char* name, const char* doc, std::span<const Member> own) {
    ClassDef out{name, kShapeForms, doc, sizeof(Scene), construct_shape, destroy_scene, {}};
    add_scene_members(out.members);
    add_nearest_members(out.members);
    out.members.insert(out.members.end(), std::begin(kShapeRows), std::end(kShapeRows));
    out.members.insert(out.members.end(), own.begin(), own.end());
    return out;
}

// ---- PPShape, SectionBrowser: nothing to keep ----

Value check_action(Call& call) {
    const Action checked(call, 0);
    return Value::number(1.0);
}

const Member kPPShapeRows[] = {
    {"append", MemberKind::Method, "(point_process: any) -> float", "", "Shows a point process too.", one},
};

const Member kBrowserRows[] = {
    {"select", MemberKind::Method, "(section: any = None) -> float", "", "Chooses a section.", one},
    {"select_action", MemberKind::Method, "(action: str|callable|tuple) -> float", "",
     "What is run when the user chooses a section.", check_action},
    {"accept_action", MemberKind::Method, "(action: str|callable|tuple) -> float", "",
     "What is run when the user accepts a section.", check_action},
};

}  // namespace

ClassDef shape_class() {
    return shapes("Shape", "A picture of sections from which the user chooses.", kOnlyShapeRows);
}

ClassDef plot_shape_class() {
    return shapes("PlotShape", "A picture of sections with colours that show a range variable.", kPlotShapeRows);
}

ClassDef point_process_shape_class() {
    return plain_class("PPShape", "(*args: any)", "A picture of point processes.", kPPShapeRows);
}

ClassDef section_browser_class() {
    return plain_class("SectionBrowser", "() ; (sections: any)", "A list of sections from which the user chooses.",
                       kBrowserRows);
}

}  // namespace nrn
