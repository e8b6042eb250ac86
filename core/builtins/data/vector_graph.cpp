// Vector members that draw into a Graph: plot, line, mark, ploterr.
#include <algorithm>

#include "builtins/data/vector.hpp"
#include "builtins/gui/scene.hpp"

namespace nrn {
namespace {

Scene& graph_arg(Call& call) {
    return payload<Scene>(call.object(0));
}

// The abscissae: in argument 1 a Vector or their step; without it the indices.
bool has_abscissae(Call& call) {
    return call.is(1, Kind::Object) || (call.count != 3 && call.is_number(1));
}

double abscissa(Call& call, std::size_t i) {
    if (call.is(1, Kind::Object)) {
        return vector_arg(call, 1).view()[i];
    }
    return static_cast<double>(i) * (has_abscissae(call) ? call.number(1) : 1.0);
}

// How many points there are: as many as both Vectors have.
std::size_t point_count(Call& call) {
    const std::size_t n = self_vector(call).size();
    return call.is(1, Kind::Object) ? std::min(n, vector_arg(call, 1).size()) : n;
}

std::string label_of(const Vector& vector) {
    return vector.label ? *vector.label : std::string();
}

ItemPtr add_line(Call& call, Item::Source source) {
    const Pen pen = pen_arg(call, has_abscissae(call) ? 2 : 1, Pen{});
    const ItemPtr line = graph_arg(call).add_line(source, label_of(self_vector(call)));
    line->pen = pen;
    if (line->caption) {
        line->caption->pen = pen;
    }
    return line;
}

Value plot_(Call& call) {
    const ItemPtr line = add_line(call, Item::Source::Follows);
    line->object = call.self_value();
    line->abscissae = has_abscissae(call) ? call.args[1].copy() : Value::number(1.0);
    return call.self_value();
}

Value line_(Call& call) {
    const std::size_t n = point_count(call);
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) {
        x[i] = abscissa(call, i);
    }
    const double* y = self_vector(call).view();
    const ItemPtr line = add_line(call, Item::Source::Drawn);
    line->x = std::move(x);
    line->y.assign(y, y + n);
    return call.self_value();
}

void add_mark(Scene& graph, double x, double y, char style, double size, Pen pen) {
    const ItemPtr mark = graph.add(Item::Sort::Mark);
    mark->place.x = x;
    mark->place.y = y;
    mark->style = style;
    mark->size = size;
    mark->pen = pen;
}

Value mark_(Call& call) {
    const char style = mark_style_arg(call, 2);
    const Pen pen = pen_arg(call, 4, Pen{});
    const double size = finite_arg(call, 3, 12.0);
    const std::size_t n = point_count(call);
    const double* y = self_vector(call).view();
    for (std::size_t i = 0; i < n; ++i) {
        const double x = call.is(1, Kind::Object) ? abscissa(call, i) : static_cast<double>(i) * call.number_or(1, 1.0);
        add_mark(graph_arg(call), x, y[i], style, size, pen);
    }
    return call.self_value();
}

// Each bar is a line with a mark at both ends.
Value ploterr_(Call& call) {
    Scene& graph = graph_arg(call);
    const double size = finite_arg(call, 3, 4.0);
    const Pen pen = pen_arg(call, 4, Pen{});
    const std::size_t n = std::min(point_count(call), vector_arg(call, 2).size());
    const double* y = self_vector(call).view();
    const double* error = vector_arg(call, 2).view();
    for (std::size_t i = 0; i < n; ++i) {
        const double x = abscissa(call, i);
        const ItemPtr bar = graph.add_line(Item::Source::Drawn, "");
        bar->pen = pen;
        bar->x = {x, x};
        bar->y = {y[i] - error[i], y[i] + error[i]};
        for (const double end : bar->y) {
            add_mark(graph, x, end, '-', size, pen);
        }
    }
    return call.self_value();
}

// ---- the table ----

constexpr const char* kPlotForms =
    "(graph: Graph) -> self ; (graph: Graph, color: int, brush: int) -> self ; (graph: Graph, x: Vector|float) -> self "
    "; "
    "(graph: Graph, x: Vector|float, color: int, brush: int) -> self";

constexpr const char* kMarkForms =
    "(graph: Graph, x: Vector|float = 1, style: str|int = '+', size: float = 12, color: int = 1, brush: int = 1) "
    "-> self";

constexpr const char* kPloterrForms =
    "(graph: Graph, x: Vector, error: Vector, size: float = 4, color: int = 1, brush: int = 1) -> self";

const Member kRows[] = {
    {"plot", MemberKind::Method, kPlotForms, "",
     "Draws the elements in a Graph as a line that follows later changes.\n\n"
     "x gives the abscissae, or their step; without it they are the indices. The label of the Vector is that of the\n"
     "line.",
     plot_},
    {"line", MemberKind::Method, kPlotForms, "",
     "Draws the elements in a Graph as a line that stays as it is.\n\n"
     "x gives the abscissae, or their step; without it they are the indices.",
     line_},
    {"mark", MemberKind::Method, kMarkForms, "",
     "Draws a mark for each element in a Graph.\n\n"
     "x gives the abscissae, or their step; style is one of + o t s O T S | - or its place in this list; size in\n"
     "points.",
     mark_},
    {"ploterr", MemberKind::Method, kPloterrForms, "",
     "Draws a bar of plus and minus `error` at each element in a Graph.\n\n"
     "size is the width of the ends of the bars, in points.",
     ploterr_},
};

}  // namespace

void add_vector_graph(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
