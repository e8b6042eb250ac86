// The order of nodes and the solution of trees in bands, against Gaussian elimination of the whole matrix.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "../numeric/levels.hpp"
#include "sim/order.hpp"

using nrn::sim::NodeOrder;
using nrn::sim::order_nodes;

namespace {

using Parents = std::vector<std::int32_t>;

Parents cable(std::int32_t n) {
    Parents parent;
    for (std::int32_t i = 0; i < n; ++i) {
        parent.push_back(i - 1);
    }
    return parent;
}

Parents copies(const Parents& tree, std::int32_t count) {
    Parents parent;
    for (std::int32_t k = 0; k < count; ++k) {
        for (const std::int32_t p : tree) {
            parent.push_back(p < 0 ? -1 : p + k * static_cast<std::int32_t>(tree.size()));
        }
    }
    return parent;
}

Parents binary(std::int32_t levels) {
    Parents parent{-1};
    while (parent.size() < (std::size_t{1} << levels) - 1) {
        parent.push_back((static_cast<std::int32_t>(parent.size()) - 1) / 2);
    }
    return parent;
}

Parents random_forest(std::int32_t n, unsigned seed, bool long_branches) {
    std::mt19937 random(seed);
    Parents parent;
    for (std::int32_t i = 0; i < n; ++i) {
        if (i == 0 || random() % 40 == 0) {
            parent.push_back(-1);
        } else {
            parent.push_back(long_branches && random() % 8 != 0
                                 ? i - 1
                                 : static_cast<std::int32_t>(random() % static_cast<unsigned>(i)));
        }
    }
    return parent;
}

// Every place once, parents before children, each row's parent a neighbour of its place, bands as they are described.
void check_order(const Parents& listed, const NodeOrder& order, bool by_roots) {
    const std::size_t n = listed.size();
    REQUIRE(order.place.size() == n);
    CHECK(std::set<std::uint32_t>(order.place.begin(), order.place.end()).size() == n);
    std::size_t roots = 0;
    for (std::size_t row = 0; row < n; ++row) {
        const std::int32_t p = order.parent[row];
        const auto place = static_cast<std::int32_t>(order.place[row]);
        REQUIRE(p < static_cast<std::int32_t>(row));
        if (p < 0) {
            ++roots;
            continue;
        }
        const auto above = static_cast<std::int32_t>(order.place[static_cast<std::size_t>(p)]);
        const bool forward = listed[static_cast<std::size_t>(place)] == above;
        CHECK((forward || listed[static_cast<std::size_t>(above)] == place));
        CHECK((forward || !by_roots));
        CHECK(order.child(row) == (forward ? row : static_cast<std::size_t>(p)));
    }
    std::size_t listed_roots = 0;
    for (const std::int32_t p : listed) {
        listed_roots += p < 0 ? 1 : 0;
    }
    CHECK(roots == listed_roots);
    std::vector<std::int32_t> parent(n, -1);
    std::uint32_t end = 0;
    for (const NodeOrder::Block& block : order.blocks) {
        CHECK(block.begin == end);
        end = block.end;
        const nrn::numeric::TreeShape shape = order.shape(block);
        std::uint32_t next = block.begin + block.roots;
        for (const nrn::numeric::TreeBand& band : shape.bands) {
            CHECK(band.begin == next);
            next = band.end();
            for (std::uint32_t row = band.begin; row < band.end(); ++row) {
                const bool first = row < band.begin + band.width;
                parent[row] = static_cast<std::int32_t>(first ? band.parent + row - band.begin : row - band.width);
            }
        }
        CHECK(next == block.end);
    }
    CHECK(end == n);
    CHECK(parent == order.parent);
}

std::vector<double> dense_solution(const NodeOrder& order, const std::vector<double>& a, const std::vector<double>& b,
                                   const std::vector<double>& d, std::vector<double> rhs) {
    const std::size_t n = d.size();
    std::vector<std::vector<double>> m(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
        m[i][i] = d[i];
        if (order.parent[i] >= 0) {
            m[i][static_cast<std::size_t>(order.parent[i])] = b[i];
            m[static_cast<std::size_t>(order.parent[i])][i] = a[i];
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = m[i][k] / m[k][k];
            for (std::size_t j = k; factor != 0.0 && j < n; ++j) {
                m[i][j] -= factor * m[k][j];
            }
            rhs[i] -= factor * rhs[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) {
            rhs[k] -= m[k][j] * rhs[j];
        }
        rhs[k] /= m[k][k];
    }
    return rhs;
}

void solve(const nrn::numeric::TreeShape& shape, const nrn::numeric::TreeSystem& system) {
    nrn::numeric::eliminate_tree(shape, system);
    nrn::numeric::substitute_tree(shape, system);
}

void check_solution(const NodeOrder& order) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform(0.1, 1.0);
    const std::size_t n = order.place.size();
    std::vector<double> a(n, 0.0);
    std::vector<double> b(n, 0.0);
    std::vector<double> d(n);
    std::vector<double> rhs(n);
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) {
        d[i] += uniform(random);
        rhs[i] = uniform(random) - 0.5;
        x[i] = uniform(random);
        if (order.parent[i] >= 0) {
            a[i] = -uniform(random);
            b[i] = -uniform(random);
            d[i] -= b[i];
            d[static_cast<std::size_t>(order.parent[i])] -= a[i];
        }
    }
    const std::vector<double> wanted = dense_solution(order, a, b, d, rhs);
    std::vector<double> flow = rhs;
    for (std::size_t i = 0; i < n; ++i) {
        if (order.parent[i] >= 0) {
            const auto p = static_cast<std::size_t>(order.parent[i]);
            flow[i] -= b[i] * (x[p] - x[i]);
            flow[p] += a[i] * (x[p] - x[i]);
        }
    }
    for_each_level([&] {
        std::vector<double> diagonal = d;
        std::vector<double> found = rhs;
        std::vector<double> flowing = rhs;
        for (const NodeOrder::Block& block : order.blocks) {
            nrn::numeric::add_tree_flow(order.shape(block), {a.data(), b.data(), nullptr, flowing.data()}, x.data());
            solve(order.shape(block), {a.data(), b.data(), diagonal.data(), found.data()});
        }
        double error = 0.0;
        double flow_error = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            error = std::max(error, std::fabs(found[i] - wanted[i]));
            flow_error = std::max(flow_error, std::fabs(flowing[i] - flow[i]));
        }
        CHECK(error < 1e-11);
        CHECK(flow_error < 1e-12);
    });
}

