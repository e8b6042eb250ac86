// Least squares: the parameters for which the sum of the squares of given functions is smallest.
#pragma once

#include <cstddef>
#include <span>

namespace nrn::numeric {

// The functions, all evaluated at once.
class Residuals {
  public:
    virtual ~Residuals() = default;
    virtual void evaluate(std::span<const double> parameters, std::span<double> residuals) = 0;
    // The derivative of residual i by parameter k goes to jacobian[k * rows + i]. False: not known, nothing written.
    virtual bool differentiate(std::span<const double> parameters, std::size_t rows, double* jacobian) {
        return false;
    }
};

// Improves the parameters from where they are to a local minimum of the sum of squares of `count` residuals,
// and returns the sum; it never makes it larger. A sum of `negligible` counts as 0. Where the residuals at the start
// are not finite, they are not changed, and the result is not finite either. Exceptions of evaluate() pass through.
//
// The method of Levenberg and Marquardt (MINPACK's, in Eigen's form) goes first, with numerical derivatives where
// others are not known. Where it cannot take a step, because the residuals are not smooth or do not depend on a
// parameter there, the simplex of Nelder and Mead (Computer Journal 7, 1965) looks for a better place to start from.
double least_squares(Residuals& residuals, std::size_t count, double negligible, std::span<double> parameters);

}  // namespace nrn::numeric
