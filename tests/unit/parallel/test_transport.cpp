// The transport of one rank, the wait loop, and the world without MPI.
#include "parallel/transport.hpp"
#include "parallel/waiter.hpp"
#include "parallel/world.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstring>

using namespace nrn;

TEST_CASE("collectives of one rank copy") {
    const auto world = make_serial_transport();
    CHECK(world->rank() == 0);
    CHECK(world->size() == 1);
    double value = 3;
    world->allreduce(&value, 1, Reduce::Sum);
    CHECK(value == 3);
    const char from[] = "abcdef";
    char to[8] = "-------";
    world->allgather(from, to, 2);
    CHECK(std::strcmp(to, "ab-----") == 0);
    const std::size_t count = 3;
    const std::size_t at = 1;
    const std::size_t place = 2;
    world->alltoallv(from, &count, &at, to, &count, &place);
    CHECK(std::strcmp(to, "abbcd--") == 0);
    world->gatherv(from, 2, to, &count, &place, 0);
    CHECK(std::strcmp(to, "ababd--") == 0);
    world->scatterv(from, &count, &at, to, 3, 0);
    CHECK(std::strcmp(to, "bcdbd--") == 0);
    world->broadcast(to, 8, 0);
    CHECK_THROWS_AS(world->broadcast(to, 8, 1), Error);
}

TEST_CASE("one rank may send messages to itself") {
    const auto world = make_serial_transport();
    Envelope found;
    CHECK_FALSE(world->try_probe(Transport::any_source, Transport::any_tag, found));
    CHECK_THROWS_AS(world->probe(0, 1), Error);
    world->send("abc", 3, 0, 1);
    world->send_owned("de", 0, 2);
    CHECK(world->probe(Transport::any_source, 2).bytes == 2);
    CHECK(world->probe(0, Transport::any_tag).tag == 1);
    char text[4] = "";
    CHECK_THROWS_AS(world->receive(text, 2, 0, 1), Error);
    world->receive(text, 3, 0, 1);
    CHECK(std::strcmp(text, "abc") == 0);
    CHECK_FALSE(world->try_probe(0, 1, found));
}

TEST_CASE("groups of one rank") {
    const auto world = make_serial_transport();
    CHECK(world->split(Transport::no_color, 0) == nullptr);
    CHECK(world->split(3, 0)->size() == 1);
    CHECK(world->duplicate()->size() == 1);
}

TEST_CASE("the idle hook is called about every 50 ms, and may end the wait") {
    struct Count {
        int calls = 0;
        static void call(void* self) {
            if (++static_cast<Count*>(self)->calls == 3) {
                throw 1;
            }
        }
    };
    for (const auto style : {Waiter::Style::Busy, Waiter::Style::Resting}) {
        Count count;
        Waiter waiter({&Count::call, &count}, style);
        const auto start = std::chrono::steady_clock::now();
        const auto wait = [&] {
            for (;;) {
                waiter.pause();
            }
        };
        CHECK_THROWS_AS(wait(), int);
        const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - start;
        CHECK(waited.count() >= 0.15);
        CHECK(waited.count() < 1.0);
        CHECK(waiter.waited() >= 0.15);
    }
}

TEST_CASE("without a wish for MPI the world is one rank") {
    WorldRequest request;
    CHECK(open_world(request)->size() == 1);
    CHECK_FALSE(mpi_is_initialized());
}

TEST_CASE("a path that cannot be used is an error, also for one rank") {
    WorldRequest request;
    request.initialise = true;
    request.search.override_path = "/nowhere/libmpi.so.12";
    MpiFindings findings;
    CHECK_THROWS_AS(open_world(request, &findings), Error);
    REQUIRE(findings.candidates.size() == 1);
    CHECK(findings.candidates[0].path == "/nowhere/libmpi.so.12");
}
