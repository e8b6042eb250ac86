// The geometry of outlines. Of one outline, the soma is a body of revolution: 101 points spread evenly along the
// outline give its middle and, as principal axes, the directions in which it is long and wide. The two extremes along
// the long axis divide the outline into two sides, whose distance is the diameter.
#include "builtins/morphology/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "numeric/dense.hpp"

namespace nrn::morphology {
namespace {

using Vec = std::array<double, 3>;

constexpr std::size_t kTraced = 101;  // points along an outline
constexpr std::size_t kAlong = 21;    // points along the soma
constexpr double kFlat = 1e-12;       // of the longest extent, squared: less is no width
constexpr double kSame = 1e-10;       // of the length: places that are closer are at one height

double dot(const Vec& a, const Vec& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// A curve over increasing places, told at some of them.
struct Curve {
    std::vector<double> at, value;

    // Between the two points around x; beyond the ends, that of the end.
    double operator()(double x) const {
        const auto above = static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), x) - at.begin());
        if (above == 0) {
            return value.front();
        }
        if (above == at.size()) {
            return value.back();
        }
        const double part = (x - at[above - 1]) / (at[above] - at[above - 1]);
        return value[above - 1] + part * (value[above] - value[above - 1]);
    }
};

// Points at even distances along the outline, as it looks from above (in x and y).
std::vector<Vec> trace(const Contour& contour) {
    std::vector<double> along{0.0};
    for (std::size_t i = 1; i < contour.size(); ++i) {
        along.push_back(along.back() + std::hypot(contour[i].x - contour[i - 1].x, contour[i].y - contour[i - 1].y));
    }
    std::array<Curve, 3> curves;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const Vec place{contour[i].x, contour[i].y, contour[i].z};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            curves[axis].at.push_back(along[i]);
            curves[axis].value.push_back(place[axis]);
        }
    }
    const double step = along.back() / static_cast<double>(kTraced - 1);
    std::vector<Vec> out(kTraced);
    for (std::size_t k = 0; k < kTraced; ++k) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            out[k][axis] = curves[axis](static_cast<double>(k) * step);
        }
    }
    return out;
}

Vec mean_of(const std::vector<Vec>& points) {
    Vec sum{};
    for (const Vec& point : points) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            sum[axis] += point[axis];
        }
    }
    for (double& x : sum) {
        x /= static_cast<double>(points.size());
    }
    return sum;
}

Node node_at(const Vec& place, double diam) {
    return {place[0], place[1], place[2], diam};
}

double distance(const Node& a, const Node& b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

// ---- one outline ----

struct Axes {
    Vec along{}, across{};
    bool flat = false;
};

// The axis with the greatest extent, and the next one seen from above.
Axes principal_axes(const std::vector<Vec>& centred) {
    numeric::Dense moments(3, 3);
    for (const Vec& point : centred) {
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                moments.at(i, j) += point[i] * point[j];
            }
        }
    }
    std::vector<double> extents;
    numeric::Dense vectors(3, 3);
    numeric::symmetric_eigen(moments, extents, vectors);
    std::array<std::size_t, 3> order{0, 1, 2};
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return extents[a] > extents[b]; });
    Axes out;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        out.along[axis] = vectors.at(axis, order[0]);
        out.across[axis] = axis < 2 ? vectors.at(axis, order[1]) : 0.0;
    }
    const auto larger = [](double a, double b) { return std::fabs(a) < std::fabs(b); };
    if (*std::max_element(out.along.begin(), out.along.end(), larger) < 0.0) {
        for (double& x : out.along) {
            x = -x;
        }
    }
    const double length = std::hypot(out.across[0], out.across[1]);
    out.flat = !(extents[order[1]] > kFlat * extents[order[0]]) || length * length <= kFlat;
    for (double& x : out.across) {
        x /= length;
    }
    return out;
}

// The points of an outline by their places along and across the soma.
struct Outline {
    std::vector<double> along, across;
    std::size_t low = 0, high = 0;  // the extremes: the first highest point, from there on the first lowest one
    double same = 0.0;

