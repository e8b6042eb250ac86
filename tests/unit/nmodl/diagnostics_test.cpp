// What users are told about a wrong file: place, line, caret, one sentence, several at once.
#include <doctest/doctest.h>
#include <algorithm>

#include <string>

#include "nmodl/nmodl.hpp"
#include "nmodl/sema/units.hpp"

using namespace nrn::nmodl;

namespace {

const std::string kHead = "NEURON { SUFFIX a RANGE g }\nPARAMETER { g = 1 }\nASSIGNED { v }\nSTATE { m }\n";

// "line:column message" of the first diagnostic.
std::string first(const std::string& text) {
    const Output output = compile(text, "a.mod");
    if (output.diagnostics.empty()) {
        return "none";
    }
    const Diagnostic& d = output.diagnostics[0];
    return std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.message;
}
std::string of(const std::string& rest) {
    return first(kHead + rest);
}
bool begins(const std::string& text, const std::string& with) {
    INFO(text);
    return text.compare(0, with.size(), with) == 0;
}

}  // namespace

TEST_CASE("a good file has no diagnostics and code") {
    const Output output = compile(kHead + "INITIAL { m = g }", "dir/a.mod");
    CHECK(output.ok());
    CHECK(output.diagnostics.empty());
    CHECK(output.mechanism == "a");
    CHECK(output.code.find("nrn_mechanism_of_a") != std::string::npos);
    CHECK(output.code.find("#include <nrn/mech_abi.h>") != std::string::npos);
}

TEST_CASE("places") {
    const Output output = compile(kHead + "INITIAL {\n\tm = g +\n}\n", "a.mod");
    REQUIRE(output.diagnostics.size() == 1);
    CHECK(output.code.empty());
    CHECK(render(output.diagnostics[0]) ==
          "a.mod:7:1: error: \"}\" begins no value: expected a number, a name or (.\n    }\n    ^\n");
}

TEST_CASE("a tab before the place is kept, so that the caret stands below it") {
    const Output output = compile(kHead + "INITIAL {\n\tm = gg\n}\n", "a.mod");
    REQUIRE(output.diagnostics.size() == 1);
    CHECK(render(output.diagnostics[0]) ==
          "a.mod:6:6: error: \"gg\" is not declared: add it to PARAMETER, ASSIGNED, STATE or LOCAL.\n    \tm = gg\n    "
          "\t    ^\n");
}

TEST_CASE("several errors of one file") {
    const Output output =
        compile(kHead + "INITIAL {\n m = )\n m = 1\n m = = 2\n}\nBREAKPOINT { m = *1 }\nNONSENSE { }\n", "a.mod");
    REQUIRE(output.diagnostics.size() == 4);
    CHECK(output.diagnostics[0].line == 6);
    CHECK(output.diagnostics[1].line == 8);
    CHECK(output.diagnostics[2].line == 10);
    CHECK(output.diagnostics[3].line == 11);
}

TEST_CASE("names and calls") {
    CHECK(begins(of("INITIAL { q = 1 }"), "5:11 \"q\" is not declared"));
    CHECK(begins(of("INITIAL { m = f(1) }"), "5:15 \"f\" is no FUNCTION or PROCEDURE"));
    CHECK(begins(of("INITIAL { m = exp(1, 2) }"), "5:15 \"exp\" takes 1 argument, not 2."));
    CHECK(begins(of("INITIAL { t = 1 }"), "5:11 \"t\" cannot be assigned"));
    CHECK(begins(of("INITIAL { m[2] = 1 }"), "5:11 \"m\" is no array"));
    CHECK(begins(of("ASSIGNED { g }"), "5:12 \"g\" is declared twice"));
    CHECK(begins(of("BREAKPOINT { SOLVE s METHOD cnexp }"), "5:20 SOLVE names \"s\""));
    CHECK(begins(of("BREAKPOINT { SOLVE s METHOD magic }\nDERIVATIVE s { m' = -m }"),
                 "5:20 METHOD magic is not for a DERIVATIVE block"));
    CHECK(begins(of("DERIVATIVE s { g' = -g }"), "5:16 \"g\" has a derivative but is no state"));
    CHECK(begins(of("NET_RECEIVE(w) { m = w }"), "5:1 NET_RECEIVE is of point processes"));
    CHECK(begins(first("NEURON { SUFFIX a USEION na READ xna }"), "1:26 \"xna\" is no variable of the ion na"));
    CHECK(begins(first("NEURON { SUFFIX a RANGE nix }"), "1:25 \"nix\" is in the NEURON block but nowhere declared"));
    CHECK(begins(first("NEURON { ARTIFICIAL_CELL a } ASSIGNED { v x } INITIAL { x = v }"), "1:61 \"v\" is not there"));
    CHECK(begins(first("PARAMETER { a = 1 }"), "1:1 The file does not say what mechanism it is"));
}

