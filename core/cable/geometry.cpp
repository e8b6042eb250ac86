#include "cable/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace nrn::cable {

namespace {

constexpr double kOhmCmPerUm = 1e-2;    // [Ohm cm um/um2] in [MOhm]
constexpr double kClosed = 1e15;        // [1/um] length/diam2 of a piece that comes to a point
constexpr double kSmallestArea = 1e-6;  // [um2] of a segment whose points have no diameter
constexpr double kPi = std::numbers::pi;

// What one frustum, or a part of one, has. dx, d0, d1 in [um]
double lateral_area(double dx, double d0, double d1) {
    const double rise = (d1 - d0) / 2.0;
    return kPi / 2.0 * (d0 + d1) * std::sqrt(rise * rise + dx * dx);
}
double length_per_section(double dx, double d0, double d1) {  // integral of dx/diam2. [1/um]
    return d0 * d1 > 0.0 ? dx / (d0 * d1) : kClosed;
}
double diameter(const Point3d& point) {
    return std::fabs(static_cast<double>(point.diam));
}

// What the points make of the segments, counted from the connected end on.
struct Course {
    std::vector<double> area;       // [um2]
    std::vector<double> diam;       // [um]
    std::vector<double> narrowing;  // of halves of segments: integral of dx/diam2. [1/um]
};

// The parts of the frusta between points that lie in each half of each segment. Where the diameter jumps at one
// point, there is a ring, which belongs to the segment before.
Course follow(const std::vector<Point3d>& points, std::size_t n, double spine_area) {
    const double length = points.back().arc;
    const double half = length / (2.0 * static_cast<double>(n));
    Course course{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0), std::vector<double>(2 * n, 0.0)};
    std::size_t at = 0;  // the half
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].diam < 0.0F) {
            const double place = points[i].arc / length * static_cast<double>(n);
            course.area[std::min(n - 1, static_cast<std::size_t>(place))] += spine_area;
        }
        if (i + 1 == points.size()) {
            break;
        }
        const double d0 = diameter(points[i]);
        const double d1 = diameter(points[i + 1]);
        double begin = points[i].arc;
        const double end = points[i + 1].arc;
        if (end <= begin) {
            course.area[at / 2] += kPi / 4.0 * std::fabs(d1 * d1 - d0 * d0);
            continue;
        }
        const double slope = (d1 - d0) / (end - begin);
        double d_begin = d0;
        while (begin < end) {
            while (at + 1 < 2 * n && begin >= static_cast<double>(at + 1) * half) {
                ++at;
            }
            const double border = at + 1 < 2 * n ? static_cast<double>(at + 1) * half : end;
            const double stop = std::min(border, end);
            const double d_stop = stop == end ? d1 : d0 + slope * (stop - points[i].arc);
            course.area[at / 2] += lateral_area(stop - begin, d_begin, d_stop);
            course.diam[at / 2] += (d_begin + d_stop) / 2.0 * (stop - begin);
            course.narrowing[at] += length_per_section(stop - begin, d_begin, d_stop);
            begin = stop;
            d_begin = d_stop;
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        course.diam[k] /= 2.0 * half;
        course.area[k] = std::max(course.area[k], kSmallestArea);
    }
    return course;
}

void copy_instance(Mechanism& mechanism, Id from, Id to) {
    mechanism.table.copy_row(from, to);
    for (std::size_t k = 0; k < mechanism.pointers.size(); ++k) {
        mechanism.pointers[k][to] = mechanism.pointers[k][from];
        mechanism.addresses[k][to] = mechanism.addresses[k][from];
    }
    if (mechanism.kind() == mech::Kind::Ion) {
        mechanism.styles[to] = mechanism.styles[from];
    }
}

// Which old segment each new one comes from: the one that holds its centre; and whether it takes over its rows,
// because it holds that one's centre as well. So references to the middle of a section go on.
struct Heritage {
    std::size_t from;
    bool same;
};

// Counted from the connected end: a centre at the border of two old segments takes after the one behind it.
std::vector<Heritage> heritage(const Section& section, std::size_t n) {
    const std::size_t count = section.nodes().size();
    const auto old = static_cast<double>(count);
    const bool reversed = section.own_x() == 1.0;
    std::vector<Heritage> all(n);
    for (std::size_t k = 0; k < n; ++k) {
        const std::size_t from = section.segment_at((static_cast<double>(k) + 0.5) / static_cast<double>(n));
        const double centre = (static_cast<double>(from) + 0.5) / old;
        const bool same = static_cast<std::size_t>(centre * static_cast<double>(n)) == k;
        all[reversed ? n - 1 - k : k] = {reversed ? count - 1 - from : from, same};
    }
    return all;
}