// x by place of a forest, whose trees stand one behind the other and have numbers of their own each.
std::vector<double> solution(const std::vector<Parents>& trees) {
    Parents listed;
    std::vector<double> uniforms;
    for (const Parents& tree : trees) {
        std::mt19937 random(static_cast<unsigned>(tree.size()));
        std::uniform_real_distribution<double> uniform(0.0, 1.0);
        const auto first = static_cast<std::int32_t>(listed.size());
        for (const std::int32_t p : tree) {
            listed.push_back(p < 0 ? -1 : p + first);
            for (int k = 0; k < 4; ++k) {
                uniforms.push_back(uniform(random));
            }
        }
    }
    const NodeOrder order = order_nodes(listed, {}, 1);
    const std::size_t n = listed.size();
    std::vector<double> a(n, 0.0), b(n, 0.0), d(n), rhs(n), x(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double* number = &uniforms[4 * std::size_t{order.place[i]}];
        rhs[i] = number[0] - 0.5;
        d[i] += number[1];
        if (order.parent[i] >= 0) {
            a[i] = -std::exp(6.0 * number[2] - 3.0);
            b[i] = -std::exp(6.0 * number[3] - 3.0);
            d[i] -= b[i];
            d[static_cast<std::size_t>(order.parent[i])] -= a[i];
        }
    }
    for (const NodeOrder::Block& block : order.blocks) {
        solve(order.shape(block), {a.data(), b.data(), d.data(), rhs.data()});
    }
    for (std::size_t i = 0; i < n; ++i) {
        x[order.place[i]] = rhs[i];
    }
    return x;
}

