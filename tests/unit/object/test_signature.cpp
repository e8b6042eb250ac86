// Call forms: parsed, matched against arguments, keyword arguments placed, shown as a Python signature.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "object/signature.hpp"
#include "object/symbol.hpp"
#include "object/value.hpp"

using nrn::ErrorKind;
using nrn::Signature;
using nrn::Value;

namespace {

const char* const kFill = "(value: float) -> self ; (value: float, start: int, end: int) -> self";

std::vector<Value> numbers(std::size_t n) {
    std::vector<Value> out;
    for (std::size_t i = 0; i < n; ++i) {
        out.push_back(Value::number(static_cast<double>(i)));
    }
    return out;
}

template <class Work>
ErrorKind kind_of(Work&& work) {
    try {
        work();
    } catch (const nrn::Error& error) {
        CHECK_FALSE(error.message().empty());
        return error.kind();
    }
    FAIL("nothing was thrown");
    return ErrorKind::Hoc;
}

}  // namespace

TEST_CASE("forms are told apart by the number of arguments") {
    const Signature fill(kFill);
    REQUIRE(fill.forms().size() == 2);
    const auto args = numbers(4);
    CHECK(&fill.match("Vector", "fill", args.data(), 1) == &fill.forms()[0]);
    CHECK(&fill.match("Vector", "fill", args.data(), 3) == &fill.forms()[1]);
    for (const std::size_t wrong : {0, 2, 4}) {
        CHECK(kind_of([&] { fill.match("Vector", "fill", args.data(), wrong); }) == ErrorKind::Type);
    }
}

TEST_CASE("forms are told apart by the kinds of arguments") {
    const Signature f("(x: float) -> float ; (name: str) -> str");
    const Value number = Value::number(1), text = Value::text("a"), nothing;
    CHECK(f.match("", "f", &number, 1).result == "float");
    CHECK(f.match("", "f", &text, 1).result == "str");
    CHECK(kind_of([&] { f.match("", "f", &nothing, 1); }) == ErrorKind::Type);
}

TEST_CASE("a rest parameter takes any number") {
    const Signature append("(*values: float) -> self");
    const auto args = numbers(50);
    CHECK_NOTHROW(append.match("Vector", "append", args.data(), 0));
    CHECK_NOTHROW(append.match("Vector", "append", args.data(), 50));
}

TEST_CASE("named arguments find their places") {
    const Signature fill(kFill);
    std::vector<std::size_t> order;
    CHECK(fill.place("Vector", "fill", 1, {"end", "start"}, order) == 3);
    CHECK(order == std::vector<std::size_t>{2, 1});
    CHECK(kind_of([&] { fill.place("Vector", "fill", 1, {"value"}, order); }) == ErrorKind::Type);
    CHECK(kind_of([&] { fill.place("Vector", "fill", 1, {"nosuch"}, order); }) == ErrorKind::Type);
}

TEST_CASE("the Python signature covers all forms") {
    CHECK(Signature(kFill).python_text(false) == "(value, start=None, end=None)");
    CHECK(Signature("() -> int").python_text(true).find("self") != std::string::npos);
}

TEST_CASE("symbols: numbers, arrays, and references into them") {
    nrn::Context context;
    auto& table = context.state<nrn::SymbolTable>();
    nrn::Symbol& x = table.add_number("x", 2.5);
    CHECK(table.find("x") == &x);
    CHECK(table.find("y") == nullptr);
    CHECK(x.get(context).as_number() == 2.5);
    CHECK(kind_of([&] { x.set(context, Value::text("a")); }) == ErrorKind::Type);
    CHECK(x.get(context).as_number() == 2.5);
    CHECK(kind_of([&] { table.add_text("x"); }) == ErrorKind::Name);

    nrn::Symbol& a = table.add_array("a", {2, 3});
    CHECK(a.array()->values.size() == 6);
}
