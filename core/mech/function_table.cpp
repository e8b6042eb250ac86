#include "mech/function_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace nrn::mech {

void FunctionTable::set_constant(double value) {
    axes_.clear();
    values_.assign(1, value);
}

void FunctionTable::set(std::vector<double> values, std::vector<Axis> axes) {
    values_ = std::move(values);
    axes_ = std::move(axes);
}

FunctionTable::Place FunctionTable::find(const Axis& axis, double x) noexcept {
    const std::size_t last = axis.count - 1;
    if (axis.places.empty()) {
        const double place = last == 0 ? 0.0 : (x - axis.low) / ((axis.high - axis.low) / static_cast<double>(last));
        if (!(place > 0.0)) {
            return {0, std::isnan(place) ? place : 0.0};
        }
        if (place >= static_cast<double>(last)) {
            return {last, 0.0};
        }
        const double whole = std::floor(place);
        return {static_cast<std::size_t>(whole), place - whole};
    }
    if (std::isnan(x)) {
        return {0, x};
    }
    const auto above = std::upper_bound(axis.places.begin(), axis.places.end(), x);
    if (above == axis.places.begin()) {
        return {0, 0.0};
    }
    if (above == axis.places.end()) {
        return {last, 0.0};
    }
    const double* low = &*above - 1;
    return {static_cast<std::size_t>(above - axis.places.begin()) - 1, (x - low[0]) / (low[1] - low[0])};
}

double FunctionTable::interpolate(std::size_t axis, std::size_t first, const double* arguments) const noexcept {
    if (axis == axes_.size()) {
        return values_[first];
    }
    const Place place = find(axes_[axis], arguments[axis]);
    const std::size_t here = (first * axes_[axis].count) + place.index;
    const double low = interpolate(axis + 1, here, arguments);
    return place.part == 0.0 ? low : low + place.part * (interpolate(axis + 1, here + 1, arguments) - low);
}

double FunctionTable::value(const double* arguments) const noexcept {
    return interpolate(0, 0, arguments);
}

}  // namespace nrn::mech
