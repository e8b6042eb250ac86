// Scene: the drawing that a Graph, a Shape or a PlotShape keeps: lines, texts, marks and glyphs in the order in
// which they were drawn, views, axes, pens and menus. All three classes have Scene as their payload.
//
// Items are shared: a callable that is read while a point is plotted may erase the very line it belongs to.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "builtins/gui/action.hpp"
#include "builtins/gui/panel.hpp"
#include "object/klass.hpp"

namespace nrn {

// What the place of a text or glyph refers to; the numbers are those of hoc calls.
enum class Anchor : int {
    Relative = 0,  // coordinates of the scene, size in units of the scene
    Fixed = 1,     // coordinates of the scene, size as given
    View = 2,      // 0 … 1 across the view
};

constexpr long kMostColors = 1000000000;  // indices of colours and brushes lie within -kMostColors … kMostColors

struct Pen {
    int color = 1;
    int brush = 1;
};

struct TextPlace {
    double x = 0.8;
    double y = 0.9;
    Anchor anchor = Anchor::View;
    double scale = 1.0;
    double align_x = 0.0;
    double align_y = 0.0;
};

struct Item {
    enum class Sort : std::uint8_t { Line, Text, Mark, Glyph };
    enum class Source : std::uint8_t {
        Drawn,     // line(x, y): the points are in x and y
        Plotted,   // addvar, addexpr: plot(x) adds a point
        Object,    // addobject: a RangeVarPlot
        Follows,   // Vector.plot, vector(): the points are those of other variables
        Finished,  // a kept line of a family
    };

    Sort sort = Sort::Line;
    Source source = Source::Drawn;
    std::string label;
    Pen pen;
    TextPlace place;
    std::shared_ptr<Item> caption;  // the text that belongs to a line
    bool is_caption = false;

    std::vector<double> x;
    std::vector<double> y;
    Quantity quantity;     // Plotted
    Value object;          // Object: the RangeVarPlot; Follows: the Vector, or the reference, of ordinates; Glyph
    Value abscissae;       // Follows: a Vector, a reference, or a number: their step
    std::size_t room = 0;  // Follows, by reference: how many numbers there are
    char style = '+';      // Mark
    double size = 12.0;    // Mark [points]
    std::array<double, 3> transform{1.0, 1.0, 0.0};  // Glyph: scale of x, of y, angle [deg]
};
using ItemPtr = std::shared_ptr<Item>;

struct Points {
    std::vector<double> x;
    std::vector<double> y;
};
Points points_of(const Item& item);  // as they are now

struct View {
    std::array<double, 4> scene;   // left, bottom, width, height
    std::array<double, 4> window;  // left, top, width, height [points]
};

struct Bounds {
    double left, right, bottom, top;
};

struct Axis {
    int mode = 0;  // 0: drawn, 1: at the border of the view, 2: a box, 3: none
    std::optional<std::pair<double, double>> range;
};

struct MenuEntry {
    std::string label;
    Action action;
    Action selected;  // a tool's: when it is chosen
    bool tool = false;
};

class Scene {
  public:
    Scene(Context& context, Object* self);
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    ~Scene();

    Context& context() const noexcept {
        return context_;
    }

    // ---- items ----
    const std::vector<ItemPtr>& items() const noexcept {
        return items_;
    }
    ItemPtr add(Item::Sort sort);
    // A line, behind its label when it has one, at the current pen and the current place of labels.
    ItemPtr add_line(Item::Source source, const std::string& label);
    void begin_line(const std::string& label);  // line(x, y) continues it
    void line_to(double x, double y);           // starts a line where there is none
    void erase();                               // all but texts and what is plotted
    void erase_all();
    // The next line after position i of items(), or -1.
    long next_line(long i) const;

    // ---- plotting ----
    void begin();
    void plot(double x);

    // ---- extent ----
    std::optional<Bounds> data_bounds() const;
    Bounds natural_bounds() const;  // as set by size(…), or a default
    Bounds view_bounds() const;     // of the first view
    void show(const Bounds& all);   // in all views, at least one

    // ---- state that members read and write ----
    Pen pen;
    TextPlace place;
    bool family = false;
    bool is_simgraph = false;
    bool x_is_time = true;  // every abscissa so far was t
    Quantity family_quantity;
    Quantity abscissa;  // xexpr
    std::optional<Bounds> natural;
    std::vector<View> views;
    bool framed = false;  // the user said what is to be seen; else all that is drawn
    Axis x_axis;
    Axis y_axis;
    std::map<int, std::string> colors;
    std::map<int, std::pair<int, double>> brushes;  // pattern, width [points]
    std::vector<MenuEntry> menu;
    Action crosshair;
    std::string save_name;

    // ---- of a Shape or PlotShape ----
    Value variable;  // its name, or a callable of a segment
    Value sections;  // a SectionList; nothing: all
    Value selected;  // a segment: what nearest() found
    int mode = 1;    // 0: with diameters, 1: a line through the 3-d points, 2: a line from end to end
    std::optional<std::pair<double, double>> color_range;
    std::vector<std::array<int, 3>> colormap;             // red, green, blue of 0 to 255; empty: that of plot()
    bool colormap_has_size = false;                       // else it grows
    std::vector<std::pair<Value, double>> length_scales;  // sections that are drawn longer or shorter

  private:
    void keep_family_lines();

    Context& context_;
    std::vector<ItemPtr> items_;
    std::vector<ItemPtr> plotted_;  // those of items_ that plot(x) continues
    ItemPtr current_;               // the line that line(x, y) continues
    WindowPtr window_;
};

inline Scene& self_scene(Call& call) {
    return payload<Scene>(call.self);
}

void construct_scene(Call& call, void* payload);
void destroy_scene(void* payload) noexcept;

// Members that Graph, Shape and PlotShape have in common: view, size, label, line, menus, …
using MemberTable = std::vector<Member>;
void add_scene_members(MemberTable& members);

Value one(Call& call);   // takes a call and answers 1
Value zero(Call& call);  // … 0

double finite_arg(Call& call, std::size_t i, double otherwise = 0.0);  // Error(Value) for nan and infinities
Pen pen_arg(Call& call, std::size_t i, Pen otherwise);                 // color and brush in arguments i and i + 1
char mark_style_arg(Call& call, std::size_t i);  // '+' when left out; Error(Value) for what is no style

// The doubles from a reference on, as far as its variable reaches; empty for what is no double.
std::span<double> reach_of(const Value& ref);

}  // namespace nrn
