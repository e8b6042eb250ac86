// The check of units: what agrees, what does not, and what is said of it.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "nmodl/nmodl.hpp"
#include "nmodl/sema/units.hpp"

using namespace nrn::nmodl;

namespace {

const std::string kHead =
    "NEURON { POINT_PROCESS a NONSPECIFIC_CURRENT i }\n"
    "UNITS { (mV) = (millivolt) (nA) = (nanoamp) (uS) = (microsiemens) (molar) = (1/liter) (mM) = (millimolar) }\n"
    "UNITS { FARADAY = (faraday) (coulomb) R = (k-mole) (joule/degC) }\n"
    "PARAMETER { g = 1 (uS) e = -70 (mV) tau = 5 (ms) k = 1 (/ms) n = 1 }\n"
    "ASSIGNED { v (mV) i (nA) x y (ms) z (mV) celsius (degC) vol (um3) }\n"
    "STATE { m c (mM) d (mM) }\n";

std::string told(const std::string& text) {
    std::string result;
    for (const Diagnostic& d : check_units(text, "a.mod")) {
        CHECK(d.warning);
        result +=
            (result.empty() ? "" : "\n") + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.message;
    }
    return result;
}
std::string of(const std::string& rest) {
    return told(kHead + rest);
}
std::string statement(const std::string& text) {
    return of("INITIAL { " + text + " }");
}
bool good(const std::string& text) {
    const std::string result = statement(text);
    INFO(text << ": " << result);
    CHECK(result.empty());
    return result.empty();
}
// The diagnostic of one statement, without its place.
std::string bad(const std::string& text) {
    const std::string result = statement(text);
    CHECK(result.find('\n') == std::string::npos);
    return result.substr(result.find(' ') + 1);
}

}  // namespace

TEST_CASE("texts of units") {
    UnitTable table;
    CHECK(same(*table.read("mA/cm2"), Unit{10, {-2, 0, 0, 1}}));
    CHECK(same(*table.read("1.5-3 m"), Unit{1.5e-3, {1}}));
    CHECK(same(*table.read("umho"), *table.read("uS")));
    CHECK(same(*table.read("k-mole"), *table.read("8.314463 joule/degC")));
    CHECK(in_base_units(*table.read("mV/ms")) == "m2-kg/s4-A");
    CHECK(same(*table.read(in_base_units(*table.read("uS/cm2"))), *table.read("uS/cm2")));
    CHECK_FALSE(table.read("bogus").has_value());
    CHECK_FALSE(table.read(".").has_value());
    table.define("msM", *table.read("ms"));
    CHECK(same(*table.read("msM"), *table.read("ms")));
    CHECK(same(*table.read("kilomsM"), *table.read("s")));
}

TEST_CASE("plain numbers take the unit that fits") {
    good("z = v + 65");
    good("z = -1 + v");
    good("z = 3*v  y = 1/k  x = 2^2.5  if (v > 10) { z = 0 }");
    good("x = exp(v/1(mV)) * v/z");
    good("x = 3^((celsius - 6.3)/10(degC))");
    good("z = v*2^3");
    good("FROM j = 0 TO 3 { z = v*j  x = j }");
    CHECK(bad("FROM j = 0 TO 3 { y = j }").find("y is in (ms), its value in (1)") == 0);
}

TEST_CASE("sums, comparisons and assignments") {
    CHECK(statement("z = v + y") ==
          "7:19 The left side of + is in (mV), the right side in (ms): correct the expression or the units of its "
          "variables.");
    CHECK(bad("x = y").find("x is in (1), its value in (ms)") == 0);
    CHECK(bad("if (v < y) { }").find("The left side of < is in (mV), the right side in (ms)") == 0);
    CHECK(bad("i = g*v*n*y").find("i is in (nA), its value in (") == 0);
    good("i = g*(v - e)");
    good("x = v == z  x = v > z && y < tau  x = !v");
}

