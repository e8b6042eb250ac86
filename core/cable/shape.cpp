// Shapes of sections that have none: points along straight lines, so that the tree can be drawn.
//
// Roots go to the right, each tree in a plane of its own. A child continues its parent, or stands at a right angle to
// it; children at the same place are spread. A child that has points is moved as a whole.
#include <cmath>
#include <numbers>

#include "base/text.hpp"
#include "cable/geometry.hpp"

namespace nrn::cable {

namespace {

constexpr double kPlanes = 100.0;  // [um] between trees, for each section of those before
constexpr double kSpread = 0.8;    // [rad] between the first and the last child at a place

struct Spot {
    double x, y, z;  // [um]
};

// How far along the points of the parent a child begins: 0 … 1.
double part_of_parent(const Section& child) {
    return std::fabs(child.parent_x() - child.parent()->own_x());
}

Spot place_at_parent(const Section& child) {
    const Point3d& first = child.parent()->points.front();
    const Point3d& last = child.parent()->points.back();
    const double part = part_of_parent(child);
    const auto between = [&](double from, double to) { return from + (to - from) * part; };
    return {between(first.x, last.x), between(first.y, last.y), between(first.z, last.z)};
}

// The children of one place, which stand side by side in their parent's list.
struct Fan {
    double x = -1.0;  // where at the parent
    std::size_t count = 0;
    std::size_t next = 0;  // to be placed

    // How far the child turns from the direction that it would have alone. [rad]
    double turn(const Section& child) {
        if (child.parent_x() != x) {
            *this = {child.parent_x(), 0, 0};
            for (const Section* each = &child; each != nullptr && each->parent_x() == x; each = each->next_sibling()) {
                ++count;
            }
        }
        const auto place = static_cast<double>(next++);
        return count > 1 ? kSpread * (place / static_cast<double>(count - 1) - 0.5) : 0.0;
    }
};

double direction(const Section& child, std::vector<std::string>* said) {
    const Point3d& first = child.parent()->points.front();
    const Point3d& last = child.parent()->points.back();
    double angle = 0.0;
    if (first.x == last.x && first.y == last.y) {
        said->push_back(
            format("define_shape: %s first and last 3-d point at same (x,y)\n", child.parent()->full_name().c_str()));
    } else {
        angle = std::atan2(static_cast<double>(last.y) - first.y, static_cast<double>(last.x) - first.x);
    }
    const double part = part_of_parent(child);
    if (part == 0.0) {
        angle += std::numbers::pi;
    } else if (part != 1.0) {
        angle += part < 0.5 ? -std::numbers::pi / 2.0 : std::numbers::pi / 2.0;
    }
    return angle;
}

std::vector<Point3d> straight(Cable& cable, const Section& section, const Spot& from, double angle) {
    const std::size_t n = section.nodes().size();
    const auto x0 = static_cast<float>(from.x), y0 = static_cast<float>(from.y);
    const auto x1 = static_cast<float>(from.x + section.L() * std::cos(angle));
    const auto y1 = static_cast<float>(from.y + section.L() * std::sin(angle));
    std::vector<Point3d> points;
    const auto add = [&](double part, std::size_t segment) {
        const Id node = section.node(section.own_x() == 0.0 ? segment : n - 1 - segment);
        const auto between = [&](double a, double b) { return static_cast<float>(a + (b - a) * part); };
        points.push_back({between(x0, x1), between(y0, y1), static_cast<float>(from.z),
                          static_cast<float>(cable.nodes.at(kDiam, node)), 0.0});
    };
    add(0.0, 0);
    for (std::size_t k = 0; k < n; ++k) {
        add(section.centre(k), k);
    }
    add(1.0, n - 1);
    return points;
}

void move_to(Section& section, const Spot& place) {
    const Point3d& first = section.points.front();
    const Section::Anchor from =
        section.anchor.used ? section.anchor : Section::Anchor{true, first.x, first.y, first.z};
    const auto shift = [](float& at, double to, float origin) { at = static_cast<float>(at + (to - origin)); };
    for (Point3d& point : section.points) {
        shift(point.x, place.x, from.x);
        shift(point.y, place.y, from.y);
        shift(point.z, place.z, from.z);
    }
    if (section.anchor.used) {
        section.anchor = {true, static_cast<float>(place.x), static_cast<float>(place.y), static_cast<float>(place.z)};
    }
}

}  // namespace

std::vector<std::string> Geometry::define_shape(Cable& cable) {
    cable.update_geometry();
    std::vector<std::string> said;
    std::size_t passed = 0;
    for (Section* root = cable.first(); root != nullptr; root = root->next()) {
        if (root->parent() != nullptr) {
            continue;
        }
        if (root->points.empty()) {
            set_points(cable, *root, straight(cable, *root, {0.0, 0.0, kPlanes * static_cast<double>(passed)}, 0.0));
        }
        std::vector<Section*> waiting{root};
        while (!waiting.empty()) {
            const Section* parent = waiting.back();
            waiting.pop_back();
            ++passed;
            Fan fan;
            for (Section* child = parent->first_child(); child != nullptr; child = child->next_sibling()) {
                const double turn = fan.turn(*child);
                if (child->points.empty()) {
                    const double angle = direction(*child, &said) + turn;
                    set_points(cable, *child, straight(cable, *child, place_at_parent(*child), angle));
                } else {
                    move_to(*child, place_at_parent(*child));
                }
                waiting.push_back(child);
            }
        }
    }
    return said;
}

}  // namespace nrn::cable
