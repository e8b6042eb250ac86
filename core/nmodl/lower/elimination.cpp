// Gaussian elimination on a pattern, as a plan: the pivots are on the diagonal and in a fixed order, so that the same
// straight code serves all instances.
//
// The matrices of backward Euler on reactions need no choice of pivots: their columns are diagonally dominant. Rows of
// conservation laws are not, and come last.
#include "nmodl/lower/lower.hpp"

namespace nrn::nmodl {
namespace {

// What the next step would cost with this pivot (Markowitz).
std::size_t cost(const Pattern& pattern, int pivot, const std::set<int>& rest) {
    std::size_t rows = 0;
    std::size_t columns = 0;
    for (const int k : rest) {
        rows += k != pivot && pattern.count({k, pivot}) != 0;
        columns += k != pivot && pattern.count({pivot, k}) != 0;
    }
    return rows * columns;
}

void fill(Pattern& pattern, int pivot, const std::set<int>& rest) {
    for (const int row : rest) {
        if (row == pivot || pattern.count({row, pivot}) == 0) {
            continue;
        }
        for (const int column : rest) {
            if (column != pivot && pattern.count({pivot, column}) != 0) {
                pattern.insert({row, column});
            }
        }
    }
}

}  // namespace

std::vector<int> elimination_order(const Pattern& pattern, int size, const std::set<int>& late) {
    Pattern filled = pattern;
    std::set<int> rest;
    for (int k = 0; k < size; ++k) {
        rest.insert(k);
    }
    std::vector<int> order;
    while (!rest.empty()) {
        int best = -1;
        std::size_t least = 0;
        for (const bool last : {false, true}) {
            for (const int k : rest) {
                if ((late.count(k) != 0) != last) {
                    continue;
                }
                const std::size_t price = cost(filled, k, rest);
                if (best < 0 || price < least) {
                    best = k;
                    least = price;
                }
            }
            if (best >= 0) {
                break;
            }
        }
        fill(filled, best, rest);
        rest.erase(best);
        order.push_back(best);
    }
    return order;
}

Elimination plan_elimination(Pattern& pattern, const std::vector<int>& order) {
    Elimination result;
    std::set<int> rest(order.begin(), order.end());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const int pivot = order[k];
        Elimination::Step step{pivot, {}, {}};
        for (std::size_t later = k + 1; later < order.size(); ++later) {
            if (pattern.count({order[later], pivot}) != 0) {
                step.rows.push_back(order[later]);
            }
            if (pattern.count({pivot, order[later]}) != 0) {
                step.columns.push_back(order[later]);
            }
        }
        fill(pattern, pivot, rest);
        rest.erase(pivot);
        result.products += step.rows.size() * (step.columns.size() + 1) + step.columns.size();
        result.steps.push_back(std::move(step));
    }
    return result;
}

}  // namespace nrn::nmodl