TEST_CASE("factors between units") {
    CHECK(bad("z = 1 (volt) + v") ==
          "The left side of + is in (volt), the right side in (mV): multiply the right side by (0.001).");
    CHECK(bad("z = 5 (volt)") == "z is in (mV), its value in (volt): multiply its value by (1000).");
    good("z = (1000)*5 (volt)");
    good("z = (1e3)*R*(celsius + 273.15)/(2*FARADAY)*log(c/d)");
    CHECK(bad("z = R*(celsius + 273.15)/(2*FARADAY)*log(c/d)").find("multiply its value by (1000).") !=
          std::string::npos);
}

TEST_CASE("functions of the language and powers") {
    CHECK(bad("x = exp(v)") ==
          "The argument of exp is in (mV) but must be without unit: divide it by a quantity of that unit, such as "
          "1(mV).");
    CHECK(bad("x = n^v").find("The exponent is in (mV)") == 0);
    CHECK(bad("x = v^n").find("The base is in (mV)") == 0);
    good("z = sqrt(v*v) + sqrt(v^2) + fabs(v) + fmin(v, z) + pow(v, 2)/v + v^-1*v*v");
    CHECK(bad("x = sqrt(v)").find("The argument of sqrt is in (mV)") == 0);
    CHECK(bad("z = fmax(v, y)").find("Argument 1 of fmax is in (mV), argument 2 in (ms)") == 0);
    CHECK(bad("x = at_time(v)").find("Argument 1 of at_time is in (ms)") == 0);
    CHECK(bad("x = (v^100)^100").find("The base is in (mV)") == 0);
}

TEST_CASE("locals have the unit of what they were assigned last") {
    good("LOCAL a a = v z = a a = y y = a");
    good("LOCAL a a = 0 a = a + v if (a < 0) { a = 1 } z = a");
    CHECK(bad("LOCAL a a = v x = a").find("x is in (1), its value in (mV)") == 0);
}

TEST_CASE("arguments and values of functions") {
    const std::string f = "FUNCTION f(a (mV), b) (ms) { LOCAL q q = a f = q*b*1(ms/mV) }\nPROCEDURE p(a) { x = a }\n";
    CHECK(of(f + "INITIAL { y = f(v, 1) p(x) y = f(3, 3) }").empty());
    CHECK(of(f + "INITIAL { y = f(y, 1) }").find("Argument 1 of f is in (mV), the value given in (ms)") !=
          std::string::npos);
    CHECK(of(f + "INITIAL { x = f(v, 1) }").find("x is in (1), its value in (ms)") != std::string::npos);
    CHECK(of(f + "INITIAL { p(v) }").find("Argument 1 of p is in (1), the value given in (mV)") != std::string::npos);
    CHECK(of("FUNCTION h(a (mV)) { h = a }").find("h is in (1), its value in (mV)") != std::string::npos);
    CHECK(of("FUNCTION_TABLE ft(a (mV)) (ms)\nINITIAL { x = ft(v) }").find("its value in (ms)") != std::string::npos);
}

TEST_CASE("derivatives are per ms") {
    CHECK(of("DERIVATIVE s { m' = (1 - m)*k - m/tau c' = -c/tau }").empty());
    CHECK(of("DERIVATIVE s { m' = -m }").find("m' is in (/ms), its value in (1)") != std::string::npos);
    CHECK(of("DERIVATIVE s { c' = -c*(1)/1(s) }").find("multiply its value by (0.001).") != std::string::npos);
}

TEST_CASE("reactions") {
    CHECK(of("KINETIC s { ~ m <-> n (k, k) ~ m << (k) ~ m -> (3) CONSERVE m + n = 1 }").empty());
    CHECK(of("KINETIC s { ~ c + d <-> d (k*1(/mM), k) }").empty());
    CHECK(of("KINETIC s { COMPARTMENT vol { c d } ~ c <-> d (k*vol, k*vol) ~ c << (k*vol*1(mM)) }").empty());
    CHECK(of("KINETIC s { ~ m <-> n (x, k) }").find("The forward rate is in (/ms), the value given in (1)") !=
          std::string::npos);
    CHECK(of("KINETIC s { ~ m <-> n (k, x) }").find("The backward rate is in (/ms)") != std::string::npos);
    CHECK(of("KINETIC s { ~ m <-> c (k, k) }").find("The amount of m is in (1), that of c in (mM)") !=
          std::string::npos);
    CHECK(of("KINETIC s { ~ m << (v) }").find("The flux into m is in (/ms), the value given in (mV)") !=
          std::string::npos);
    CHECK(of("KINETIC s { CONSERVE m + n = v }").find("The sum of CONSERVE is in (1), the value in (mV)") !=
          std::string::npos);
    CHECK(of("KINETIC s { ~ m <-> n (k, k) x = f_flux }").find("x is in (1), its value in (/ms)") != std::string::npos);
    CHECK(of("LINEAR s { ~ m = v }").find("The left side is in (1), the right side in (mV)") != std::string::npos);
}

