// Functions about 3-d points, areas, resistances and distances.
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "cable/geometry.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

using cable::Geometry;
using cable::Section;

// ---- 3-d points ----

const cable::Point3d& point_arg(Call& call) {
    const Section& section = cable_of(call).current();
    const std::size_t n = section.points.size();
    const double i = call.number(0);
    if (!(i >= 0.0 && i < static_cast<double>(n))) {
        call.bad(ErrorKind::Index, 0, format("is out of range: %s has %zu 3-d points", section.full_name().c_str(), n));
    }
    return section.points[static_cast<std::size_t>(i)];
}

Value n3d_(Call& call) {
    return Value::number(static_cast<double>(section_arg(call, 0).points.size()));
}
Value x3d_(Call& call) {
    return Value::number(point_arg(call).x);
}
Value y3d_(Call& call) {
    return Value::number(point_arg(call).y);
}
Value z3d_(Call& call) {
    return Value::number(point_arg(call).z);
}
Value diam3d_(Call& call) {
    return Value::number(std::fabs(point_arg(call).diam));
}
Value arc3d_(Call& call) {
    return Value::number(point_arg(call).arc);
}
Value spine3d_(Call& call) {
    return Value::number(point_arg(call).diam < 0.0F ? 1.0 : 0.0);
}

Value pt3dclear_(Call& call) {
    constexpr long kMost = 1L << 30;
    const long room = call.integer_or(0, 0, 0, kMost);
    Geometry::clear_points(cable_of(call), cable_of(call).current(), static_cast<std::size_t>(room));
    return Value::number(static_cast<double>(room));
}

Value pt3dadd_(Call& call) {
    Section& section = cable_of(call).current();
    if (call.is_number(0)) {
        Geometry::add_point(cable_of(call), section, call.number(0), call.number(1), call.number(2), call.number(3));
        return Value::number(1.0);
    }
    std::span<const double> columns[4];
    for (std::size_t k = 0; k < 4; ++k) {
        columns[k] = vector_of(call.object(k)).span();
        if (columns[k].size() != columns[0].size()) {
            call.bad(ErrorKind::Value, k,
                     format("has %zu numbers, the first Vector %zu", columns[k].size(), columns[0].size()));
        }
    }
    for (std::size_t i = 0; i < columns[0].size(); ++i) {
        Geometry::add_point(cable_of(call), section, columns[0][i], columns[1][i], columns[2][i], columns[3][i]);
    }
    return Value::number(1.0);
}

Value pt3dinsert_(Call& call) {
    Geometry::insert_point(cable_of(call), cable_of(call).current(), call.integer(0), call.number(1), call.number(2),
                           call.number(3), call.number(4));
    return Value::number(0.0);
}
Value pt3dchange_(Call& call) {
    Section& section = cable_of(call).current();
    if (call.has(2)) {
        Geometry::change_point(cable_of(call), section, call.integer(0), call.number(1), call.number(2), call.number(3),
                               call.number(4));
    } else {
        Geometry::change_diam(cable_of(call), section, call.integer(0), call.number(1));
    }
    return Value::number(0.0);
}
Value pt3dremove_(Call& call) {
    Geometry::remove_point(cable_of(call), cable_of(call).current(), call.integer(0));
    return Value::number(0.0);
}

Value pt3dconst_(Call& call) {
    Section& section = cable_of(call).current();
    const bool before = section.points_const;
    if (call.has(0)) {
        section.points_const = call.integer(0, 0, 1) != 0;
    }
    return Value::number(before ? 1.0 : 0.0);
}

Value pt3dstyle_(Call& call) {
    Section& section = cable_of(call).current();
    if (call.has(0) && call.number(0) == 0.0) {
        section.anchor = {};
    } else if (call.has(3)) {
        if (call.number(0) != 1.0) {
            call.bad(ErrorKind::Value, 0, "must be 0 or 1");
        }
        double place[3];
        for (std::size_t k = 0; k < 3; ++k) {
            place[k] = call.is(k + 1, Kind::Ref) ? call.args[k + 1].as_ref()->get().as_number() : call.number(k + 1);
        }
        section.anchor = {true, static_cast<float>(place[0]), static_cast<float>(place[1]),
                          static_cast<float>(place[2])};
    }
    return Value::number(section.anchor.used ? 1.0 : 0.0);
}

Value define_shape_(Call& call) {
    for (const std::string& sentence : Geometry::define_shape(cable_of(call))) {
        host_of(call.context).write(sentence);
    }
    return Value::number(1.0);
}

// ---- areas, resistances, spines ----

Value area_(Call& call) {
    const Place place = place_arg(call, 0);
    return Value::number(cable::area_at(cable_of(call), place.section, place.x));
}
Value ri_(Call& call) {
    const Place place = place_arg(call, 0);
    return Value::number(cable::resistance_at(cable_of(call), place.section, place.x));
}
Value get_spine_area_(Call& call) {
    return Value::number(cable_of(call).spine_area);
}
Value set_spine_area_(Call& call) {
    const double area = call.number(0);
    if (!std::isfinite(area)) {
        call.bad(ErrorKind::Value, 0, "must be finite");
    }
    cable_of(call).spine_area = area;
    return Value::number(area);
}

