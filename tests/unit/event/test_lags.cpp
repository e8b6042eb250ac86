// LAG: histories of values.
#include <doctest/doctest.h>

#include "event/lags.hpp"

using nrn::event::History;

TEST_CASE("before the first time it is the first value, then a line between neighbours") {
    History history;
    CHECK(history.at(1.0, 10.0, 0.5) == 10.0);
    CHECK(history.at(2.0, 20.0, 5.0) == 10.0);
    CHECK(history.at(3.0, 40.0, 1.5) == 15.0);
    CHECK(history.at(4.0, 0.0, 0.25) == 10.0);
    CHECK(history.at(4.5, 7.0, 0.0) == 7.0);
}

TEST_CASE("the value of one time may be corrected, as in iterations") {
    History history;
    CHECK(history.at(0.0, 1.0, 1.0) == 1.0);
    CHECK(history.at(0.0, 3.0, 1.0) == 3.0);
    CHECK(history.at(1.0, 5.0, 0.5) == 4.0);
    CHECK(history.at(1.0, 7.0, 0.5) == 5.0);
}

TEST_CASE("a longer delay than before reaches back to what is still known") {
    History history;
    for (int k = 0; k < 10; ++k) {
        history.at(k, 2.0 * k, 1.0);
    }
    CHECK(history.at(10.0, 20.0, 9.0) == 16.0);
}
