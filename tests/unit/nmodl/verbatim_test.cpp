// What nmodl sees in the text of VERBATIM blocks, and what it makes of it.
#include <doctest/doctest.h>

#include "nmodl/nmodl.hpp"
#include "nmodl/sema/verbatim.hpp"

using namespace nrn::nmodl;

namespace {

using Names = std::set<std::string>;

TEST_CASE("identifiers stand outside of comments, literals, numbers and members") {
    CHECK(identifiers("a = b1 + _lc; // d\n e") == Names{"a", "b1", "_lc", "e"});
    CHECK(identifiers("/* a * b */ c \"d \\\" e\" 'f' g") == Names{"c", "g"});
    CHECK(identifiers("p->x + q.y - r -> z + 1.5e3 + 0x1fL") == Names{"p", "q", "r"});
    CHECK(identifiers("a > b") == Names{"a", "b"});
    CHECK(identifiers("").empty());
    CHECK(identifiers("\"never closed").empty());
    CHECK(identifiers("/* never closed").empty());
}

TEST_CASE("names of the code around it become others") {
    const auto marked = [](const std::string& word) { return word == "i" ? "i_" : word; };
    CHECK(rename_identifiers("int i; p->i = i + ii; // i", marked) == "int i_; p->i = i_ + ii; // i");
}

TEST_CASE("returns are told apart") {
    CHECK(returns_of("returned = 1;") == Returns::No);
    CHECK(returns_of("if (a) return ;") == Returns::Nothing);
    CHECK(returns_of("return 0.;") == Returns::Value);
    CHECK(returns_of("// return 0.;") == Returns::No);
}

TEST_CASE("lines of the text count as those of the file, lines behind it as those of the C++ file") {
    const Output output =
        compile("NEURON { SUFFIX a }\nPROCEDURE p(x) {\nVERBATIM\n  broken\nENDVERBATIM\n}\n", "folder/a.mod");
    REQUIRE(output.ok());
    CHECK(output.code.find("#line 3 \"folder/a.mod\"\n\n  broken\n") != std::string::npos);
    const std::size_t back = output.code.find(" \"a.cpp\"\n");
    REQUIRE(back != std::string::npos);
    const auto line =
        std::count(output.code.begin(), output.code.begin() + static_cast<std::ptrdiff_t>(back), '\n') + 1;
    CHECK(output.code.find("#line " + std::to_string(line + 1) + " \"a.cpp\"") != std::string::npos);
    CHECK(output.code.find("nrn/compat/verbatim.h") != std::string::npos);
}

TEST_CASE("a mechanism without VERBATIM includes nothing for it; one with it is not for threads unless it says so") {
    CHECK(compile("NEURON { SUFFIX a }", "a.mod").code.find("verbatim.h") == std::string::npos);
    const auto flags = [](const std::string& head) {
        const std::string code = compile("NEURON { SUFFIX a RANGE x " + head +
                                             "}\nASSIGNED { x }\nINITIAL {\nVERBATIM\nx = 1;\nENDVERBATIM\n}\n",
                                         "a.mod")
                                     .code;
        const std::size_t at = code.find("NRN_MECH_DENSITY, ");
        return at == std::string::npos ? std::string() : code.substr(at + 18, 2);
    };
    CHECK(flags("") == "0u");
    CHECK(flags("THREADSAFE") == "4u");
}

}  // namespace
