// 3-d points of a section: added, changed, taken away; L and diam set by the user, which points follow.
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "cable/geometry.hpp"

namespace nrn::cable {

namespace {

constexpr double kShortest = 1e-9;  // [um] L of a section whose points lie at one place

// Lengths along the points from point i on, and L of the section.
void measure(Section& section, std::size_t i, double* length) {
    std::vector<Point3d>& points = section.points;
    section.points_decide = points.size() > 1;
    for (; i < points.size(); ++i) {
        if (i == 0) {
            points[0].arc = 0.0;
            continue;
        }
        const Point3d& before = points[i - 1];
        const double dx = points[i].x - before.x;  // differences in single precision, as the reference has them
        const double dy = points[i].y - before.y;
        const double dz = points[i].z - before.z;
        points[i].arc = before.arc + std::sqrt(dx * dx + dy * dy + dz * dz);
    }
    if (!points.empty()) {
        *length = std::fmax(points.back().arc, kShortest);
    }
}

// Numbers that are no places would make all of the section's areas meaningless.
Point3d checked_point(const Section& section, double x, double y, double z, double diam) {
    const Point3d point{static_cast<float>(x), static_cast<float>(y), static_cast<float>(z), static_cast<float>(diam),
                        0.0};
    if (!std::isfinite(point.x) || !std::isfinite(point.y) || !std::isfinite(point.z) || !std::isfinite(point.diam)) {
        fail(ErrorKind::Value, "%s: the 3-d point (%g, %g, %g) with diameter %g is not finite",
             section.full_name().c_str(), x, y, z, diam);
    }
    return point;
}

std::size_t checked_place(const Section& section, long i, std::size_t places) {
    if (i < 0 || static_cast<std::size_t>(i) >= places) {
        fail(ErrorKind::Index, "Arg out of range: %s has %zu 3-d points, and no point %ld", section.full_name().c_str(),
             section.points.size(), i);
    }
    return static_cast<std::size_t>(i);
}

}  // namespace

// L, diameters and areas stay as they were computed from the points.
void Geometry::clear_points(Cable&, Section& section, std::size_t room) {
    section.check();
    section.points.clear();
    section.points.reserve(room);
    section.points_decide = section.points_follow_ = false;
}

void Geometry::add_point(Cable& cable, Section& section, double x, double y, double z, double diam) {
    section.check();
    section.points.push_back(checked_point(section, x, y, z, diam));
    measure(section, section.points.size() - 1, &section.length_);
    cable.geometry_changed(section);
}

void Geometry::insert_point(Cable& cable, Section& section, long i, double x, double y, double z, double diam) {
    section.check();
    const std::size_t place = checked_place(section, i, section.points.size() + 1);
    section.points.insert(section.points.begin() + i, checked_point(section, x, y, z, diam));
    measure(section, place, &section.length_);
    cable.geometry_changed(section);
}

void Geometry::change_point(Cable& cable, Section& section, long i, double x, double y, double z, double diam) {
    section.check();
    const std::size_t place = checked_place(section, i, section.points.size());
    section.points[place] = checked_point(section, x, y, z, diam);
    measure(section, place, &section.length_);
    cable.geometry_changed(section);
}

void Geometry::change_diam(Cable& cable, Section& section, long i, double diam) {
    section.check();
    const Point3d& point = section.points[checked_place(section, i, section.points.size())];
    change_point(cable, section, i, point.x, point.y, point.z, diam);
}

void Geometry::remove_point(Cable& cable, Section& section, long i) {
    section.check();
    const std::size_t place = checked_place(section, i, section.points.size());
    section.points.erase(section.points.begin() + i);
    measure(section, place, &section.length_);
    cable.geometry_changed(section);
}

// Points that follow the section's own L, which stays what it is.
void Geometry::set_points(Cable& cable, Section& section, std::vector<Point3d> points) {
    for (const Point3d& point : points) {
        checked_point(section, point.x, point.y, point.z, point.diam);
    }
    const double length = section.length_;
    section.points = std::move(points);
    measure(section, 0, &section.length_);
    section.length_ = section.points.back().arc = length;
    cable.geometry_changed(section);
}

// Points keep their directions from the first one.
void Geometry::length_set(Cable&, Section& section, double length) {
    if (!section.points_decide) {
        section.length_ = length;
        return;
    }
    if (section.points_const || section.points.back().arc == 0.0) {
        return;
    }
    const double factor = length / section.points.back().arc;
    const Point3d first = section.points.front();
    const auto stretch = [&](float& place, float from) {
        place = static_cast<float>(from + (static_cast<double>(place) - from) * factor);
    };
    for (Point3d& point : section.points) {
        stretch(point.x, first.x);
        stretch(point.y, first.y);
        stretch(point.z, first.z);
        point.arc *= factor;
    }
    section.length_ = section.points.back().arc;
}

void Geometry::diameter_set(Cable& cable, Section& section, std::size_t segment, double diam) {
    if (section.points_decide && !section.points_follow_) {
        cable.update_geometry(section);
    }
    cable.nodes.at(kDiam, section.nodes_[segment]) = diam;
    section.points_follow_ = section.points_decide && !section.points_const;
    cable.geometry_changed(section);
}

}  // namespace nrn::cable