TEST_CASE("the delay of LAG is a name") {
    CHECK(begins(of("INITIAL { LAG m BY 1 }"), "5:20 Expected the name of a variable that is the delay"));
}

TEST_CASE("a nonlinear equation under cnexp is a warning") {
    const Output output =
        compile(kHead + "BREAKPOINT { SOLVE s METHOD cnexp }\nDERIVATIVE s { m' = m*(1 - m) }", "a.mod");
    CHECK(output.ok());
    const auto about = [](const Diagnostic& d) {
        return d.message.find("is not linear in its state") != std::string::npos;
    };
    CHECK(std::count_if(output.diagnostics.begin(), output.diagnostics.end(), about) == 1);
    CHECK(std::all_of(output.diagnostics.begin(), output.diagnostics.end(),
                      [](const Diagnostic& d) { return d.warning; }));
}

TEST_CASE("comments, titles, included files") {
    const auto include = [](const std::string& name) {
        return name == "b.inc" ? std::optional<std::string>("PARAMETER { k = 2 }\n") : std::nullopt;
    };
    const std::string text =
        "TITLE of it : all\n? one\n: two\nCOMMENT { ENDCOMMENT\nNEURON { SUFFIX a }\nUNITSOFF INCLUDE \"b.inc\" "
        "UNITSON\n"
        "DEFINE n 3\nASSIGNED { x[n] }\nINITIAL { FROM i = 0 TO n-1 { x[i] = k } }\n";
    const Output output = compile(text, "a.mod", include);
    for (const Diagnostic& d : output.diagnostics) {
        FAIL(render(d));
    }
    CHECK(output.code.find("\"of it : all\"") != std::string::npos);
    CHECK(begins(first("INCLUDE \"b.inc\""), "1:1 The included file b.inc was not found"));
}

TEST_CASE("damaged files end in diagnostics") {
    for (const char* text : {"", "{", "}", "NEURON {", "NEURON { SUFFIX", "COMMENT", "VERBATIM", "\"",
                             "PARAMETER { a = ", "INITIAL { if (", "FUNCTION f(", "INITIAL { FROM i = 0", "UNITS { (",
                             "1e999", "\xff\xfe", "INITIAL { WATCH (1) }"}) {
        INFO(text);
        CHECK_FALSE(compile(text, "a.mod").ok());
    }
}

TEST_CASE("units of constants") {
    CHECK(*conversion("faraday", "coulomb") == doctest::Approx(96485.33212331).epsilon(1e-12));
    CHECK(*conversion("faraday", "kilocoulomb") == doctest::Approx(96.48533212331).epsilon(1e-12));
    CHECK(*conversion("k-mole", "joule/degC") == doctest::Approx(8.31446261815324).epsilon(1e-12));
    CHECK(*conversion("pi", "1") == doctest::Approx(3.14159265358979).epsilon(1e-14));
    CHECK(*conversion("mA/cm2", "uA/mm2") == doctest::Approx(10).epsilon(1e-12));
    CHECK_FALSE(conversion("mV", "ms"));
    CHECK_FALSE(conversion("florin", "1"));
}
