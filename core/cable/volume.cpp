#include "cable/volume.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace nrn::cable {

namespace {

double frustum(double diam0, double diam1, double length) {
    return std::numbers::pi / 12.0 * length * (diam0 * diam0 + diam0 * diam1 + diam1 * diam1);
}

// Of the part of the points' course between two lengths along it. [um]
double course_volume(const Section& section, double from, double to) {
    double volume = 0.0;
    for (std::size_t i = 1; i < section.points.size(); ++i) {
        const Point3d& a = section.points[i - 1];
        const Point3d& b = section.points[i];
        const double length = b.arc - a.arc;
        const double begin = std::max(from, a.arc);
        const double end = std::min(to, b.arc);
        if (length > 0.0 && end > begin) {
            const double diam_a = std::fabs(a.diam);
            const double slope = (std::fabs(b.diam) - diam_a) / length;
            volume += frustum(diam_a + slope * (begin - a.arc), diam_a + slope * (end - a.arc), end - begin);
        }
    }
    return volume;
}

}  // namespace

double segment_volume(Cable& cable, const Section& section, std::size_t segment) {
    const double step = section.L() / static_cast<double>(section.nseg());
    if (section.points_decide && section.points.size() > 1) {
        const double from = step * static_cast<double>(segment);
        return course_volume(section, from, from + step);
    }
    const double diam = cable.nodes.at(kDiam, section.node(segment));
    return frustum(diam, diam, step);
}

}  // namespace nrn::cable
