// The nearest section of a Shape or PlotShape to a point of the plane z = 0. Without a screen nobody clicks on
// sections, but programs may still ask what a click would choose.
#include "builtins/gui/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "builtins/gui/scene.hpp"
#include "builtins/model/places.hpp"
#include "cable/geometry.hpp"
#include "cable/selection.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

using cable::Point3d;
using cable::Section;

struct Found {
    Section* section = nullptr;
    double distance = std::numeric_limits<double>::infinity();  // [um]
    double x = 0.0;                                             // 0 … 1 along the section
};

std::vector<Section*> sections_shown(Call& call) {
    std::vector<Section*> out;
    const Value& shown = self_scene(call).sections;
    if (shown.kind() == Kind::Object && shown.as_object() != nullptr) {
        const auto listed = call.context.state<cable::Selection>().listed(*shown.as_object());
        for (Section* each : listed->all()) {
            if (each->alive()) {
                out.push_back(each);
            }
        }
        return out;
    }
    for (Section* each = cable_of(call).first(); each != nullptr; each = each->next()) {
        out.push_back(each);
    }
    return out;
}

// Takes a section when it lies nearer than what was found before.
void look_at(Section& section, double x, double y, Found& found) {
    const std::vector<Point3d>& points = section.points;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point3d& a = points[i - 1];
        const Point3d& b = points[i];
        const double dx = double{b.x} - a.x;
        const double dy = double{b.y} - a.y;
        const double squared = dx * dx + dy * dy;
        const double along = squared > 0.0 ? ((x - a.x) * dx + (y - a.y) * dy) / squared : 0.0;
        const double part = std::clamp(along, 0.0, 1.0);
        const double distance = std::hypot(a.x + part * dx - x, a.y + part * dy - y);
        if (distance < found.distance) {
            const double length = points.back().arc;
            const double at = length > 0.0 ? (a.arc + part * (b.arc - a.arc)) / length : 0.0;
            const bool reversed = section.own_x() == 1.0;
            found = {&section, distance, reversed ? 1.0 - at : at};
        }
    }
}

Found find_nearest(Call& call) {
    const double x = finite_arg(call, 0);
    const double y = finite_arg(call, 1);
    const std::vector<Section*> sections = sections_shown(call);
    if (std::any_of(sections.begin(), sections.end(), [](const Section* each) { return each->points.size() < 2; })) {
        for (const std::string& sentence : cable::Geometry::define_shape(cable_of(call))) {
            host_of(call.context).write(sentence);
        }
    }
    Found out;
    for (Section* each : sections) {
        look_at(*each, x, y, out);
    }
    return out;
}

Value nearest(Call& call) {
    const Found found = find_nearest(call);
    if (found.section == nullptr) {
        return Value::number(0.0);
    }
    self_scene(call).selected = Value::segment(found.section, found.x);
    return Value::number(found.distance);
}

Value nearest_seg(Call& call) {
    const Found found = find_nearest(call);
    return found.section == nullptr ? Value::object(nullptr) : Value::segment(found.section, found.x);
}

// The section that was chosen, while it lives.
Section* selected(Call& call) {
    const Value& value = self_scene(call).selected;
    if (value.kind() != Kind::Segment) {
        return nullptr;
    }
    Section& section = cable::section_of(value);
    return section.alive() ? &section : nullptr;
}

Value selected_seg(Call& call) {
    return selected(call) == nullptr ? Value::object(nullptr) : self_scene(call).selected.copy();
}

Value push_selected(Call& call) {
    Section* const section = selected(call);
    if (section == nullptr) {
        return Value::number(-1.0);
    }
    cable_of(call).push(*section);
    return Value::number(self_scene(call).selected.as_position());
}

const Member kRows[] = {
    {"nearest", MemberKind::Method, "(x: float, y: float) -> float", "um",
     "The distance of a point to the nearest section, seen along z; the section is chosen then.\n\n"
     "Sections get 3-d points by define_shape() where one of them has none. 0 when there is no section.",
     nearest},
    {"nearest_seg", MemberKind::Method, "(x: float, y: float) -> object", "",
     "The place of the sections that is nearest to a point, as a segment; None when there is no section.", nearest_seg},
    {"selected_seg", MemberKind::Method, "() -> object", "",
     "What nearest() chose, as a segment; None before it was called.", selected_seg},
    {"push_selected", MemberKind::Method, "() -> float", "",
     "Accesses the section that nearest() chose until pop_section(); gives where along it, from 0 to 1.\n\n"
     "-1, and nothing is accessed, when nothing is chosen.",
     push_selected},
};

}  // namespace

void add_nearest_members(std::vector<Member>& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
