// Symbolic mathematics, and the closed forms of cnexp and derivimplicit.
#include "nmodl/lower/algebra.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "nmodl/lower/lower.hpp"
#include "nmodl/syntax/lexer.hpp"
#include "nmodl/syntax/parser.hpp"

using namespace nrn::nmodl;

namespace {

ModFile read(const std::string& text, Sources& sources) {
    const int32_t file = sources.add("test.mod", text);
    ModFile mod = Parser(sources, tokenize(sources, file, {})).file();
    REQUIRE_FALSE(sources.failed());
    return mod;
}

ExprPtr expression(const std::string& text) {
    Sources sources;
    return read("PROCEDURE p() { y = " + text + " }", sources).routines[0].body[0].value;
}

std::string derivative(const std::string& text, const std::string& by = "x") {
    const ExprPtr result = differentiate(expression(text), variable(by));
    return result ? text_of(result) : "unknown";
}

std::string solved(const std::string& equations) {
    Sources sources;
    const std::optional<Statements> result = cnexp(read("DERIVATIVE d { " + equations + " }", sources).routines[0]);
    return result ? text_of(result->back().value) : "not linear";
}

std::string backward(const std::string& equations) {
    Sources sources;
    std::vector<NewtonSystem> systems;
    const Statements result = derivimplicit(read("DERIVATIVE d { " + equations + " }", sources).routines[0],
                                            variable("dt"), systems, sources);
    const auto in_kernel = [](const Statements& body) {
        return std::any_of(body.begin(), body.end(), [](const Stmt& s) { return s.kind == Stmt::Kind::Rounds; });
    };
    return !systems.empty()                ? "Newton"
           : in_kernel(result.back().body) ? "Newton in the kernel"
                                           : text_of(result.back().value);
}

}  // namespace

TEST_CASE("precedence") {
    CHECK(text_of(expression("1 + 2*x^2^3 - -y")) == "1 + 2 * x ^ (2 ^ 3) - -y");
    CHECK(text_of(expression("-x^2")) == "-x ^ 2");
    CHECK(text_of(expression("-(x + 1)*2")) == "-(x + 1) * 2");
    CHECK(text_of(expression("a - (b - c)")) == "a - (b - c)");
    CHECK(text_of(expression("a/(b*c)/d")) == "a / (b * c) / d");
    CHECK(text_of(expression("5 (mV) * (1e-3) * x")) == "5 * 0.001 * x");
}

TEST_CASE("simplification") {
    CHECK(text_of(simplify(expression("0*x + 1*y - 0"))) == "y");
    CHECK(text_of(simplify(expression("x/1 + 2*3"))) == "x + 6");
    CHECK(text_of(simplify(expression("-(-x)"))) == "x");
    CHECK(text_of(simplify(expression("x - x"))) == "0");
    CHECK(text_of(simplify(expression("a + -b"))) == "a - b");
    CHECK(text_of(simplify(expression("exp(0*x)"))) == "exp(0)");
}

TEST_CASE("derivatives") {
    CHECK(derivative("3") == "0");
    CHECK(derivative("a*x + b") == "a");
    CHECK(derivative("x^3") == "3 * x ^ 2");
    CHECK(derivative("g*(x - e)") == "g");
    CHECK(derivative("a/x") == "-(a / x ^ 2)");
    CHECK(derivative("exp(2*x)") == "exp(2 * x) * 2");
    CHECK(derivative("log(x)") == "1 / x");
    CHECK(derivative("sqrt(x)") == "0.5 / sqrt(x)");
    CHECK(derivative("f(y)") == "0");
    CHECK(derivative("f(x)") == "unknown");
    CHECK(derivative("x > 1") == "unknown");
    CHECK(derivative("a*x[1]") == "0");
}

TEST_CASE("linear forms") {
    const std::optional<LinearForm> form = linear_form(expression("a*(1 - x) - b*x"), variable("x"));
    REQUIRE(form);
    CHECK(text_of(form->constant) == "a");
    CHECK(text_of(form->slope) == "-a - b");
    CHECK_FALSE(linear_form(expression("x*(1 - x)"), variable("x")));
    CHECK_FALSE(linear_form(expression("a*f(x)"), variable("x")));
}

TEST_CASE("quotients cancel equal factors") {
    CHECK(text_of(quotient(expression("minf/tau"), expression("-1/tau"))) == "-minf");
    CHECK(text_of(quotient(expression("2*a*b"), expression("4*b"))) == "0.5 * a");
    CHECK(text_of(quotient(expression("a"), expression("b + c"))) == "a / (b + c)");
    CHECK(text_of(quotient(expression("a + rest/tau"), expression("-1/tau"))) == "-(a * tau) - rest");
    CHECK(text_of(quotient(expression("a + rest"), expression("-1/tau"))) == "-((a + rest) * tau)");
}

TEST_CASE("cnexp") {
    CHECK(solved("x' = (inf - x)/tau") == "x + (1 - exp(dt * (-1 / tau))) * (inf - x)");
    CHECK(solved("x' = -x/tau") == "x + (1 - exp(dt * (-1 / tau))) * -x");
    CHECK(solved("x' = a*(1 - x) - b*x") == "x + (1 - exp(dt * (-a - b))) * (-(a / (-a - b)) - x)");
    CHECK(solved("x' = a + b") == "x + dt * (a + b)");
    CHECK(solved("x' = y - x") == "x + (1 - exp(-dt)) * (y - x)");
    CHECK(solved("x' = x*x") == "not linear");
    CHECK(solved("x' = -a*x/(x + k)") == "not linear");
}

TEST_CASE("derivimplicit has a closed form where equations are linear and apart") {
    CHECK(backward("x' = -x/tau") == "x / (1 - dt * (-1 / tau))");
    CHECK(backward("x' = (inf - x)/tau") == "(x + dt * (inf / tau)) / (1 - dt * (-1 / tau))");
    CHECK(backward("x' = x*x") == "Newton in the kernel");
    CHECK(backward("x' = y - x  y' = x") == "Newton in the kernel");
    CHECK(backward("x' = y  y' = z  z' = w  w' = -x*x") == "Newton");
}
