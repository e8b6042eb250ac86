// The generators against published known answers, and what streams do at their ends.
#include <doctest/doctest.h>

#include "base/random.hpp"

using namespace nrn;

TEST_CASE("philox4x32 gives the published known answers") {
    // "Random123", file kat_vectors: philox 4x32 10
    CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
          PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("ran4 gives the numbers recorded of mcell_ran4") {
    CHECK(half_open_unit(ran4(0, 1)) == 0.7628303428646177);
    CHECK(half_open_unit(ran4(0, 2)) == 0.8716539088636637);
    CHECK(half_open_unit(ran4(5, 1)) == 0.2400588144082576);
    CHECK(half_open_unit(ran4(5, 0xffffffff)) == 0.1736709305550903);
}

TEST_CASE("unit numbers keep off their ends") {
    CHECK(open_unit(0) > 0.0);
    CHECK(open_unit(0xffffffff) < 1.0);
    CHECK(half_open_unit(0) == 0.0);
    CHECK(half_open_unit(0xffffffff) < 1.0);
}

TEST_CASE("a philox stream moves to any place") {
    PhiloxStream stream(1, 2, 3, 0);
    std::uint32_t words[40];
    for (std::uint32_t& word : words) {
        word = stream.next(0);
    }
    for (std::uint64_t place : {0U, 1U, 3U, 4U, 17U, 39U}) {
        stream.move_to(place, 0);
        CHECK(stream.place() == place);
        CHECK(stream.next(0) == words[place]);
    }
}

TEST_CASE("a philox stream takes a new key with its next block") {
    PhiloxStream stream(1, 2, 3, 0);
    PhiloxStream other(1, 2, 3, 9);
    for (int i = 0; i < 4; ++i) {
        other.next(9);
    }
    const std::uint32_t expected = other.next(9);
    for (int i = 0; i < 3; ++i) {
        stream.next(0);
    }
    stream.next(9);
    CHECK(stream.next(0) == expected);
}

TEST_CASE("behind the last place comes the first of the next stream") {
    PhiloxStream stream(1, 2, 3, 0);
    stream.move_to(PhiloxStream::kPlaces - 1, 0);
    stream.next(0);
    CHECK(stream.place() == 0);
    PhiloxStream next(1, 2, 4, 0);
    CHECK(stream.next(0) == next.next(0));
}

TEST_CASE("a ran4 stream starts over behind its last place") {
    Ran4Stream stream(7, 0xffffffff);
    CHECK(stream.next() == ran4(7, 0xffffffff));
    CHECK(stream.place() == 0);
    CHECK(stream.next() == ran4(7, 0));
}
