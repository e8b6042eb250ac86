// PARAMETER, CONSTANT, ASSIGNED, STATE, UNITS, and the TABLE statement.
#include "nmodl/syntax/parser.hpp"

namespace nrn::nmodl {

Declaration Parser::declaration() {
    Declaration result;
    const Token name = expect_name("the name of a variable");
    result.name = name.text;
    result.place = name.place;
    if (accept("[")) {
        result.is_array = true;
        result.count = integer("the length of the array");
        if (result.count < 1) {
            fail(name, "The array " + name.text + " has no elements: give it a length of 1 or more.");
        }
        expect("]", "after the length");
    }
    return result;
}

// "<low, high>"; in STATE also "<absolute tolerance>", which is of no use here.
void Parser::limits(Declaration& into) {
    if (!accept("<")) {
        return;
    }
    const double first = signed_number("a limit");
    if (accept(",")) {
        into.low = first;
        into.high = signed_number("the upper limit");
    }
    expect(">", "after the limits");
}

void Parser::parameters(std::vector<Declaration>& into, bool needs_value) {
    expect("{", "at the start of the block");
    while (!at("}") && peek().kind != Token::Kind::End) {
        const int line = peek().line;
        try {
            Declaration result = declaration();
            if (accept("=")) {
                result.value = signed_number("the value");
            } else if (needs_value) {
                fail(peek(), "The constant " + result.name + " has no value: write " + result.name + " = 1 (units).");
            }
            result.units = units();
            limits(result);
            if (result.units.empty()) {
                result.units = units();
            }
            accept(",");
            into.push_back(std::move(result));
        } catch (const Fault&) {
            skip_line(line);
        }
    }
    expect("}", "at the end of the block");
}

void Parser::variables(std::vector<Declaration>& into) {
    expect("{", "at the start of the block");
    while (!at("}") && peek().kind != Token::Kind::End) {
        const int line = peek().line;
        try {
            Declaration result = declaration();
            if (accept("=")) {
                result.value = signed_number("the value");
            }
            result.units = units();
            if (accept("FROM")) {
                result.low = signed_number("the lower limit");
                expect("TO", "after the lower limit");
                result.high = signed_number("the upper limit");
            }
            if (accept("START")) {
                result.value = signed_number("the first value");
            }
            if (result.units.empty()) {
                result.units = units();
            }
            limits(result);
            accept(",");
            into.push_back(std::move(result));
        } catch (const Fault&) {
            skip_line(line);
        }
    }
    expect("}", "at the end of the block");
}

// (mV) = (millivolt) names a unit, for the check of units only; NAME = (from) (to) and NAME = number (units) are
// constants.
void Parser::unit_definitions() {
    expect("{", "after UNITS");
    while (!at("}") && peek().kind != Token::Kind::End) {
        const int line = peek().line;
        try {
            if (at("(")) {
                const Place place = peek().place;
                const std::string name = units();
                expect("=", "after the new unit");
                mod_.units.push_back({name, units(), place});
                continue;
            }
            Declaration result = declaration();
            expect("=", "after the name of a constant");
            if (at("(")) {
                const std::string from = units();
                result.units = units();
                result.units = from + "|" + result.units;  // sema finds the value
            } else {
                result.value = signed_number("the value");
                result.units = units();
            }
            mod_.unit_constants.push_back(std::move(result));
        } catch (const Fault&) {
            skip_line(line);
        }
    }
    expect("}", "at the end of UNITS");
}

void Parser::table(Table& into) {
    into.place = take().place;
    const auto name_list = [&](std::vector<std::string>& list) {
        for (const Named& named : names()) {
            list.push_back(named.name);
        }
    };
    if (!at("DEPEND") && !at("FROM")) {
        name_list(into.names);
    }
    if (accept("DEPEND")) {
        name_list(into.depends);
    }
    expect("FROM", "in TABLE");
    into.from = expression();
    expect("TO", "in TABLE");
    into.to = expression();
    expect("WITH", "in TABLE");
    const Token count = peek();
    into.intervals = integer("the number of intervals");
    if (into.intervals < 1 || into.intervals > 1000000) {
        fail(count, "A table has 1 to 1000000 intervals: change the number after WITH.");
    }
}

}  // namespace nrn::nmodl
