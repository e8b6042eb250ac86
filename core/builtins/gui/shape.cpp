// Shape, PlotShape, PPShape, RangeVarPlot, SectionBrowser: pictures of sections.
//
// They keep what is drawn into them and how; what asks for sections is refused until there are any.
#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/gui/scene.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

[[noreturn]] void needs_sections(Call& call) {
    fail(ErrorKind::NotImplemented, "%s is not part of this version: it needs sections", call.where().c_str());
}

Value refuse(Call& call) {
    needs_sections(call);
}

Value none(Call&) {
    return Value::object(nullptr);
}

Value minus_one(Call&) {
    return Value::number(-1.0);
}

Value integer_one(Call&) {
    return Value::integer(1.0);
}

// ---- Shape and PlotShape ----

Value show(Call& call) {
    Scene& scene = self_scene(call);
    scene.mode = static_cast<int>(call.integer_or(0, scene.mode, 0, 2));
    return Value::number(1.0);
}

Value plot_show(Call& call) {
    show(call);
    return Value::integer(1.0);
}

Value variable(Call& call) {
    if (call.is(0, Kind::Host) && !host_of(call.context).callable(call.args[0].as_host()) && !call.is_a(0, "Vector")) {
        call.bad(ErrorKind::Type, 0, "must be the name of a range variable or a callable");
    }
    self_scene(call).variable = call.is(0, Kind::Text) ? std::string(call.text(0)) : std::string();
    return Value::number(1.0);
}

Value scale(Call& call) {
    self_scene(call).color_range = std::make_pair(call.number(0), call.number(1));
    return Value::number(1.0);
}

constexpr const char* kShapeForms = "(sections: SectionList|object|None = None, show: bool = 1) ; (show: bool)";

const Member kShapeRows[] = {
    {"color", MemberKind::Method, "(color: int, section: any = None) -> float", "",
     "The colour of a section, in hoc of the one that is accessed.", zero},
    {"color_all", MemberKind::Method, "(color: int) -> float", "", "The colour of all sections.", zero},
    {"color_list", MemberKind::Method, "(sections: any, color: int) -> float", "", "The colour of a list of sections.",
     zero},
    {"len_scale", MemberKind::Method, "(scale: float, section: any = None) -> float", "",
     "Draws a section longer or shorter.", zero},
    {"nearest", MemberKind::Method, "(x: float, y: float) -> float", "um",
     "The distance from a point to the nearest section.", zero},
    {"nearest_seg", MemberKind::Method, "(x: float, y: float) -> object", "",
     "The segment nearest to a point; None when there is none.", none},
    {"selected_seg", MemberKind::Method, "() -> object", "", "The segment that the user chose: None.", none},
    {"push_selected", MemberKind::Method, "() -> float", "",
     "Accesses the section that the user chose; -1, as nothing is chosen without a screen.", minus_one},
    {"observe", MemberKind::Method, "() -> float ; (sections: any) -> float", "",
     "Shows these sections, or all of them.", zero},
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
     "0: sections with their diameters, 1: their centroids, 2: a line for each.", plot_show},
    {"variable", MemberKind::Method, "(name: str|callable|tuple) -> float ; (species: any) -> float", "",
     "The range variable that colours the sections.", variable},
    {"scale", MemberKind::Method, "(low: float, high: float) -> float", "",
     "The values that have the first and the last colour.", scale},
    {"colormap", MemberKind::Method,
     "(count: int, for_all: bool = 0) -> float ; (index: int, red: int, green: int, blue: int) -> float", "",
     "The number of colours, or one of them as red, green and blue of 0 to 255.", one},
    {"hinton", MemberKind::Method,
     "(variable: ref|str, x: float, y: float, width: float, height: float = 0, *more: any) -> float", "",
     "A square whose colour follows a variable.", one},
    {"plot", MemberKind::Method, "(graph: any, *options: any) -> any", "",
     "Draws by matplotlib or plotly. NotImplementedError in this version: it needs sections.", refuse},
};

ClassDef shapes(const char* name, const char* doc, std::span<const Member> own) {
    ClassDef out{name, kShapeForms, doc, sizeof(Scene), construct_scene, destroy_scene, {}};
    add_scene_members(out.members);
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

// ---- RangeVarPlot ----

struct RangePlot {
    std::string variable;
    Value function;
    int color = 1;
    double origin = 0.0;  // [um]
};

void construct_range(Call& call, void* payload) {
    if (call.is(0, Kind::Host) && !host_of(call.context).callable(call.args[0].as_host())) {
        call.bad(ErrorKind::Type, 0, "must be the name of a range variable, an expression or a callable");
    }
    auto* made = new (payload) RangePlot;
    if (call.is(0, Kind::Text)) {
        made->variable = call.text(0);
    } else {
        made->function = call.args[0].copy();
    }
}

void destroy_range(void* payload) noexcept {
    static_cast<RangePlot*>(payload)->~RangePlot();
}

Value range_color(Call& call) {
    payload<RangePlot>(call.self).color = static_cast<int>(call.integer(0, -kMostColors, kMostColors));
    return integer_one(call);
}

Value range_origin(Call& call) {
    payload<RangePlot>(call.self).origin = call.number(0);
    return Value::number(1.0);
}

Value range_vector(Call& call) {
    return Value::adopt_object(new_vector(call.context));
}

const Member kRangeRows[] = {
    {"begin", MemberKind::Method, "(segment: any) -> float ; (x: float, section: any) -> float", "",
     "Where the path begins. NotImplementedError in this version: it needs sections.", refuse},
    {"end", MemberKind::Method, "(segment: any) -> float ; (x: float, section: any) -> float", "",
     "Where the path ends. NotImplementedError in this version: it needs sections.", refuse},
    {"origin", MemberKind::Method, "(distance: float) -> float", "um", "The abscissa of the beginning.", range_origin},
    {"left", MemberKind::Method, "() -> float", "um", "The abscissa of the beginning of the path; 0 without one.",
     zero},
    {"right", MemberKind::Method, "() -> float", "um", "The abscissa of the end of the path; 0 without one.", zero},
    {"d2root", MemberKind::Method, "() -> float", "um",
     "The distance of the root from the nearest point of the path; 0 without one.", zero},
    {"list", MemberKind::Method, "(sections: any) -> float", "",
     "Appends the sections of the path. NotImplementedError in this version: it needs sections.", refuse},
    {"color", MemberKind::Method, "(color: int) -> int", "", "The colour of the line.", range_color},
    {"to_vector", MemberKind::Method, "(y: Vector) -> float ; (y: Vector, x: Vector) -> float", "",
     "Copies the values along the path. NotImplementedError in this version: it needs sections.", refuse},
    {"from_vector", MemberKind::Method, "(y: Vector) -> float", "",
     "Sets the variable along the path. NotImplementedError in this version: it needs sections.", refuse},
    {"vector", MemberKind::Method, "() -> Vector", "", "The values along the path; empty without one.", range_vector},
    {"plot", MemberKind::Method, "(graph: any, *options: any) -> any", "",
     "Draws by matplotlib, plotly or into a Graph. NotImplementedError in this version: it needs sections.", refuse},
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

ClassDef range_variable_plot_class() {
    ClassDef out{"RangeVarPlot",
                 "(variable: str|callable) ; (variable: str|callable, begin: any, end: any)",
                 "A range variable along a path between two places.",
                 sizeof(RangePlot),
                 construct_range,
                 destroy_range,
                 {}};
    out.members.assign(std::begin(kRangeRows), std::end(kRangeRows));
    return out;
}

}  // namespace nrn
