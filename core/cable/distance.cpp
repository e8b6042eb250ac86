// The path between two places of a tree.
#include <cmath>
#include <utility>

#include "cable/geometry.hpp"
#include "cable/path.hpp"

namespace nrn::cable {

namespace {

constexpr double kUnreachable = 1e20;  // [um]

// A place, as its node sees it.
struct Place {
    Section* section;
    double x;

    Place(Section& in, double at) : section(&in), x(at == 0.0 || at == 1.0 ? at : in.centre(in.segment_at(at))) {
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

// Whether the node of a place belongs to no segment.
bool is_border(Place place) {
    while (place.x == place.section->own_x() && place.section->parent() != nullptr) {
        place.climb();
    }
    return place.x == 0.0 || place.x == 1.0;
}

// Goes along sections from node to node.
class Walk {
  public:
    explicit Walk(Path& path) : path_(path) {
    }
    double length() const noexcept {  // [um]
        return path_.nodes.empty() ? 0.0 : path_.nodes.back().at;
    }
    // From x0 to x1 of a section, both included; a node that is the last one already is not repeated.
    void along(Section& section, double x0, double x1) {
        const double start = length();
        const auto step = [&](double x) { add(section, x, start + std::fabs(x - x0) * section.L()); };
        step(x0);
        const int n = section.nseg();
        for (int i = 0; i < n; ++i) {
            const double x = section.centre(static_cast<std::size_t>(x0 < x1 ? i : n - 1 - i));
            if (x > std::fmin(x0, x1) && x < std::fmax(x0, x1)) {
                step(x);
            }
        }
        step(x1);
    }
    // The end of a section by which its child is entered is seen as the child's.
    void enter(Section& child) {
        PathNode& last = path_.nodes.back();
        if (path_.nodes.size() > 1 && last.section == child.parent() && (last.x == 0.0 || last.x == 1.0)) {
            last.section = &child;
            last.x = child.own_x();
        }
    }

  private:
    void add(Section& section, double x, double at) {
        const Id node = section.node_at(x);
        if (path_.nodes.empty() || node != last_) {
            path_.nodes.push_back({&section, x, at, is_border(Place(section, x))});
            last_ = node;
        }
    }

    Path& path_;
    Id last_ = kNoId;
};

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

Path path_between(Section& a, double ax, Section& b, double bx) {
    a.check();
    b.check();
    Path out;
    Walk walk(out);
    Place up(a, ax);
    Place down(b, bx);
    std::vector<Place> way_down;  // where the path ends in each section on the other side, the last one first
    std::size_t up_depth = depth(&a);
    std::size_t down_depth = depth(&b);
    while (up.section != down.section) {
        if (up_depth == 0 && down_depth == 0) {
            return Path();
        }
        if (up_depth >= down_depth) {
            walk.along(*up.section, up.x, up.section->own_x());
            up.climb();
            --up_depth;
        } else {
            way_down.push_back(down);
            down.climb();
            --down_depth;
        }
    }
    const double own_x = up.section->own_x();
    const bool ends_nearer = std::fabs(down.x - own_x) < std::fabs(up.x - own_x);
    const double before = walk.length();
    walk.along(*up.section, up.x, down.x);
    out.nearest = ends_nearer ? before + std::fabs(down.x - up.x) * up.section->L() : before;
    for (auto part = way_down.rbegin(); part != way_down.rend(); ++part) {
        walk.enter(*part->section);
        walk.along(*part->section, part->section->own_x(), part->x);
    }
    Place root = ends_nearer ? down : up;
    while (root.section->parent() != nullptr) {
        out.to_root += root.climb();
    }
    out.to_root += std::fabs(root.x - root.section->own_x()) * root.section->L();
    return out;
}

}  // namespace nrn::cable