void check(const Parents& listed) {
    std::vector<std::uint32_t> roots;
    std::vector<std::uint32_t> last;  // of all, backwards: each tree has several
    for (std::uint32_t i = 0; i < listed.size(); ++i) {
        if (listed[i] < 0) {
            roots.push_back(i);
        }
        last.insert(last.begin(), i);
    }
    for (const std::vector<std::uint32_t>& hung_by : {std::vector<std::uint32_t>(), roots, last}) {
        for (const std::size_t threads : {1, 3}) {
            const NodeOrder order = order_nodes(listed, hung_by, threads);
            check_order(listed, order, hung_by == roots);
            check_solution(order);
        }
    }
}

}  // namespace

TEST_CASE("single nodes, cables and equal cells") {
    for (const std::int32_t n : {1, 2, 3, 4, 5, 8, 17, 100}) {
        CAPTURE(n);
        check(cable(n));
        check(copies(cable(n), 3));
        check(copies(binary(3), n));
    }
}

TEST_CASE("trees of any shape") {
    check(binary(8));
    check(Parents{-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});  // a star
    for (unsigned seed = 0; seed < 20; ++seed) {
        CAPTURE(seed);
        check(random_forest(60 + static_cast<std::int32_t>(seed) * 13, seed, seed % 2 == 0));
    }
}

TEST_CASE("a tree gets the same bits whatever lies beside it") {
    std::vector<Parents> trees{cable(200), binary(7), cable(1), cable(5)};
    for (unsigned seed = 0; seed < 30; ++seed) {
        trees.push_back(random_forest(2 + static_cast<std::int32_t>(seed) * 7, seed, seed % 2 == 0));
        for (std::size_t i = 1; i < trees.back().size(); ++i) {  // one tree
            trees.back()[i] = std::max(trees.back()[i], 0);
        }
    }
    for_each_level([&] {
        std::vector<std::vector<double>> alone;
        for (const Parents& tree : trees) {
            alone.push_back(solution({tree}));
            for (const std::size_t count : {2, 3, 4, 5, 8, 13, 40}) {
                const std::vector<double> together = solution(std::vector<Parents>(count, tree));
                CHECK(std::equal(alone.back().begin(), alone.back().end(), together.begin()));
            }
        }
        for (std::size_t count = 2; count <= trees.size(); ++count) {
            const std::vector<double> together =
                solution({trees.begin(), trees.begin() + static_cast<std::ptrdiff_t>(count)});
            auto from = together.begin();
            for (std::size_t i = 0; i < count; ++i) {
                CHECK(std::equal(alone[i].begin(), alone[i].end(), from));
                from += static_cast<std::ptrdiff_t>(alone[i].size());
            }
        }
    });
}

TEST_CASE("a cable hangs by its middle: behind its two neighbours lies a band of two nodes a level") {
    const NodeOrder order = order_nodes(cable(1001), {}, 1);
    CHECK(order.place[0] == 500);
    REQUIRE(order.bands.size() == 3);
    CHECK(order.bands[2].width == 2);
    CHECK(order.bands[2].levels == 499);
}

TEST_CASE("equal cells share bands, and blocks hold multiples of eight of them") {
    const NodeOrder order = order_nodes(copies(cable(21), 1000), {}, 2);
    REQUIRE(order.blocks.size() > 1);
    for (const NodeOrder::Block& block : order.blocks) {
        CHECK(block.roots % 8 == 0);
        CHECK(block.end - block.begin <= 2100);
    }
    CHECK(order.bands.size() == 2 * order.blocks.size() + order.blocks.size());
}

TEST_CASE("a tree hangs by the first of its nodes that is asked for") {
    const std::vector<std::uint32_t> hung_by{7, 3, 12};
    const NodeOrder order = order_nodes(copies(cable(11), 3), hung_by, 1);
    CHECK(std::vector<std::uint32_t>(order.place.begin(), order.place.begin() + 3) ==
          std::vector<std::uint32_t>{7, 12, 27});  // the last one by its middle
}

TEST_CASE("no nodes") {
    CHECK(order_nodes({}, {}, 1).blocks.empty());
}
