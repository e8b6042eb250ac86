// Areas, diameters, axial resistances, distances and shapes, with numbers of NEURON 9.0.2.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cable/cable.hpp"
#include "cable/geometry.hpp"
#include "cable/range.hpp"

using nrn::Error;
using nrn::cable::area_at;
using nrn::cable::Cable;
using nrn::cable::Geometry;
using nrn::cable::path_distance;
using nrn::cable::resistance_at;
using nrn::cable::Section;

namespace {

Section& make(Cable& cable, std::string name, int nseg = 1) {
    Section* section = cable.create(std::move(name));
    section->release();
    cable.set_nseg(*section, nseg);
    return *section;
}

void add_points(Cable& cable, Section& section, const std::vector<std::vector<double>>& points) {
    for (const auto& p : points) {
        Geometry::add_point(cable, section, p[0], p[1], p[2], p[3]);
    }
}

std::vector<double> column(Cable& cable, Section& section, nrn::cable::NodeColumn which) {
    cable.update_geometry();
    std::vector<double> out;
    for (const auto id : section.nodes()) {
        out.push_back(cable.nodes.at(which, id));
    }
    return out;
}

void check_near(const std::vector<double>& got, const std::vector<double>& wanted, double tolerance = 1e-12) {
    REQUIRE(got.size() == wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        CHECK(got[i] == doctest::Approx(wanted[i]).epsilon(tolerance));
    }
}

std::vector<double> diams(const Section& section) {
    std::vector<double> out;
    for (const auto& point : section.points) {
        out.push_back(point.diam);
    }
    return out;
}

// Where the straight line of a shape goes. [rad]
double angle(const Section& section) {
    const auto& a = section.points.front();
    const auto& b = section.points.back();
    return std::atan2(b.y - a.y, b.x - a.x);
}

void set_diam(Cable& cable, Section& section, std::size_t segment, double diam) {
    Geometry::diameter_set(cable, section, segment, diam);
}

}  // namespace

TEST_CASE("frusta between points: areas, diameters, resistances") {
    Cable cable;
    Section& s = make(cable, "s", 2);
    s.Ra = 100.0;
    add_points(cable, s, {{0, 0, 0, 1}, {3, 0, 0, 5}, {3, 0, 0, 2}, {12, 0, 0, 7}, {20, 0, 0, 7}});
    CHECK(s.L() == 20.0);
    check_near(column(cable, s, nrn::cable::kArea), {140.50212757526953, 217.95397946539347});
    check_near(column(cable, s, nrn::cable::kDiam), {3.6611111111111114, 6.888888888888889});
    check_near(column(cable, s, nrn::cable::kRi), {1.1731992947916858, 0.4872090094649858});
    CHECK(resistance_at(cable, s, 1.0) == doctest::Approx(0.12992240252399617));
    CHECK(resistance_at(cable, s, 0.0) == 1e30);
    CHECK(area_at(cable, s, 0.0) == 0.0);
    cable.set_nseg(s, 5);
    check_near(column(cable, s, nrn::cable::kArea),
               {57.90167656600027, 47.82131374220851, 76.80392813142582, 87.96459430051421, 87.96459430051421});
    check_near(column(cable, s, nrn::cable::kRi),
               {0.6944942971282707, 0.5903201525590303, 0.23586598770394096, 0.11374338636063065, 0.10393792201919697});
}

TEST_CASE("a ring at a border belongs to the segment before") {
    Cable cable;
    Section& s = make(cable, "s", 2);
    add_points(cable, s, {{0, 0, 0, 1}, {0, 0, 0, 5}, {10, 0, 0, 5}, {10, 0, 0, 2}});
    check_near(column(cable, s, nrn::cable::kArea), {97.38937226128358, 95.03317777109125});
    Section& t = make(cable, "t", 2);
    add_points(cable, t, {{0, 0, 0, 1}, {5, 0, 0, 1}, {5, 0, 0, 5}, {10, 0, 0, 5}});
    check_near(column(cable, t, nrn::cable::kArea), {34.55751918948774, 78.53981633974483});
}

TEST_CASE("points run from the connected end") {
    Cable cable;
    Section& p = make(cable, "p");
    Section& s = make(cable, "s", 3);
    cable.connect(s, 1.0, p, 1.0);
    add_points(cable, s, {{0, 0, 0, 1}, {30, 0, 0, 4}});
    check_near(column(cable, s, nrn::cable::kDiam), {3.5, 2.5, 1.5});
    check_near(column(cable, s, nrn::cable::kRi), {0.51511634152714, 1.2019381302299936, 1.5024226627874921});
    CHECK(resistance_at(cable, s, 0.0) == doctest::Approx(0.16097385672723127));
    CHECK(resistance_at(cable, s, 1.0) == doctest::Approx(9.014535976724952e-05));
    cable.disconnect(s);
    Section& w = make(cable, "w", 3);
    cable.connect(w, 1.0, p, 1.0);
    for (std::size_t k = 0; k < 3; ++k) {
        set_diam(cable, w, k, 1.0 + static_cast<double>(k));
    }
    check_near(column(cable, w, nrn::cable::kRi), {9.390141642421826, 2.7127075855885274, 0.8346792571041622});
    Geometry::define_shape(cable);
    CHECK(diams(w) == std::vector<double>{3, 3, 2, 1, 1});
    check_near(column(cable, w, nrn::cable::kDiam), {1.124999942779544, 1.9999999713897685, 2.87499997138977}, 1e-9);
}