TEST_CASE("events") {
    CHECK(of("NET_RECEIVE(w (uS)) { g = g + w WATCH (v > z) 2 net_send(tau, 1) net_event(t) }").empty());
    CHECK(of("NET_RECEIVE(w (uS)) { z = w }").find("z is in (mV), its value in (uS)") != std::string::npos);
    CHECK(of("NET_RECEIVE(w) { WATCH (v > y) 2 }").find("The left side of WATCH is in (mV)") != std::string::npos);
    CHECK(of("NET_RECEIVE(w) { net_send(v, 1) }").find("Argument 1 of net_send is in (ms)") != std::string::npos);
    CHECK(of("NET_RECEIVE(w (uS)) { FOR_NETCONS(u) { z = u } }").find("its value in (uS)") != std::string::npos);
}

TEST_CASE("what is between UNITSOFF and UNITSON is not looked at") {
    CHECK(of("UNITSOFF INITIAL { z = y x = exp(v) } UNITSON").empty());
    CHECK(of("INITIAL { UNITSOFF z = y UNITSON\n x = y }").find("8:2 x is in (1)") == 0);
    CHECK(of("INITIAL { LOCAL a UNITSOFF a = v UNITSON x = a }").empty());
    const auto include = [](const std::string& name) -> std::optional<std::string> {
        return name == "off.inc" ? "UNITSOFF" : "PROCEDURE p() { z = y }";
    };
    CHECK(check_units(kHead + "UNITSOFF INCLUDE \"a.inc\"\n", "a.mod", include).empty());
    CHECK(check_units(kHead + "INCLUDE \"off.inc\"\nPROCEDURE p() { z = y }\n", "a.mod", include).empty());
    CHECK(check_units(kHead + "INCLUDE \"a.inc\"\n", "a.mod", include).size() == 1);
}

TEST_CASE("declarations") {
    CHECK(told("NEURON { SUFFIX a }\nASSIGNED { v }") ==
          "2:12 v is declared in (1), and the simulator keeps it in (mV): write v (mV).");
    CHECK(told("NEURON { SUFFIX a NONSPECIFIC_CURRENT i }\nASSIGNED { i (nA) }")
              .find("2:12 i is declared in (nA), and the simulator keeps it in (mA/cm2)") == 0);
    CHECK(told("NEURON { SUFFIX a USEION ca READ cai }\nASSIGNED { cai (milli/liter) }").empty());
    CHECK(told("NEURON { SUFFIX a }\nPARAMETER { q = 1 (bogus) p = 2 (bogus) }") ==
          "2:13 The unit (bogus) is not known: define it in UNITS, as in (bogus) = (millivolt), or write one that is.");
    CHECK(told("NEURON { SUFFIX a }\nUNITS { (bogus) = (nonsense) }").find("2:9 The unit (nonsense)") == 0);
}

TEST_CASE("errors of a file come instead, and units change nothing of its code") {
    const std::vector<Diagnostic> errors = check_units(kHead + "INITIAL { q = v + y }", "a.mod");
    REQUIRE(errors.size() == 1);
    CHECK_FALSE(errors[0].warning);
    const Output with = compile(kHead + "INITIAL { z = v + y + 1 (ms) }", "a.mod");
    CHECK(with.ok());
    CHECK(with.code == compile(kHead + "INITIAL { z = v + y + 1 }", "a.mod").code);
}
