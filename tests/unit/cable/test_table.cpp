// Tables: rows that move, Ids that stay, handles that know their end.
#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

#include "mech/table.hpp"

using nrn::mech::Handle;
using nrn::mech::Id;
using nrn::mech::Table;

TEST_CASE("a new row begins with the initial numbers, also in the place of one that ended") {
    Table table({1.5, -2.0});
    const Id a = table.add();
    table.at(0, a) = 7.0;
    table.remove(a);
    const Id b = table.add();
    CHECK(b == a);
    CHECK(table.at(0, b) == 1.5);
    CHECK(table.at(1, b) == -2.0);
}

TEST_CASE("a handle finds its number wherever the row moves, and ends with it") {
    Table table({0.0});
    std::vector<Id> ids;
    for (int i = 0; i < 100; ++i) {
        ids.push_back(table.add());
        table.at(0, ids.back()) = i;
    }
    const Handle last(table, 0, ids[99]);
    const Handle first(table, 0, ids[0]);
    table.remove(ids[0]);  // the last row moves into the gap
    CHECK(first.get() == nullptr);
    REQUIRE(last.get() != nullptr);
    CHECK(*last.get() == 99.0);
    std::vector<std::uint32_t> order(table.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = static_cast<std::uint32_t>(order.size() - 1 - i);
    }
    table.reorder(order);
    CHECK(*last.get() == 99.0);
    CHECK(table.row(ids[99]) == 98);
    const Id again = table.add();
    CHECK(again == ids[0]);
    CHECK(first.get() == nullptr);  // another generation
}

TEST_CASE("the version changes with every change of rows") {
    Table table({0.0});
    const auto before = table.version();
    const Id id = table.add();
    const auto between = table.version();
    table.remove(id);
    CHECK(before != between);
    CHECK(between != table.version());
}
