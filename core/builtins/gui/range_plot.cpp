// RangeVarPlot: a range variable, or anything that can be computed at a place, along the path between two places.
//
// Values are read at the nodes of the path. Where sections meet end to end there is no membrane, so there only v and
// expressions have a value; a variable whose mechanism is not everywhere drops to 0 at the border of its sections.
#include "builtins/gui/range_plot.hpp"

#include <memory>
#include <optional>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/gui/action.hpp"
#include "builtins/gui/gui.hpp"
#include "builtins/model/places.hpp"
#include "cable/path.hpp"
#include "cable/range.hpp"
#include "cable/selection.hpp"
#include "object/host.hpp"
#include "object/klass.hpp"

namespace nrn {
namespace {

using cable::Cable;
using cable::PathNode;
using cable::RangeName;
using cable::Section;
using cable::section_of;

constexpr const char* kClass = "RangeVarPlot";
constexpr const char* kModule = "neuron._api.spaceplot";
constexpr long kMostColor = 1000000000;

struct RangePlot {
    std::string text;  // the name or the expression
    Scope scope;       // whose names the expression means
    Value function;
    int color = 1;
    double origin = 0.0;  // [um] where the place nearest to the root lies
    Value begin;          // a segment, or nothing yet
    Value end;

    std::string label() const {
        return text.empty() ? std::string("its callable") : text;
    }
};

struct Sample {
    double at;  // [um]
    double value;
    const PathNode* node;  // null for a point that only shows a drop
};

RangePlot& self_plot(Call& call) {
    return payload<RangePlot>(call.self);
}

// ---- the path ----

// No nodes until both ends are known. Error(Reference) when a section of an end was deleted, Error(Value) when the
// ends are in different trees.
cable::Path path_of(const RangePlot& plot) {
    if (plot.begin.kind() != Kind::Segment || plot.end.kind() != Kind::Segment) {
        return {};
    }
    Section& from = section_of(plot.begin);
    Section& to = section_of(plot.end);
    cable::Path path = cable::path_between(from, plot.begin.as_position(), to, plot.end.as_position());
    if (path.nodes.empty()) {
        fail(ErrorKind::Value, "RangeVarPlot: no path from %s to %s: they are in different trees",
             cable::place_name(from, plot.begin.as_position()).c_str(),
             cable::place_name(to, plot.end.as_position()).c_str());
    }
    return path;
}

double shift(const RangePlot& plot, const cable::Path& path) {
    return plot.origin - path.nearest;
}

// ---- what is read at a node ----

class Reader {
  public:
    Reader(Context& context, const RangePlot& plot)
        : context_(context),
          cable_(context.state<Cable>()),
          plot_(plot),
          range_(plot.text.empty() ? nullptr : context.state<cable::Ranges>().find(plot.text)) {
        if (range_ == nullptr && !plot.text.empty() && plot.text.find("$1") == std::string::npos) {
            fail(ErrorKind::Value,
                 "RangeVarPlot: '%s' is neither a range variable nor an expression with $1, the place x: try 'v' or "
                 "'v($1)'",
                 plot.text.c_str());
        }
    }

    // Whether a node without membrane has a value too.
    bool everywhere() const {
        return range_ == nullptr || (range_->is_node() && range_->column == cable::kV);
    }
    const RangeName* range() const {
        return range_;
    }
    // Nothing where the variable's mechanism is not.
    std::optional<double> read(const PathNode& node) {
        node.section->check();  // a callable may have deleted it
        if (range_ != nullptr) {
            if (cable::locate(cable_, *node.section, node.x, *range_, 0) == nullptr) {
                return std::nullopt;
            }
            return cable::get(cable_, *node.section, node.x, *range_);
        }
        const Accessed accessed(cable_, *node.section);
        return plot_.text.empty() ? call(node.x) : evaluate(node.x);
    }

  private:
    // Makes a section the accessed one while it lives.
    class Accessed {
      public:
        Accessed(Cable& cable, Section& section) : cable_(cable), depth_(cable.stack_depth()) {
            cable.push(section);
        }
        ~Accessed() {
            cable_.unwind_stack(depth_);
        }
        Accessed(const Accessed&) = delete;
        Accessed& operator=(const Accessed&) = delete;

      private:
        Cable& cable_;
        std::size_t depth_;
    };

    double call(double x) {
        const Value place = Value::number(x);
        const Value value = host_of(context_).call(plot_.function.as_host(), &place, 1);
        if (!value.is_number()) {
            fail(ErrorKind::Type, "RangeVarPlot: the callable must return a number, the value at a place x");
        }
        return value.as_number();
    }

    double evaluate(double x) {
        std::string text = plot_.text;
        const std::string place = format("(%.17g)", x);
        for (std::size_t at = text.find("$1"); at != std::string::npos; at = text.find("$1", at + place.size())) {
            text.replace(at, 2, place);
        }
        return interpreter_of(context_).evaluate(text, plot_.scope.top_level() ? nullptr : plot_.scope.find(text));
    }