TEST_CASE("L and diam that are set move the points") {
    Cable cable;
    Section& s = make(cable, "s", 3);
    add_points(cable, s, {{0, 0, 0, 2}, {10, 0, 0, 3}, {20, 0, 0, 4}, {30, 0, 0, 5}});
    cable.set_length(s, 60.0);
    CHECK(s.L() == 60.0);
    CHECK(s.points[2].x == 40.0F);
    set_diam(cable, s, 1, 9.0);
    check_near(column(cable, s, nrn::cable::kDiam), {5.75, 6.75, 4.5});
    CHECK(diams(s) == std::vector<double>{2.5, 9, 4.5, 4.5});
    check_near(column(cable, s, nrn::cable::kArea), {366.0221409552869, 426.790422459472, 282.7433388230814});
    set_diam(cable, s, 0, 3.0);
    set_diam(cable, s, 1, 4.0);
    set_diam(cable, s, 2, 5.0);
    check_near(column(cable, s, nrn::cable::kDiam), {3.5, 4.5, 5.0});
    CHECK(diams(s) == std::vector<double>{3, 4, 5, 5});

    Section& held = make(cable, "held", 3);
    held.points_const = true;
    add_points(cable, held, {{0, 0, 0, 2}, {10, 0, 0, 3}, {20, 0, 0, 4}, {30, 0, 0, 5}});
    set_diam(cable, held, 1, 9.0);
    cable.set_length(held, 60.0);
    check_near(column(cable, held, nrn::cable::kDiam), {2.5, 3.5, 4.5});
    CHECK(held.L() == 30.0);
}

TEST_CASE("points scaled from the first one, in single precision") {
    Cable cable;
    Section& s = make(cable, "s");
    add_points(cable, s, {{1, 2, 3, 4}, {11, 12, 3, 4}, {11, 32, 3, 5}});
    CHECK(s.L() == doctest::Approx(34.14213562373095).epsilon(1e-15));
    cable.set_length(s, 100.0);
    CHECK(static_cast<double>(s.points[1].x) == 30.289321899414062);
    CHECK(static_cast<double>(s.points[2].y) == 89.86796569824219);
    CHECK(s.L() == doctest::Approx(99.99999999999999).epsilon(1e-15));
}

TEST_CASE("points inserted, changed, taken away") {
    Cable cable;
    Section& s = make(cable, "s");
    add_points(cable, s, {{0, 0, 0, 2}, {10, 0, 0, 3}, {20, 0, 0, 4}, {30, 0, 0, 5}});
    Geometry::insert_point(cable, s, 1, 5, 0, 0, 8);
    check_near(column(cable, s, nrn::cable::kDiam), {4.416666666666667});
    Geometry::insert_point(cable, s, 5, 50, 0, 0, 8);
    Geometry::remove_point(cable, s, 0);
    check_near(column(cable, s, nrn::cable::kDiam), {5.277777777777778});
    CHECK(s.L() == 45.0);
    Geometry::change_point(cable, s, 0, 1, 2, 3, 4);
    CHECK(s.L() == doctest::Approx(49.69535971483266).epsilon(1e-15));
    Geometry::change_diam(cable, s, 1, 77);
    check_near(column(cable, s, nrn::cable::kDiam), {19.572492764559072});
    CHECK_THROWS_AS(Geometry::change_diam(cable, s, 5, 1), Error);
    CHECK_THROWS_AS(Geometry::remove_point(cable, s, -1), Error);
    CHECK_THROWS_AS(Geometry::insert_point(cable, s, 6, 0, 0, 0, 1), Error);
    CHECK_THROWS_AS(Geometry::add_point(cable, s, std::nan(""), 0, 0, 1), Error);
    Geometry::clear_points(cable, s);
    check_near(column(cable, s, nrn::cable::kDiam), {19.572492764559072});
    CHECK(s.L() == doctest::Approx(49.69535971483266).epsilon(1e-15));
}

TEST_CASE("points without extent or diameter leave finite numbers") {
    Cable cable;
    Section& s = make(cable, "s");
    add_points(cable, s, {{0, 0, 0, 1}, {0, 0, 0, 1}});
    CHECK(s.L() == 1e-9);
    CHECK(std::isfinite(column(cable, s, nrn::cable::kRi)[0]));
    Section& cone = make(cable, "cone");
    add_points(cable, cone, {{0, 0, 0, 0}, {10, 0, 0, 2}});
    check_near(column(cable, cone, nrn::cable::kRi), {450726798836247.5});
    CHECK(resistance_at(cable, cone, 1.0) == doctest::Approx(1.126816997090619));
    Section& thread = make(cable, "thread");
    add_points(cable, thread, {{0, 0, 0, 0}, {10, 0, 0, 0}});
    CHECK(column(cable, thread, nrn::cable::kArea)[0] > 0.0);
}

