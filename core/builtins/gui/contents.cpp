#include "builtins/gui/contents.hpp"

#include "builtins/data/vector.hpp"
#include "builtins/gui/glyph.hpp"
#include "builtins/gui/range_plot.hpp"
#include "object/host.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

constexpr const char* kModule = "neuron._api.plot";

// Builds a row of a list for the host.
class Row {
  public:
    Row& add(Value value) {
        values_.push_back(std::move(value));
        return *this;
    }
    Row& text(const std::string& x) {
        return add(Value::text(x));
    }
    Row& number(double x) {
        return add(Value::number(x));
    }
    Row& integer(double x) {
        return add(Value::integer(x));
    }
    Value tuple(Host& host) {
        return host.new_tuple(std::move(values_));
    }
    Value list(Host& host) {
        return host.new_sequence(std::move(values_));
    }

  private:
    std::vector<Value> values_;
};

Value vector_value(Context& context, std::span<const double> numbers) {
    Object* made = new_vector(context);
    Value out = Value::adopt_object(made);
    vector_of(made).assign(numbers);
    return out;
}

// The unit of a variable of the top level, as declared.
std::string units_of(Context& context, const std::string& name) {
    const Symbol* symbol = context.state<SymbolTable>().find(name);
    return symbol == nullptr ? "" : symbol->units;
}

bool is_over_distance(const Item& item) {
    return item.source == Item::Source::Object && is_range_plot(item.object.as_object());
}

// Whether all lines are values along paths.
bool over_distance(const std::vector<ItemPtr>& items) {
    std::size_t lines = 0;
    for (const ItemPtr& item : items) {
        if (item->sort == Item::Sort::Line) {
            ++lines;
            if (!is_over_distance(*item)) {
                return false;
            }
        }
    }
    return lines != 0;
}

Value line_row(Context& context, Host& host, const Item& line) {
    const Points points = points_of(line);
    const std::string text = is_over_distance(line) ? range_plot_name(*line.object.as_object()) : line.quantity.text();
    return Row()
        .text(line.label)
        .add(vector_value(context, points.x))
        .add(vector_value(context, points.y))
        .integer(line.pen.color)
        .integer(line.pen.brush)
        .text(text)
        .text(units_of(context, text.empty() ? line.label : text))
        .text(line.quantity.problem())
        .tuple(host);
}

Value text_row(Host& host, const Item& text) {
    return Row()
        .text(text.label)
        .number(text.place.x)
        .number(text.place.y)
        .integer(static_cast<int>(text.place.anchor))
        .number(text.place.scale)
        .number(text.place.align_x)
        .number(text.place.align_y)
        .integer(text.pen.color)
        .tuple(host);
}

Value mark_row(Host& host, const Item& mark) {
    return Row()
        .number(mark.place.x)
        .number(mark.place.y)
        .text(std::string(1, mark.style))
        .number(mark.size)
        .integer(mark.pen.color)
        .integer(mark.pen.brush)
        .tuple(host);
}

Value glyph_row(Host& host, const Item& glyph) {
    return Row()
        .add(glyph_path(host, glyph.object.as_object()))
        .number(glyph.place.x)
        .number(glyph.place.y)
        .integer(static_cast<int>(glyph.place.anchor))
        .number(glyph.transform[0])
        .number(glyph.transform[1])
        .number(glyph.transform[2])
        .tuple(host);
}

Value axis_row(Host& host, const Axis& axis) {
    Row row;
    row.integer(axis.mode);
    if (axis.range) {
        row.number(axis.range->first).number(axis.range->second);
    }
    return row.tuple(host);
}

Value frame_row(Host& host, const Scene& scene) {
    if (!scene.framed) {
        return Value::object(nullptr);
    }
    const Bounds shown = scene.view_bounds();
    return Row().number(shown.left).number(shown.right).number(shown.bottom).number(shown.top).tuple(host);
}

