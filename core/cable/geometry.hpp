// Geometry: what follows from length, diameters and 3-d points: areas, axial resistances, distances, shapes.
//
// The rules are the reference's, found by asking it: a section with two or more points takes L and the diameters of its
// segments from them (frusta between points); one without has cylinders of its own L and diam. The first point lies at
// the end that is connected to the parent, which is x = 1 in a section connected by that end.
#pragma once

#include <string>
#include <vector>

#include "cable/cable.hpp"

namespace nrn::cable {

class Geometry {
  public:
    // ---- 3-d points; each marks the section as changed ----
    static void clear_points(Cable& cable, Section& section, std::size_t room = 0);
    static void add_point(Cable& cable, Section& section, double x, double y, double z, double diam);
    static void insert_point(Cable& cable, Section& section, long i, double x, double y, double z, double diam);
    static void change_point(Cable& cable, Section& section, long i, double x, double y, double z, double diam);
    static void change_diam(Cable& cable, Section& section, long i, double diam);
    static void remove_point(Cable& cable, Section& section, long i);
    static void set_points(Cable& cable, Section& section, std::vector<Point3d> points);
    // ---- computed ----
    // Areas [um2], diameters [um] and resistances [MOhm] of the section's nodes.
    static void compute(Cable& cable, Section& section);
    // L or diam was set by the user in a section with points: the points follow, unless h.pt3dconst(1) holds them.
    static void length_set(Cable& cable, Section& section, double length);
    static void diameter_set(Cable& cable, Section& section, std::size_t segment, double diam);
    // Points for all sections that have none; those of a child that has some are moved to its place at the parent.
    // What could not be done as wished is told in sentences.
    static std::vector<std::string> define_shape(Cable& cable);
    // nseg changes: what new segments get from old ones. Called with the old nodes still in place.
    static void new_segments(Cable& cable, Section& section, int nseg);
};

// The path between two places along the tree, from node to node. [um]; 1e20 when they are not connected.
double path_distance(Cable& cable, Section& a, double ax, Section& b, double bx);

inline constexpr double kNoResistance = 1e30;  // [MOhm] of a node that nothing is before

// What h.area(x), h.ri(x) answer. [um2]: 0 at the ends; [MOhm] to the node before: 1e30 where there is none.
double area_at(Cable& cable, Section& section, double x);
double resistance_at(Cable& cable, Section& section, double x);

}  // namespace nrn::cable
