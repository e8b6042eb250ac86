// Readers of morphologies as functions of a text: mutilated files end in an error or in a consistent tree, and the
// geometry of outlines is that of circles and ellipses.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <string>

#include "base/error.hpp"
#include "builtins/morphology/contour.hpp"
#include "builtins/morphology/tree.hpp"

using nrn::morphology::Branch;
using nrn::morphology::Contour;
using nrn::morphology::Node;
using nrn::morphology::Tree;

namespace {

const char* const kNested = R"(; a cell
("CellBody" (Color Red) (0 0 0 1) (10 1 0 1) (11 6 0 1) (1 7 0 1))
((Color RGB (1, 2, 3)) (Dendrite) (10 4 0 2) (20 4 0 1.5) <(15 9 0 .3)>
 ((40 4 0 1) (50 4 0 1) Normal | (40 9 0 .5) ((50 9 0 1) | (60 9 0 1) (Dot (1 2 3 4)))))
((Axon) (0 4 0 1) (-20 4 0 1 S1) High)
)";
const char* const kLines = R"([2,41] (0, 0, 0) 1
[1,41] (10, 1, 0) 1
[1,41] (11, 6, 0) 1
[2,1] (10, 4, 0) 1
[10,5] (30, 4, 0) 0.8
[1,1] (30, 4, 0) 0.75
[1,1] (40, 10, 0) 0.6
[2,2] (30, 4, 0) 0.7
[1,2] (40, 0, 0) 0.3
)";
const char* const kTable = R"(No. points 7
1 SOS 1 0 0 0 0 soma
2 SCP 1 9 1 0 0 soma
3 SOE 1 9 9 0 0 soma
4 MTO 3 5 5 0 2 tree
5 BP 3 9 5 0 2 tree
6 NE 3 12 5 0 1 tree
7 NE 3 12 9 0 1 tree
)";
const char* const kSwc = R"(# a cell
1 1 0 0 0 5 -1
2 1 0 5 0 5 1
3 3 0 15 0 1 2
4 3 5 25 0 1 3
5 3 -5 25 0 1 3
)";

void check_consistent(const Tree& tree) {
    CHECK(tree.lines.size() == tree.points.size());
    for (std::size_t i = 0; i < tree.branches.size(); ++i) {
        const Branch& branch = tree.branches[i];
        REQUIRE(branch.parent >= -1);
        REQUIRE(branch.parent < static_cast<long>(tree.branches.size()));
        REQUIRE(branch.stacked_on < static_cast<long>(i));
        CHECK(!branch.nodes.empty());
        long above = branch.parent;
        for (std::size_t steps = 0; above >= 0; ++steps) {
            REQUIRE(steps <= tree.branches.size());  // there are no loops
            above = tree.branches[static_cast<std::size_t>(above)].parent;
        }
    }
    for (const auto& point : tree.points) {
        CHECK(point.branch < std::max<std::size_t>(tree.branches.size(), 1));
    }
}

using Read = Tree (*)(std::string file, std::string_view text);

// Characters and lines that are taken out, doubled or exchanged.
std::string mutilated(std::string text, std::mt19937& source) {
    const char alphabet[] = "()|<>\";,. \n\r[]0123456789-+eEABS\0";
    for (std::size_t i = 0, n = 1 + source() % 4; i < n && !text.empty(); ++i) {
        const std::size_t at = source() % text.size();
        switch (source() % 4) {
            case 0:
                text.erase(at, 1 + source() % 20);
                break;
            case 1:
                text.insert(at, text.substr(source() % text.size(), source() % 40));
                break;
            case 2:
                text[at] = alphabet[source() % (sizeof alphabet - 1)];
                break;
            default:
                text.resize(at);
        }
    }
    return text;
}

void check_mutilated(Read read, const char* good) {
    check_consistent(read("good", good));
    std::mt19937 source(7);
    for (int i = 0; i < 4000; ++i) {
        const std::string text = mutilated(good, source);
        CAPTURE(text);
        try {
            check_consistent(read("bad", text));
        } catch (const nrn::Error& error) {
            CHECK(error.kind() == nrn::ErrorKind::Value);
            CHECK(std::string(error.what()).find("bad") != std::string::npos);
        }
    }
}

Contour ellipse(double a, double b, double turn) {
    Contour out;
    for (int i = 0; i < 1000; ++i) {
        const double t = 2.0 * std::numbers::pi * i / 999.0;
        const double x = a * std::cos(t);
        const double y = b * std::sin(t);
        out.push_back({x * std::cos(turn) - y * std::sin(turn), x * std::sin(turn) + y * std::cos(turn), 3.0, 0.2});
    }
    return out;
}

}  // namespace

TEST_CASE("mutilated morphologies") {
    SUBCASE("SWC") {
        check_mutilated(nrn::morphology::read_swc, kSwc);
    }
    SUBCASE("Neurolucida, version 3") {
        check_mutilated(nrn::morphology::read_neurolucida3, kNested);
    }
    SUBCASE("Neurolucida before it") {
        check_mutilated(nrn::morphology::read_neurolucida, kLines);
    }
    SUBCASE("Eutectic") {
        check_mutilated(nrn::morphology::read_eutectic, kTable);
    }
}

TEST_CASE("a soma of an ellipse is about an ellipsoid") {
    for (const double turn : {0.3, 1.2, 2.0}) {
        const std::vector<Node> soma = nrn::morphology::soma_of_contour(ellipse(10.0, 6.0, turn));
        REQUIRE(soma.size() == 21);
        CHECK(std::hypot(soma[20].x - soma[0].x, soma[20].y - soma[0].y) == doctest::Approx(20.0).epsilon(0.02));
        CHECK(soma[10].diam == doctest::Approx(12.0).epsilon(0.01));
        CHECK(soma[10].z == 3.0);
        for (const Node& node : soma) {
            CHECK(node.diam <= 12.01);
        }
    }
}

TEST_CASE("a stack of circles") {
    const std::vector<Contour> stack{ellipse(5.0, 5.0, 0.0), ellipse(7.0, 7.0, 1.0)};
    const std::vector<Node> soma = nrn::morphology::soma_of_stack(stack);
    REQUIRE(soma.size() == 2);
    CHECK(soma[0].diam == doctest::Approx(10.0).epsilon(1e-4));
    CHECK(soma[1].diam == doctest::Approx(14.0).epsilon(1e-4));
}

TEST_CASE("outlines without width") {
    CHECK(nrn::morphology::soma_of_contour({{0, 0, 0, 1}, {1, 1, 0, 1}, {2, 2, 0, 1}}).empty());
    CHECK(nrn::morphology::soma_of_contour({{1, 1, 1, 1}, {1, 1, 1, 1}}).empty());
    CHECK(nrn::morphology::soma_of_contour({{1, 1, 1, 1}}).empty());
}
