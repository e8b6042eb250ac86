#include "builtins/gui/glyph.hpp"

#include <cmath>
#include <new>
#include <string>
#include <vector>

#include "builtins/gui/gui.hpp"
#include "object/call.hpp"

namespace nrn {
namespace {

struct Step {
    const char* name;
    std::vector<double> numbers;
};

struct Glyph {
    std::vector<Step> steps;
};

void construct(Call&, void* payload) {
    new (payload) Glyph;
}

void destroy(void* payload) noexcept {
    static_cast<Glyph*>(payload)->~Glyph();
}

// Every member adds itself with its numbers to the steps.
Value step(Call& call) {
    Step made{call.name, {}};
    for (std::size_t i = 0; i < call.count; ++i) {
        const double x = call.number_or(i, 1.0);
        if (!std::isfinite(x)) {
            call.bad(ErrorKind::Value, i, "must be a finite number");
        }
        made.numbers.push_back(x);
    }
    payload<Glyph>(call.self).steps.push_back(std::move(made));
    return call.self_value();
}

Value erase(Call& call) {
    payload<Glyph>(call.self).steps.clear();
    return call.self_value();
}

Value gif(Call& call) {
    return call.self_value();
}

const Member kRows[] = {
    {"path", MemberKind::Method, "() -> self", "", "Begins a path.", step},
    {"m", MemberKind::Method, "(x: float, y: float) -> self", "", "Moves to a point.", step},
    {"l", MemberKind::Method, "(x: float, y: float) -> self", "", "Draws a line to a point.", step},
    {"curve", MemberKind::Method,
     "(x: float, y: float, control_x: float, control_y: float) -> self ; "
     "(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> self ; (x: float, y: float) -> self",
     "", "Draws a curve to x, y with one or two control points.", step},
    {"cpt", MemberKind::Method, "(x: float, y: float) -> self", "", "Adds a control point of a smooth curve.", step},
    {"circle", MemberKind::Method, "(x: float, y: float, radius: float) -> self", "", "Adds a circle.", step},
    {"close", MemberKind::Method, "() -> self", "", "Closes the path.", step},
    {"s", MemberKind::Method, "(color: int = 1, brush: int = 1) -> self", "", "Draws the path as a line.", step},
    {"fill", MemberKind::Method, "(color: int = 1) -> self", "", "Fills the path.", step},
    {"erase", MemberKind::Method, "() -> self", "", "Forgets all paths.", erase},
    {"gif", MemberKind::Method, "(file: str) -> self", "", "Shows a picture: there is no screen, so nothing happens.",
     gif},
};

}  // namespace

Value glyph_path(Host& host, Object* glyph) {
    std::vector<Value> out;
    const std::vector<Step> steps = payload<Glyph>(glyph).steps;
    for (const Step& step : steps) {
        std::vector<Value> row;
        row.push_back(Value::text(step.name));
        for (const double x : step.numbers) {
            row.push_back(Value::number(x));
        }
        out.push_back(host.new_tuple(std::move(row)));
    }
    return host.new_sequence(std::move(out));
}

ClassDef glyph_class() {
    ClassDef out{"Glyph", "()", "A drawing made of paths, shown by Graph.glyph.", sizeof(Glyph), construct,
                 destroy, {}};
    out.members.assign(std::begin(kRows), std::end(kRows));
    return out;
}

}  // namespace nrn
