// The smallest room: formatted text, errors, shared blocks, and the Context that holds all state.
#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/block.hpp"
#include "base/context.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

TEST_CASE("format makes room for any length") {
    CHECK(nrn::format("%d %s", 3, "x") == "3 x");
    const std::string longer(5000, 'a');
    CHECK(nrn::format("%s!", longer.c_str()) == longer + "!");
    CHECK(nrn::format("%s", "").empty());
}

TEST_CASE("fail throws one sentence with its kind") {
    try {
        nrn::fail(nrn::ErrorKind::Index, "element %d of %d", 4, 3);
        FAIL("fail returned");
    } catch (const nrn::Error& error) {
        CHECK(error.kind() == nrn::ErrorKind::Index);
        CHECK(std::string(error.what()) == "element 4 of 3");
    }
}

TEST_CASE("a block is aligned, lives until its last owner goes, and refuses what does not fit") {
    nrn::BlockPtr first(nrn::Block::allocate(1000));
    CHECK(first->capacity() >= 1000);
    CHECK(reinterpret_cast<std::uintptr_t>(first->data()) % 32 == 0);
    CHECK_FALSE(first->shared());
    {
        const nrn::BlockPtr second = first;
        CHECK(first->shared());
        CHECK(second->data() == first->data());
    }
    CHECK_FALSE(first->shared());
    CHECK_THROWS_AS(nrn::Block::allocate(std::numeric_limits<std::size_t>::max() / 8), nrn::Error);
}

TEST_CASE("foreign memory is released once") {
    int released = 0;
    double data[2] = {1, 2};
    {
        nrn::BlockPtr block(nrn::Block::adopt(data, 2, [](void* owner) { ++*static_cast<int*>(owner); }, &released));
        nrn::BlockPtr copy = block;
        block = nrn::BlockPtr();
        CHECK(released == 0);
        CHECK(copy->data() == data);
    }
    CHECK(released == 1);
}

namespace {

std::vector<int>& ended() {
    static std::vector<int> order;
    return order;
}

template <int n>
struct State {
    int value = n;
    ~State() {
        ended().push_back(n);
    }
};

}  // namespace

TEST_CASE("a context makes each state once and ends them in reverse order") {
    ended().clear();
    {
        nrn::Context context, other;
        context.state<State<1>>().value = 10;
        CHECK(context.state<State<2>>().value == 2);
        CHECK(context.state<State<1>>().value == 10);
        CHECK(&other.state<State<1>>() != &context.state<State<1>>());
    }
    CHECK(ended() == std::vector<int>{1, 2, 1});
}
