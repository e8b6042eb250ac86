#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

#include "base/slab.hpp"

using namespace nrn;

TEST_CASE("pieces of a slab lie side by side and come back") {
    Slab slab(72);
    auto* first = static_cast<char*>(slab.take());
    auto* second = static_cast<char*>(slab.take());
    CHECK(second - first == 72);
    CHECK(reinterpret_cast<std::uintptr_t>(first) % alignof(double) == 0);
    Slab::give(first);
    CHECK(slab.take() == first);
    Slab::give(second);
    Slab::give(first);
    CHECK(slab.take() == first);  // the only block stays
    Slab::give(first);
}

TEST_CASE("pieces of a slab do not touch one another, in any order of taking and giving") {
    constexpr std::size_t kSize = 40;
    Slab slab(kSize);
    std::mt19937 random(3);
    std::vector<std::pair<char*, char>> held;
    char mark = 0;
    const auto is_whole = [](const std::pair<char*, char>& each) {
        return std::all_of(each.first, each.first + kSize, [&](char c) { return c == each.second; });
    };
    for (int round = 0; round < 40000; ++round) {
        const bool grows = round % 10000 < 6000;
        if (held.empty() || random() % 10 < (grows ? 8U : 2U)) {
            auto* piece = static_cast<char*>(slab.take());
            std::memset(piece, ++mark, kSize);
            held.emplace_back(piece, mark);
        } else {
            std::swap(held[random() % held.size()], held.back());
            REQUIRE(is_whole(held.back()));
            Slab::give(held.back().first);
            held.pop_back();
        }
    }
    CHECK(held.size() > 100);
    CHECK(std::all_of(held.begin(), held.end(), is_whole));
    for (const auto& [piece, written] : held) {
        Slab::give(piece);
    }
}

TEST_CASE("pieces may outlive their slab") {
    auto slab = std::make_unique<Slab>(64);
    std::vector<char*> held;
    for (int i = 0; i < 2000; ++i) {
        held.push_back(static_cast<char*>(slab->take()));
        std::memset(held.back(), i % 100, 64);
    }
    slab.reset();
    for (int i = 0; i < 2000; ++i) {
        CHECK(held[static_cast<std::size_t>(i)][63] == i % 100);
        Slab::give(held[static_cast<std::size_t>(i)]);
    }
}
