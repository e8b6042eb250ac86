// The path between two places of a tree.
#include <cmath>
#include <utility>

#include "cable/geometry.hpp"

namespace nrn::cable {

namespace {

constexpr double kUnreachable = 1e20;  // [um]

// A place, as its node sees it.
struct Place {
    const Section* section;
    double x;

    Place(const Section& in, double at) : section(&in), x(at == 0.0 || at == 1.0 ? at : in.centre(in.segment_at(at))) {
    }
    // To the place at the parent; the way there is what it returns. [um]
    double climb() {
        const double way = std::fabs(x - section->own_x()) * section->L();
        *this = Place(*section->parent(), section->parent_x());
        return way;
    }
};

std::size_t depth(const Section* section) {
    std::size_t depth = 0;
    while ((section = section->parent()) != nullptr) {
        ++depth;
    }
    return depth;
}

}  // namespace

double path_distance(Cable&, Section& a, double ax, Section& b, double bx) {
    a.check();
    b.check();
    Place one(a, ax);
    Place other(b, bx);
    std::size_t one_depth = depth(&a);
    std::size_t other_depth = depth(&b);
    double way = 0.0;
    while (one.section != other.section) {
        if (one_depth == 0 && other_depth == 0) {
            return kUnreachable;
        }
        if (one_depth >= other_depth) {
            way += one.climb();
            --one_depth;
        } else {
            way += other.climb();
            --other_depth;
        }
    }
    return way + std::fabs(one.x - other.x) * one.section->L();
}

}  // namespace nrn::cable
