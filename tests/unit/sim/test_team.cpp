#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include "sim/share.hpp"
#include "sim/team.hpp"

#if defined(__unix__)
#include <sys/wait.h>
#include <unistd.h>
#endif

using nrn::sim::Share;
using nrn::sim::Team;

TEST_CASE("each task is done once in each round, whoever does it") {
    for (const std::size_t members : {1, 2, 3, 5}) {
        Team team(members);
        CHECK(team.size() == members);
        for (const std::uint32_t count : {1U, 2U, 7U, 100U}) {
            std::vector<std::uint32_t> bounds;
            for (std::size_t m = 0; m <= members; ++m) {
                bounds.push_back(static_cast<std::uint32_t>(count * m / members));
            }
            std::vector<int> done(count, 0);
            for (int round = 0; round < 200; ++round) {
                team.run(bounds, [&](std::uint32_t i) { ++done[i]; });
                CHECK(done == std::vector<int>(count, round + 1));
            }
        }
    }
}

TEST_CASE("what one round wrote, the next one sees in any thread") {
    Team team(4);
    std::vector<std::uint64_t> sums(64, 1);
    for (int round = 0; round < 500; ++round) {
        std::vector<std::uint64_t> before = sums;
        const std::uint32_t bounds[] = {0, 16, 32, 48, 64};
        team.run(bounds,
                 [&](std::uint32_t i) { sums[i] = (before[(i + 1) % 64] * 31 + before[(i + 17) % 64]) % 1000003; });
        for (std::size_t i = 0; i < 64; ++i) {
            REQUIRE(sums[i] == (before[(i + 1) % 64] * 31 + before[(i + 17) % 64]) % 1000003);
        }
    }
}

TEST_CASE("a share without a team is worked on in turn, one with a team by all") {
    Team team(3);
    Share share;
    share.prepare({5.0, 1.0, 1.0, 1.0, 1.0, 1.0}, team.size());
    std::vector<int> order;
    share.run(nullptr, [&](std::size_t i) { order.push_back(static_cast<int>(i)); });
    CHECK(order == std::vector<int>{0, 1, 2, 3, 4, 5});
    std::vector<int> done(6, 0);
    for (int round = 0; round < 120; ++round) {  // costs are measured meanwhile, and the tasks divided again
        share.run(&team, [&](std::size_t i) { ++done[i]; });
    }
    CHECK(done == std::vector<int>(6, 120));
}

#if defined(__unix__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a process that was forked off works alone") {
    Team team(3);
    const std::uint32_t bounds[] = {0, 2, 4, 6};
    std::atomic<int> done{0};
    team.run(bounds, [&](std::uint32_t) { ++done; });
    const pid_t child = fork();
    if (child == 0) {
        team.run(bounds, [&](std::uint32_t) { ++done; });
        _exit(done.load() == 12 ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    team.run(bounds, [&](std::uint32_t) { ++done; });
    CHECK(done.load() == 12);
}
#endif

TEST_CASE("rounds are timed when that is asked for, for each member and for the caller") {
    Team team(2);
    const std::vector<std::uint32_t> bounds{0, 1, 2};
    auto task = [](std::uint32_t) {
        const auto before = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - before < std::chrono::microseconds(200)) {
        }
    };
    team.run(bounds, task);
    CHECK(team.spent() == 0.0);
    CHECK(team.busy(0) + team.busy(1) == 0.0);
    team.time_rounds(3.0);
    team.run(bounds, task);
    team.time_rounds(0.0);
    team.run(bounds, task);
    CHECK(team.spent() >= 3.0 * 190e-6);
    CHECK(team.busy(0) > 0.0);
    CHECK(team.busy(0) <= team.spent());
}