Value pens_list(Host& host, const Scene& scene) {
    Row out;
    for (const auto& [index, name] : scene.colors) {
        out.add(Row().text("color").integer(index).text(name).tuple(host));
    }
    for (const auto& [index, brush] : scene.brushes) {
        out.add(Row().text("brush").integer(index).integer(brush.first).number(brush.second).tuple(host));
    }
    return out.list(host);
}

Value menu_list(Host& host, const Scene& scene) {
    Row out;
    for (const MenuEntry& entry : scene.menu) {
        out.text(entry.label);
    }
    return out.list(host);
}

// A list of (name, value) that Python makes a dict of.
Value contents(Call& call) {
    Host& host = host_of(call.context);
    const Scene& scene = self_scene(call);
    const std::vector<ItemPtr> items = scene.items();  // making objects of the host may run code of the user
    Row lines;
    Row texts;
    Row marks;
    Row glyphs;
    for (const ItemPtr& item : items) {
        switch (item->sort) {
            case Item::Sort::Line:
                lines.add(line_row(call.context, host, *item));
                break;
            case Item::Sort::Text:
                if (!item->is_caption) {
                    texts.add(text_row(host, *item));
                }
                break;
            case Item::Sort::Mark:
                marks.add(mark_row(host, *item));
                break;
            case Item::Sort::Glyph:
                glyphs.add(glyph_row(host, *item));
                break;
        }
    }
    Row out;
    const auto entry = [&](const char* name, Value value) {
        out.add(Row().text(name).add(std::move(value)).tuple(host));
    };
    entry("lines", lines.list(host));
    entry("texts", texts.list(host));
    entry("marks", marks.list(host));
    entry("glyphs", glyphs.list(host));
    entry("frame", frame_row(host, scene));
    entry("x_axis", axis_row(host, scene.x_axis));
    entry("y_axis", axis_row(host, scene.y_axis));
    entry("pens", pens_list(host, scene));
    const bool distance = over_distance(items);
    entry("x_is_time", Value::boolean(scene.x_is_time && !distance));
    entry("x_is_distance", Value::boolean(distance));
    entry("x_expression", Value::text(scene.abscissa.text()));
    entry("menu", menu_list(host, scene));
    return out.list(host);
}

// Calls a function of plot.py with this object and the arguments.
Value call_plot(Call& call, const char* function) {
    std::vector<Value> args;
    args.push_back(call.self_value());
    for (std::size_t i = 0; i < call.count; ++i) {
        args.push_back(call.has(i) ? call.args[i].copy() : Value::object(nullptr));
    }
    return host_of(call.context).call_named(kModule, function, args.data(), args.size());
}

Value lines(Call& call) {
    return call_plot(call, "lines");
}

Value savefig(Call& call) {
    return call_plot(call, "savefig");
}

const Member kRows[] = {
    {"lines", MemberKind::Method, "() -> list", "",
     "The lines as objects with label, x and y (NumPy arrays), color, brush, expression, units and problem.\n\n"
     "problem says why a variable or expression gave nan. An addition to NEURON's members.",
     lines},
    {"contents", MemberKind::Method, "() -> list", "",
     "All that the graph holds as a list of (name, value), for programs that draw it.\n\n"
     "An addition to NEURON's members.",
     contents},
    {"savefig", MemberKind::Method, "(file: str, width: float = 6.4, height: float = 4.8, dpi: float = 150) -> none",
     "",
     "Draws the graph into a file by matplotlib: PNG, PDF, SVG, … by the end of its name.\n\n"
     "width and height in inches. Needs `pip install neuron[plot]`. An addition to NEURON's members.",
     savefig},
};

}  // namespace

Value draw_with_host(Call& call) {
    if (!call.is(0, Kind::Host)) {
        call.bad(ErrorKind::Type, 0, "must be a number x, or matplotlib.pyplot, a figure or axes to draw on");
    }
    return call_plot(call, "draw");
}

void add_contents_members(MemberTable& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