TEST_CASE("points of spines add their area to the segment they lie in") {
    Cable cable;
    cable.spine_area = 3.0;
    Section& s = make(cable, "s", 3);
    add_points(cable, s, {{0, 0, 0, 1}, {10, 0, 0, -1}, {20, 0, 0, 1}, {25, 0, 0, -1}, {30, 0, 0, 1}});
    check_near(column(cable, s, nrn::cable::kArea), {31.41592653589794, 34.41592653589794, 34.41592653589793});
}

TEST_CASE("distances go from node to node along the tree") {
    Cable cable;
    Section& a = make(cable, "a", 3);
    Section& b = make(cable, "b", 4);
    Section& c = make(cable, "c");
    Section& d = make(cable, "d", 3);
    Section& u = make(cable, "u");
    cable.connect(b, 0.0, a, 1.0);
    cable.connect(c, 0.0, a, 0.5);
    cable.connect(d, 1.0, b, 1.0);
    CHECK(path_distance(cable, a, 0.0, a, 0.2) == 16.666666666666664);
    CHECK(path_distance(cable, a, 0.5, d, 1.0) == 150.0);
    CHECK(path_distance(cable, a, 0.5, d, 0.0) == 250.0);
    CHECK(path_distance(cable, a, 0.5, b, 0.1) == 62.5);
    CHECK(path_distance(cable, c, 1.0, d, 0.0) == 350.0);
    CHECK(path_distance(cable, c, 0.0, a, 0.4) == 0.0);
    CHECK(path_distance(cable, d, 1.0, b, 1.0) == 0.0);
    CHECK(path_distance(cable, a, 0.0, u, 0.5) == 1e20);
}

TEST_CASE("shapes: lines, planes, fans") {
    Cable cable;
    Section& a = make(cable, "a", 2);
    Section& b = make(cable, "b");
    Section& c = make(cable, "c");
    Section& d = make(cable, "d");
    Section& e = make(cable, "e");
    Section& f = make(cable, "f");
    set_diam(cable, a, 0, 3.0);
    set_diam(cable, a, 1, 8.0);
    cable.connect(b, 0.0, a, 1.0);
    cable.connect(c, 0.0, a, 1.0);
    cable.connect(d, 0.0, a, 0.5);
    cable.connect(e, 0.0, b, 0.0);
    cable.connect(f, 0.0, a, 0.0);
    Section& low = make(cable, "low");
    cable.connect(low, 0.0, a, 0.3);
    Section& root = make(cable, "root");
    Section& moved = make(cable, "moved");
    add_points(cable, moved, {{500, 0, 0, 5}, {510, 10, 0, 5}});
    cable.connect(moved, 0.0, root, 1.0);
    CHECK(Geometry::define_shape(cable).empty());
    check_near(column(cable, a, nrn::cable::kDiam), {3.625, 7.375});
    CHECK(a.points.size() == 4);
    CHECK(angle(b) == doctest::Approx(0.4));
    CHECK(angle(c) == doctest::Approx(-0.4));
    CHECK(angle(d) == doctest::Approx(1.5707963));
    CHECK(angle(low) == doctest::Approx(-1.5707963));
    CHECK(std::fabs(angle(f)) == doctest::Approx(3.1415927));
    CHECK(e.points[0].x == 100.0F);
    CHECK(e.points[1].x == doctest::Approx(53.947).epsilon(1e-5));
    CHECK(d.points[0].x == 50.0F);
    CHECK(root.points[0].z == 700.0F);  // seven sections in the tree before
    CHECK(moved.points[0].x == 100.0F);
    CHECK(moved.points[1].y == 10.0F);
    CHECK(moved.points[1].z == 700.0F);
    cable.set_nseg(b, 4);
    Geometry::define_shape(cable);
    CHECK(b.points.size() == 3);  // has points already
}

TEST_CASE("a shape keeps L, although points are in single precision") {
    Cable cable;
    Section& a = make(cable, "a", 3);
    Section& b = make(cable, "b", 3);
    Section& c = make(cable, "c");
    cable.connect(b, 0.0, a, 1.0);
    cable.connect(c, 0.0, a, 1.0);
    set_diam(cable, b, 0, 3.0);
    set_diam(cable, b, 1, 7.0);
    set_diam(cable, b, 2, 1.0);
    Geometry::define_shape(cable);
    CHECK(b.L() == 100.0);
    CHECK(b.points[1].arc == doctest::Approx(16.666663441020624).epsilon(1e-14));
    CHECK(b.points[4].arc == 100.0);
    check_near(column(cable, b, nrn::cable::kDiam), {3.5000002847375398, 5.749999792345462, 1.7499996506330666});
    cable.set_length(b, 50.0);
    CHECK(b.points[3].arc == doctest::Approx(41.66666562968944).epsilon(1e-15));
}