// ---- distance ----

// Where distances are measured from; the section is counted.
struct Origin {
    Section* section = nullptr;
    double x = 0.0;

    Origin() = default;
    Origin(const Origin&) = delete;
    Origin& operator=(const Origin&) = delete;
    ~Origin() {
        if (section != nullptr) {
            section->release();
        }
    }
    void put(const Place& place) {
        place.section.retain();
        if (section != nullptr) {
            section->release();
        }
        section = &place.section;
        x = place.x;
    }
};

Value set_origin(Call& call, const Place& place) {
    call.context.state<Origin>().put(place);
    return Value::number(place.x);
}

Value from_origin(Call& call, const Place& place) {
    const Origin& origin = call.context.state<Origin>();
    if (origin.section == nullptr || !origin.section->alive()) {
        call.refuse(ErrorKind::Hoc, "Distance origin not valid. Need to initialize origin with distance()");
    }
    return Value::number(cable::path_distance(cable_of(call), *origin.section, origin.x, place.section, place.x));
}

Value distance_(Call& call) {
    if (!call.has(0)) {
        set_origin(call, place_arg(call, 0, 0.0));
        return Value::number(0.0);
    }
    if (!call.has(1)) {
        return from_origin(call, place_arg(call, 0));
    }
    const Place second = place_arg(call, 1);
    if (call.is(0, Kind::Segment)) {
        const Place first = place_arg(call, 0);
        return Value::number(cable::path_distance(cable_of(call), first.section, first.x, second.section, second.x));
    }
    return call.integer(0, 0, 1) == 0 ? set_origin(call, second) : from_origin(call, second);
}

constexpr const char* kPointDoc = "Of 3-d point i of the accessed section. [um]";

const FunctionDef kRows[] = {
    {"n3d", "() -> float ; (section: section) -> float", "The number of 3-d points of the accessed section.", n3d_},
    {"x3d", "(i: int) -> float", kPointDoc, x3d_},
    {"y3d", "(i: int) -> float", kPointDoc, y3d_},
    {"z3d", "(i: int) -> float", kPointDoc, z3d_},
    {"diam3d", "(i: int) -> float", kPointDoc, diam3d_},
    {"arc3d", "(i: int) -> float", "The length along the points up to point i. [um]", arc3d_},
    {"spine3d", "(i: int) -> float", "1 when point i is one of a spine, else 0.", spine3d_},
    {"pt3dclear", "(room: int = 0) -> float", "Takes away all 3-d points of the accessed section.", pt3dclear_},
    {"pt3dadd",
     "(x: float, y: float, z: float, diam: float, *rest: any) -> float ; "
     "(x: Vector, y: Vector, z: Vector, diam: Vector) -> float",
     "Adds 3-d points to the accessed section; a negative diameter is that of a spine's place. [um]", pt3dadd_},
    {"pt3dinsert", "(i: int, x: float, y: float, z: float, diam: float) -> float", "A new 3-d point before point i.",
     pt3dinsert_},
    {"pt3dchange", "(i: int, diam: float) -> float ; (i: int, x: float, y: float, z: float, diam: float) -> float",
     "Changes 3-d point i.", pt3dchange_},
    {"pt3dremove", "(i: int) -> float", "Takes away 3-d point i.", pt3dremove_},
    {"pt3dconst", "(keep: int = 0) -> float",
     "1: 3-d points stay as they are when L or diam is set; the answer before.", pt3dconst_},
    {"pt3dstyle",
     "() -> float ; (style: int) -> float ; (style: int, x: float|ref, y: float|ref, z: float|ref) -> float",
     "1 with a place: where define_shape() thinks the connection to the parent; 0: at the first point.", pt3dstyle_},
    {"define_shape", "() -> float", "3-d points for all sections that have none.", define_shape_},
    {"area", "(x: float) -> float ; (seg: segment) -> float", "The area of a segment. [um2]", area_},
    {"ri", "(x: float) -> float ; (seg: segment) -> float",
     "The resistance from the centre of a segment to that of the one before. [MOhm]", ri_},
    {"getSpineArea", "(*rest: any) -> float", "The area of a spine. [um2]", get_spine_area_},
    {"setSpineArea", "(area: float) -> float", "Sets the area of a spine. [um2]", set_spine_area_},
    {"distance",
     "() -> float ; (x: float) -> float ; (seg: segment) -> float ; (which: int, x: float) -> float ; "
     "(which: int, seg: segment) -> float ; (seg1: segment, seg2: segment) -> float",
     "The path along the tree. [um]\n\n"
     "distance() and distance(0, place) set the origin, distance(place) and distance(1, place) measure from it,\n"
     "distance(seg1, seg2) from one place to the other; 1e20 when they are not connected.",
     distance_},
};

}  // namespace

void define_geometry_functions(SymbolTable& symbols) {
    for (const FunctionDef& row : kRows) {
        symbols.add_function(row);
    }
}

}  // namespace nrn
