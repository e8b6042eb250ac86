// 3-d points of sections.
#include <cmath>

#include "api/model.hpp"
#include "cable/geometry.hpp"

using namespace nrn;
using namespace nrn::api;
using cable::Geometry;

namespace {

// Runs an action on the points of a section that is alive.
template <class Action>
int change(NrnSection* section, Action&& action) {
    return guard([&] {
        in(section)->check();
        action(cable_of_process(), *in(section));
    });
}

}  // namespace

size_t nrn_pt3d_count(const NrnSection* section) {
    return in(section)->points.size();
}

int nrn_pt3d_get(NrnSection* section, long i, double* fields) {
    return change(section, [&](Cable& all, Section& from) {
        if (i < 0 || static_cast<std::size_t>(i) >= from.points.size()) {
            fail(ErrorKind::Index, "Arg out of range: %s has no 3-d point %ld, it has %zu", from.full_name().c_str(), i,
                 from.points.size());
        }
        all.update_geometry(from);
        const cable::Point3d& point = from.points[static_cast<std::size_t>(i)];
        const double found[] = {point.x,   point.y,
                                point.z,   std::fabs(static_cast<double>(point.diam)),
                                point.arc, point.diam < 0.0F ? 1.0 : 0.0};
        std::copy(std::begin(found), std::end(found), fields);
    });
}

int nrn_pt3d_add(NrnSection* section, double x, double y, double z, double diam) {
    return change(section, [&](Cable& all, Section& to) { Geometry::add_point(all, to, x, y, z, diam); });
}

int nrn_pt3d_insert(NrnSection* section, long i, double x, double y, double z, double diam) {
    return change(section, [&](Cable& all, Section& to) { Geometry::insert_point(all, to, i, x, y, z, diam); });
}

int nrn_pt3d_change(NrnSection* section, long i, double x, double y, double z, double diam) {
    return change(section, [&](Cable& all, Section& to) { Geometry::change_point(all, to, i, x, y, z, diam); });
}

int nrn_pt3d_change_diam(NrnSection* section, long i, double diam) {
    return change(section, [&](Cable& all, Section& to) { Geometry::change_diam(all, to, i, diam); });
}

int nrn_pt3d_remove(NrnSection* section, long i) {
    return change(section, [&](Cable& all, Section& to) { Geometry::remove_point(all, to, i); });
}

int nrn_pt3d_clear(NrnSection* section, size_t room) {
    return change(section, [&](Cable& all, Section& to) { Geometry::clear_points(all, to, room); });
}

int nrn_pt3d_style(NrnSection* section) {
    return in(section)->anchor.used ? 1 : 0;
}

int nrn_pt3d_style_set(NrnSection* section, int is_set, const double* xyz) {
    return change(section, [&](Cable& all, Section& to) {
        to.anchor = {is_set != 0, static_cast<float>(xyz[0]), static_cast<float>(xyz[1]), static_cast<float>(xyz[2])};
        all.geometry_changed(to);
    });
}
