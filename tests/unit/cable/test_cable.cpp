// Sections and their tree: connections, order of children, deletion with handles alive, what making and ending cost.
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cable/cable.hpp"
#include "cable/geometry.hpp"

using nrn::Error;
using nrn::ErrorKind;
using nrn::cable::Cable;
using nrn::cable::kV;
using nrn::cable::Section;

namespace {

std::string children(const Section& section) {
    std::string names;
    for (const Section* child = section.first_child(); child != nullptr; child = child->next_sibling()) {
        names += child->name;
    }
    return names;
}

// A section that the test lets go of at once: the model keeps it.
Section& make(Cable& cable, std::string name) {
    Section* section = cable.create(std::move(name));
    section->release();
    return *section;
}

double seconds_to_make_and_end(std::size_t n) {
    const auto begin = std::chrono::steady_clock::now();
    Cable cable;
    std::vector<Section*> all;
    for (std::size_t i = 0; i < n; ++i) {
        all.push_back(&make(cable, "s"));
        if (i > 0) {
            cable.connect(*all[i], 0.0, *all[i / 8], 0.5);
        }
    }
    for (std::size_t i = 0; i < n; i += 2) {
        cable.destroy(*all[i]);
    }
    for (std::size_t i = 1; i < n; i += 2) {
        cable.destroy(*all[i]);
    }
    CHECK(cable.count() == 0);
    CHECK(cable.nodes.size() == 0);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a new section has one segment and two ends") {
    Cable cable;
    Section& a = make(cable, "a");
    CHECK(a.nseg() == 1);
    CHECK(a.L() == 100.0);
    CHECK(cable.nodes.size() == 3);
    CHECK(cable.nodes.at(kV, a.node(0)) == -65.0);
    CHECK(a.node_at(0.0) == a.root_node());
    CHECK(a.node_at(1.0) == a.end_node());
}

TEST_CASE("a loop is refused and nothing changes") {
    Cable cable;
    Section& a = make(cable, "a");
    Section& b = make(cable, "b");
    Section& c = make(cable, "c");
    cable.connect(b, 0.0, a, 1.0);
    cable.connect(c, 0.0, b, 1.0);
    CHECK_THROWS_AS(cable.connect(a, 0.0, c, 1.0), Error);
    CHECK_THROWS_AS(cable.connect(a, 0.0, a, 1.0), Error);
    CHECK_THROWS_AS(cable.connect(c, 0.5, a, 1.0), Error);
    CHECK_THROWS_AS(cable.connect(c, 0.0, a, std::nan("")), Error);
    CHECK(a.parent() == nullptr);
    CHECK(c.parent() == &b);
    CHECK(a.root_node() != nrn::cable::kNoId);
}

TEST_CASE("children are in the order of their places, the last one first at the same place") {
    Cable cable;
    Section& a = make(cable, "a");
    std::vector<Section*> k;
    const double places[] = {0.5, 0.5, 0.0, 1.0, 0.5, 0.0};
    for (int i = 0; i < 6; ++i) {
        k.push_back(&make(cable, std::to_string(i)));
        cable.connect(*k.back(), 0.0, a, places[i]);
    }
    CHECK(children(a) == "524103");
    cable.connect(*k[0], 0.0, a, 0.5);
    CHECK(children(a) == "520413");
    cable.connect(*k[0], 0.0, a, 0.2);
    cable.connect(*k[3], 0.0, a, 0.1);
    cable.connect(*k[5], 0.0, a, 1.0);
    CHECK(children(a) == "230415");
    cable.connect(a, 1.0, make(cable, "r"), 1.0);  // turns round
    CHECK(children(a) == "514032");
}

TEST_CASE("a deleted section leaves a shell, its children become roots, handles end") {
    Cable cable;
    Section* a = cable.create("a");
    Section& b = make(cable, "b");
    cable.connect(b, 0.0, *a, 0.5);
    const nrn::mech::Handle v(cable.nodes, kV, a->node(0));
    cable.destroy(*a);
    CHECK_FALSE(a->alive());
    CHECK(v.get() == nullptr);
    CHECK(b.parent() == nullptr);
    CHECK(cable.nodes.at(kV, b.root_node()) == -65.0);
    CHECK_THROWS_AS(cable.set_nseg(*a, 3), Error);
    try {
        a->check();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::Reference);
    }
    cable.destroy(*a);  // nothing more
    a->release();
    CHECK(cable.count() == 1);
}

TEST_CASE("nseg: values go piecewise to the new segments, the middle keeps its handle") {
    Cable cable;
    Section& a = make(cable, "a");
    cable.set_nseg(a, 3);
    for (std::size_t k = 0; k < 3; ++k) {
        cable.nodes.at(kV, a.node(k)) = static_cast<double>(k);
    }
    const nrn::mech::Handle middle(cable.nodes, kV, a.node(1));
    const auto values = [&] {
        std::vector<double> v;
        for (const auto id : a.nodes()) {
            v.push_back(cable.nodes.at(kV, id));
        }
        return v;
    };
    cable.set_nseg(a, 5);
    CHECK(values() == std::vector<double>{0, 0, 1, 2, 2});
    REQUIRE(middle.get() != nullptr);
    CHECK(middle.get() == &cable.nodes.at(kV, a.node(2)));
    cable.set_nseg(a, 2);
    CHECK(values() == std::vector<double>{0, 2});
    cable.set_nseg(a, 1);  // a border: the segment behind it
    CHECK(values() == std::vector<double>{2});
    CHECK_THROWS_AS(cable.set_nseg(a, 0), Error);
    CHECK_THROWS_AS(cable.set_nseg(a, 32768), Error);
    CHECK(cable.nodes.size() == 3);
}

TEST_CASE("the stack of sections") {
    Cable cable;
    CHECK_THROWS_AS(cable.current(), Error);
    Section& a = make(cable, "a");
    Section& b = make(cable, "b");
    CHECK(&cable.current() == &a);
    cable.push(b);
    CHECK(&cable.current() == &b);
    cable.destroy(b);
    CHECK_THROWS_AS(cable.current(), Error);
    cable.pop();
    CHECK_THROWS_AS(cable.pop(), Error);
}

TEST_CASE("making and ending sections costs the same for each in a large model") {
    seconds_to_make_and_end(1000);
    const double small = seconds_to_make_and_end(4000) / 4000;
    const double large = seconds_to_make_and_end(100000) / 100000;
    MESSAGE("per section: ", small * 1e6, " us of 4000, ", large * 1e6, " us of 100000");
    CHECK(large < 8.0 * small);  // caches; a list that is searched would make it 25 times
}
