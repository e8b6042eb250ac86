// RangeVarPlot for other classes: the points that a Graph draws of it.
#pragma once

#include <string>
#include <vector>

#include "object/object.hpp"

namespace nrn {

struct RangeCurve {
    std::vector<double> x;  // [um]
    std::vector<double> y;
};

// Whether the object is a RangeVarPlot.
bool is_range_plot(const Object* object);
// The name of its variable, or its expression; "" for a callable.
const std::string& range_plot_name(Object& range_plot);
// An index of the colours of a Graph.
int range_plot_color(Object& range_plot);
// Its values along the path as they are now; no points without a path, or when a section of its ends was deleted.
RangeCurve range_curve(Object& range_plot);

}  // namespace nrn