std::vector<Id> ends_of(const IdList& old, const std::vector<Heritage>& all) {
    std::vector<bool> kept(old.size(), false);
    for (const Heritage& each : all) {
        kept[each.from] = kept[each.from] || each.same;
    }
    std::vector<Id> ends;
    for (std::size_t k = 0; k < old.size(); ++k) {
        if (!kept[k]) {
            ends.push_back(old[k]);
        }
    }
    return ends;
}

}  // namespace

void Geometry::compute(Cable& cable, Section& section) {
    mech::Table& nodes = cable.nodes;
    const std::size_t n = section.nodes_.size();
    const bool forward = section.own_x_ == 0.0;
    const auto node = [&](std::size_t j) { return section.nodes_[forward ? j : n - 1 - j]; };  // j: along the course
    const double scale = kOhmCmPerUm * section.Ra * 4.0 / kPi;
    double before = 0.0;  // resistance from the last centre to the border. [MOhm]
    if (section.points_decide && section.points.back().arc > 0.0) {
        if (section.points_follow_) {
            for (Point3d& point : section.points) {
                const double place = point.arc / section.points.back().arc * static_cast<double>(n);
                point.diam =
                    static_cast<float>(nodes.at(kDiam, node(std::min(n - 1, static_cast<std::size_t>(place)))));
            }
            section.points_follow_ = false;
        }
        const Course course = follow(section.points, n, cable.spine_area);
        for (std::size_t j = 0; j < n; ++j) {
            nodes.at(kArea, node(j)) = course.area[j];
            nodes.at(kDiam, node(j)) = course.diam[j];
            nodes.at(kRi, node(j)) = before + scale * course.narrowing[2 * j];
            before = scale * course.narrowing[2 * j + 1];
        }
    } else {
        const double length = section.length_ / static_cast<double>(n);
        for (std::size_t j = 0; j < n; ++j) {
            const double diam = nodes.at(kDiam, node(j));
            const double half = scale * (length / 2.0) / (diam * diam);
            nodes.at(kArea, node(j)) = kPi * diam * length;
            nodes.at(kRi, node(j)) = before + half;
            before = half;
        }
    }
    nodes.at(kRi, section.end_node_) = before;
}

void Geometry::new_segments(Cable& cable, Section& section, int nseg) {
    const std::vector<Heritage> all = heritage(section, static_cast<std::size_t>(nseg));
    std::vector<Id> made;
    made.reserve(all.size());
    for (const Heritage& each : all) {
        const Id from = section.nodes_[each.from];
        made.push_back(each.same ? from : cable.nodes.add());
        cable.nodes.copy_row(from, made.back());
    }
    for (MechanismSlot& slot : section.slots_) {
        Mechanism& mechanism = *slot.mechanism;
        std::vector<Id> instances;
        instances.reserve(all.size());
        for (std::size_t k = 0; k < all.size(); ++k) {
            const Id from = slot.instances[all[k].from];
            instances.push_back(all[k].same ? from : mechanism.add());
            if (!all[k].same) {
                copy_instance(mechanism, from, instances.back());
            }
        }
        for (const Id id : ends_of(slot.instances, all)) {
            mechanism.remove(id);
        }
        slot.instances = IdList(instances);
    }
    for (const Id id : ends_of(section.nodes_, all)) {
        cable.nodes.remove(id);
    }
    section.nodes_ = IdList(made);
}

double area_at(Cable& cable, Section& section, double x) {
    section.check();
    cable.update_geometry(section);
    return x == 0.0 || x == 1.0 ? 0.0 : cable.nodes.at(kArea, section.node_at(x));
}

double resistance_at(Cable& cable, Section& section, double x) {
    section.check();
    cable.update_geometry();
    const Section* above = &section;  // whose node it is
    while (x == above->own_x()) {
        if (above->parent() == nullptr) {
            return kNoResistance;
        }
        x = above->parent_x();
        above = above->parent();
    }
    return cable.nodes.at(kRi, above->node_at(x));
}

}  // namespace nrn::cable