    Context& context_;
    Cable& cable_;
    const RangePlot& plot_;
    const RangeName* range_;
};

// The values along the path, with the path they belong to.
struct Samples {
    cable::Path path;
    std::vector<Sample> points;
};

// Appends the drop between the node before and this one when the variable is at one of them only.
void add_drop(Samples& out, std::size_t i, double before, double after) {
    const std::vector<PathNode>& nodes = out.path.nodes;
    const PathNode& here = nodes[i];
    const bool meets = i == 0 || here.x == 0.0 || here.x == 1.0;
    const double at = meets ? here.at : nodes[i - 1].at;
    out.points.push_back({at, before, nullptr});
    out.points.push_back({at, after, nullptr});
}

Samples samples_of(Context& context, Object* self) {
    const Value keeper = Value::object(self);  // a callable may let it go
    const RangePlot& plot = payload<RangePlot>(self);
    Samples out{path_of(plot), {}};
    cable::SectionSequence kept;
    for (const PathNode& node : out.path.nodes) {
        kept.add(*node.section);
    }
    if (out.path.nodes.empty()) {
        return out;
    }
    Reader reader(context, plot);
    const double moved = shift(plot, out.path);
    const std::size_t last = out.path.nodes.size() - 1;
    std::optional<double> before;
    for (std::size_t i = 0; i <= last; ++i) {
        const PathNode& node = out.path.nodes[i];
        const std::optional<double> value = reader.read(node);
        if (i == 0 ? !value : value.has_value() != before.has_value()) {
            add_drop(out, i, before.value_or(0.0), value.value_or(0.0));
        }
        if (value && (reader.everywhere() || !node.border || i == 0 || i == last)) {
            out.points.push_back({node.at, *value, &node});
        }
        before = value;
    }
    for (Sample& point : out.points) {
        point.at += moved;
    }
    return out;
}

// ---- construction ----

void construct_range(Call& call, void* raw) {
    if (call.is(0, Kind::Host) && !host_of(call.context).callable(call.args[0].as_host())) {
        call.bad(ErrorKind::Type, 0, "must be the name of a range variable, an expression or a callable");
    }
    auto made = std::make_unique<RangePlot>();
    if (call.is(0, Kind::Text)) {
        made->text = call.text(0);
        made->scope = Scope::current(call.context);
    } else {
        made->function = call.args[0].copy();
    }
    if (call.has(1)) {
        made->begin = call.args[1].copy();
        made->end = call.args[2].copy();
        path_of(*made);
    }
    new (raw) RangePlot(std::move(*made));
}

void destroy_range(void* payload) noexcept {
    static_cast<RangePlot*>(payload)->~RangePlot();
}

// ---- members ----

Value place_value(Call& call) {
    const Place place = place_arg(call, 0);
    return Value::segment(&place.section, place.x);
}

Value begin(Call& call) {
    self_plot(call).begin = place_value(call);
    return Value::number(1.0);
}

Value end(Call& call) {
    self_plot(call).end = place_value(call);
    return Value::number(1.0);
}

Value origin(Call& call) {
    self_plot(call).origin = call.number(0);
    return Value::number(1.0);
}

Value left(Call& call) {
    const RangePlot& plot = self_plot(call);
    const cable::Path path = path_of(plot);
    return Value::number(path.nodes.empty() ? 0.0 : shift(plot, path));
}

Value right(Call& call) {
    const RangePlot& plot = self_plot(call);
    const cable::Path path = path_of(plot);
    return Value::number(path.nodes.empty() ? 0.0 : path.nodes.back().at + shift(plot, path));
}

Value d2root(Call& call) {
    return Value::number(path_of(self_plot(call)).to_root);
}

Value list(Call& call) {
    Class& sections = call.object(0)->klass();
    const int append = sections.find("append");
    const Section* last = nullptr;
    for (const PathNode& node : path_of(self_plot(call)).nodes) {
        if (node.section != last) {
            last = node.section;
            const Value section = Value::section(node.section);
            sections.invoke(call.object(0), static_cast<std::size_t>(append), &section, 1);
        }
    }
    return Value::number(0.0);
}

Value color(Call& call) {
    self_plot(call).color = static_cast<int>(call.integer(0, -kMostColor, kMostColor));
    return Value::integer(1.0);
}

Value variable(Call& call) {
    const RangePlot& plot = self_plot(call);
    return plot.text.empty() ? plot.function.copy() : Value::text(plot.text);
}

RangeCurve curve_of(Context& context, Object* self) {
    RangeCurve out;
    const Samples samples = samples_of(context, self);
    for (const Sample& point : samples.points) {
        out.x.push_back(point.at);
        out.y.push_back(point.value);
    }
    return out;
}

Value to_vector(Call& call) {
    const RangeCurve curve = curve_of(call.context, call.self);
    if (call.has(1)) {
        vector_of(call.object(1)).assign(curve.x);
    }
    vector_of(call.object(0)).assign(curve.y);
    return Value::number(static_cast<double>(curve.y.size()));
}

Value from_vector(Call& call) {
    const RangePlot& plot = self_plot(call);
    const Samples samples = samples_of(call.context, call.self);
    const std::vector<double> given(vector_of(call.object(0)).span().begin(), vector_of(call.object(0)).span().end());
    if (given.size() != samples.points.size()) {
        call.bad(ErrorKind::Value, 0,
                 format("must have %zu elements, one for each point of to_vector(), not %zu", samples.points.size(),
                        given.size()));
    }
    if (given.empty()) {
        return Value::number(0.0);
    }
    const RangeName* range = Reader(call.context, plot).range();
    if (range == nullptr) {
        call.refuse(ErrorKind::Type, format("only a range variable can be set, not %s", plot.label().c_str()));
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (const PathNode* node = samples.points[i].node) {
            cable::set(cable_of(call), *node->section, node->x, *range, 0, given[i]);
        }
    }
    return Value::number(static_cast<double>(given.size()));
}

Value vector(Call& call) {
    const RangeCurve curve = curve_of(call.context, call.self);
    Value made = Value::adopt_object(new_vector(call.context));
    vector_of(made.as_object()).assign(curve.y);
    return made;
}

Value plotter(Call& call) {
    const Value self = call.self_value();
    return host_of(call.context).call_named(kModule, "range_plotter", &self, 1);
}

const Member kRows[] = {
    {"begin", MemberKind::Method, "(segment: segment|float) -> float", "",
     "Where the path begins: a segment, or a place x in the accessed section.", begin},
    {"end", MemberKind::Method, "(segment: segment|float) -> float", "",
     "Where the path ends: a segment, or a place x in the accessed section.", end},
    {"origin", MemberKind::Method, "(distance: float) -> float", "um",
     "The abscissa of the place of the path that is nearest to the root; 0 when it was not set.", origin},
    {"left", MemberKind::Method, "() -> float", "um", "The abscissa of the beginning of the path; 0 without one.",
     left},
    {"right", MemberKind::Method, "() -> float", "um", "The abscissa of the end of the path; 0 without one.", right},
    {"d2root", MemberKind::Method, "() -> float", "um",
     "The distance of the root from the nearest place of the path; 0 without one.", d2root},
    {"list", MemberKind::Method, "(sections: SectionList) -> float", "", "Appends the sections of the path.", list},
    {"color", MemberKind::Method, "(color: int) -> int", "", "The colour of the line in a Graph.", color},
    {"variable", MemberKind::Method, "() -> any", "",
     "The name, the expression or the callable.\n\nAn addition to NEURON's members.", variable},
    {"to_vector", MemberKind::Method, "(y: Vector) -> float ; (y: Vector, x: Vector) -> float", "",
     "Copies the values along the path, and their abscissae [um]; gives their number.\n\n"
     "There is a point for each node. ReferenceError when a section was deleted.",
     to_vector},
    {"from_vector", MemberKind::Method, "(y: Vector) -> float", "",
     "Sets the variable along the path to what to_vector(y) would give.\n\n"
     "ValueError unless y has as many elements.",
     from_vector},
    {"vector", MemberKind::Method, "() -> Vector", "", "The values along the path; empty without one.", vector},
    {"plot", MemberKind::Property, "callable", "",
     "plot(graph, *args, **kwargs) draws the values over the distance.\n\n"
     "graph is matplotlib.pyplot, axes or a figure, which gives the list of lines; plotly, which gives a figure; or a\n"
     "Graph. Further arguments go to the function that draws the line.",
     plotter},
};

}  // namespace

bool is_range_plot(const Object* object) {
    return object != nullptr && object->klass().name() == kClass;
}

const std::string& range_plot_name(Object& range_plot) {
    return payload<RangePlot>(&range_plot).text;
}

int range_plot_color(Object& range_plot) {
    return payload<RangePlot>(&range_plot).color;
}

RangeCurve range_curve(Object& range_plot) {
    const RangePlot& plot = payload<RangePlot>(&range_plot);
    const auto gone = [](const Value& end) { return end.kind() == Kind::Segment && !section_of(end).alive(); };
    const bool complete = !gone(plot.begin) && !gone(plot.end);
    return complete ? curve_of(range_plot.klass().context(), &range_plot) : RangeCurve();
}

ClassDef range_variable_plot_class() {
    ClassDef out{kClass,
                 "(variable: str|callable) ; (variable: str|callable, begin: segment, end: segment)",
                 "A range variable along a path between two places.\n\n"
                 "Instead of a name: an expression with $1, the place x in the accessed section, or a callable of x.",
                 sizeof(RangePlot),
                 construct_range,
                 destroy_range,
                 {}};
    out.members.assign(std::begin(kRows), std::end(kRows));
    return out;
}

}  // namespace nrn
