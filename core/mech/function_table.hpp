// FunctionTable: the values of a FUNCTION_TABLE of NMODL, which users give: a constant, or numbers on a grid of one or
// more arguments, linear in between and constant outside.
#pragma once

#include <cstddef>
#include <vector>

namespace nrn::mech {

class FunctionTable {
  public:
    // The places of one argument: all of them, rising; or the first and the last of `count` at equal distances.
    struct Axis {
        std::vector<double> places;
        std::size_t count = 0;
        double low = 0.0, high = 0.0;
    };

    void set_constant(double value);
    // Values, the last argument fastest: as many as the product of the counts. Axes have one place or more.
    void set(std::vector<double> values, std::vector<Axis> axes);

    bool empty() const noexcept {  // nothing was set
        return values_.empty();
    }
    // At as many arguments as there are axes. Not a number for one that is none.
    double value(const double* arguments) const noexcept;

  private:
    struct Place {
        std::size_t index;
        double part;  // of the way to the next
    };
    static Place find(const Axis& axis, double x) noexcept;
    double interpolate(std::size_t axis, std::size_t first, const double* arguments) const noexcept;

    std::vector<double> values_;
    std::vector<Axis> axes_;
};

}  // namespace nrn::mech