    void find_extremes() {
        const auto [least, most] = std::minmax_element(along.begin(), along.end());
        same = kSame * (*most - *least);
        while (along[high] < *most - same) {
            ++high;
        }
        low = high;
        while (along[low] > *least + same) {
            low = (low + 1) % along.size();
        }
    }

    // From one extreme to the point before the other, around the end of the outline. What turns back is left out.
    Curve side(std::size_t from, std::size_t to) const {
        std::vector<std::size_t> order;
        for (std::size_t i = from; i != to; i = (i + 1) % along.size()) {
            order.push_back(i);
        }
        if (from == high) {
            std::reverse(order.begin(), order.end());
        }
        Curve out;
        for (const std::size_t i : order) {
            if (out.at.empty() || along[i] > out.at.back() + same) {
                out.at.push_back(along[i]);
                out.value.push_back(across[i]);
            }
        }
        return out;
    }
};

}  // namespace

std::vector<Node> soma_of_contour(const Contour& contour) {
    std::vector<Vec> points = trace(contour);
    const Vec middle = mean_of(points);
    for (Vec& point : points) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            point[axis] -= middle[axis];
        }
    }
    const Axes axes = principal_axes(points);
    if (axes.flat) {
        return {};
    }
    Outline outline;
    for (const Vec& point : points) {
        outline.along.push_back(dot(point, axes.along));
        outline.across.push_back(dot(point, axes.across));
    }
    outline.find_extremes();
    const Curve up = outline.side(outline.low, outline.high);
    const Curve down = outline.side(outline.high, outline.low);
    std::vector<double> places = up.at;
    places.insert(places.end(), down.at.begin(), down.at.end());
    if (places.size() < 4) {
        return {};
    }
    std::sort(places.begin(), places.end());
    const double begin = places[1];  // the extremes themselves have no width
    const double step = (places[places.size() - 2] - begin) / static_cast<double>(kAlong - 1);
    std::vector<Node> out;
    for (std::size_t k = 0; k < kAlong; ++k) {
        const double x = begin + static_cast<double>(k) * step;
        Vec place = middle;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            place[axis] += x * axes.along[axis];
        }
        out.push_back(node_at(place, std::fabs(up(x) - down(x))));
    }
    out.front().diam = (out[0].diam + out[1].diam) / 2.0;
    out.back().diam = (out[kAlong - 1].diam + out[kAlong - 2].diam) / 2.0;
    return out;
}

// ---- several ----

namespace {

// The mean of two circles: one as long as the closed outline, and one whose radius is the mean distance to the middle.
Node circle_of(const Contour& contour) {
    const std::vector<Vec> points = trace(contour);
    const Node middle = node_at(mean_of(points), 0.0);
    const double radii = std::accumulate(points.begin(), points.end(), 0.0, [&](double sum, const Vec& point) {
        return sum + distance(node_at(point, 0.0), middle);
    });
    double around = distance(contour.back(), contour.front());
    for (std::size_t i = 1; i < contour.size(); ++i) {
        around += distance(contour[i], contour[i - 1]);
    }
    Node out = middle;
    out.diam = (around / std::numbers::pi + 2.0 * radii / static_cast<double>(kTraced)) / 2.0;
    return out;
}

}  // namespace

std::vector<Node> soma_of_stack(const std::vector<Contour>& stack) {
    std::vector<Node> out;
    for (const Contour& contour : stack) {
        out.push_back(circle_of(contour));
    }
    return out;
}

Node middle_of_contours(const std::vector<Contour>& stack) {
    const std::vector<Node> middles = soma_of_stack(stack);
    double left = 0.0;
    for (std::size_t i = 1; i < middles.size(); ++i) {
        left += distance(middles[i], middles[i - 1]) / 2.0;
    }
    for (std::size_t i = 1; i < middles.size(); ++i) {
        const Node& a = middles[i - 1];
        const Node& b = middles[i];
        const double length = distance(a, b);
        if (length > 0.0 && left <= length) {
            const double part = left / length;
            return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y), a.z + part * (b.z - a.z), 0.0};
        }
        left -= length;
    }
    return middles.back();
}

}  // namespace nrn::morphology
