#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "base/error.hpp"
#include "world.hpp"

using namespace nrn;
using namespace nrn::event;
using namespace nrn::event::tests;

namespace {

constexpr double kDelay = 2.0;

// A source with some connections of one delay, each to a target of its own.
struct Star {
    explicit Star(std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) {
            add(kDelay);
        }
    }
    Source& source() {
        return world.events.connections.source_of(world.events.point_of(*centre));
    }
    void add(double delay) {
        targets.push_back(world.point());
        links.push_back(std::make_unique<Wire>(world));
        Connection& connection = **links.back();
        world.connect(connection, *targets.back());
        connection.set_source(&source());
        connection.set_delay(delay);
    }
    Connection& link(std::size_t i) {
        return **links[i];
    }
    std::vector<double> counts() {
        std::vector<double> counts;
        for (const auto& target : targets) {
            counts.push_back(world.number(*target, 0));
        }
        return counts;
    }
    // Whether a spike is one event for all.
    bool one_event() {
        source().fire(1.0);
        Queue::Taken taken{};
        REQUIRE(world.events.queue.take_next(kLate, &taken));
        REQUIRE(taken.light != nullptr);
        const bool many = taken.light->many();
        taken.light->release();
        while (world.events.queue.take_next(kLate, &taken)) {
            taken.light->release();
        }
        return many;
    }

    static constexpr double kLate = 1e9;
    World world;
    std::unique_ptr<cable::PointProcess> centre = world.point();
    std::vector<std::unique_ptr<cable::PointProcess>> targets;
    std::vector<std::unique_ptr<Wire>> links;
};

using Numbers = std::vector<double>;

std::vector<const Light*> order_of(const Queue& queue) {
    std::vector<const Light*> order;
    for (const Queue::Pending& each : queue.pending()) {
        order.push_back(each.light);
    }
    return order;
}

}  // namespace

TEST_CASE("connections of one delay get one event, three of them at least") {
    // As in NEURON 9.0.2: print_event_queue shows a PreSyn there, and NetCons for two.
    for (const std::size_t n : {1U, 2U, 3U, 5U}) {
        Star star(n);
        star.world.events.clear();
        CHECK(star.one_event() == (n >= 3));
    }
    Star star(4);
    CHECK_FALSE(star.one_event());  // before initialisation
    star.world.events.clear();
    SUBCASE("all are reached, and counted one by one") {
        star.source().fire(1.0);
        CHECK(star.world.events.counts.events_sent == 4);
        CHECK(star.world.events.queue.size() == 4);
        CHECK_FALSE(star.world.events.deliver(2.9));
        CHECK(star.world.events.deliver(3.0));
        CHECK(star.counts() == Numbers{1, 1, 1, 1});
        CHECK(star.world.events.counts.delivered == 4);
        CHECK(star.world.events.queue.empty());
    }
    SUBCASE("a delay that is set, though to the same, ends that until the next initialisation") {
        star.link(2).set_delay(kDelay);
        CHECK_FALSE(star.one_event());
        star.world.events.clear();
        CHECK(star.one_event());
    }
    SUBCASE("so does one that comes") {
        star.add(kDelay);
        CHECK_FALSE(star.one_event());
    }
    SUBCASE("and one whose address is known") {
        *star.link(1).share_delay() = 1.0;
        star.world.events.clear();
        CHECK_FALSE(star.one_event());
    }
    SUBCASE("one of another delay keeps them apart, though it ends before the spike") {
        star.add(2.5);
        star.world.events.clear();
        star.links.pop_back();
        CHECK_FALSE(star.one_event());
    }
    SUBCASE("those that end do not") {
        star.links.resize(2);
        CHECK(star.one_event());
    }
    SUBCASE("nor those that are switched off") {
        star.link(0).set_active(false);
        CHECK(star.one_event());
        star.source().fire(1.0);
        star.world.events.deliver(3.0);
        CHECK(star.counts() == Numbers{0, 1, 1, 1});
    }
    SUBCASE("when none is on, nothing is sent") {
        for (std::size_t i = 0; i < 4; ++i) {
            star.link(i).set_active(false);
        }
        star.source().fire(1.0);
        CHECK(star.world.events.queue.empty());
        CHECK(star.world.events.counts.events_sent == 0);
    }
}

TEST_CASE("by sender connections stay together when their delays change together") {
    Star star(3);
    star.world.events.connections.set_gid(star.source(), 7);
    star.world.events.clear();
    REQUIRE(star.world.events.queue.by_sender());
    CHECK(star.one_event());
    for (std::size_t i = 0; i < 3; ++i) {
        star.link(i).set_delay(0.5);
    }
    CHECK(star.one_event());
    star.link(1).set_delay(1.0);
    CHECK_FALSE(star.one_event());
    star.link(1).set_delay(0.5);
    CHECK(star.one_event());
    for (std::size_t i = 0; i < 3; ++i) {
        star.link(i).set_delay(0.0);  // what the targets send then is of the same time
    }
    CHECK_FALSE(star.one_event());
    star.world.events.connections.clear_gids();
}

TEST_CASE("an event under way reaches those that the source had when it fired") {
    Star star(5);
    star.link(4).set_active(false);
    star.world.events.clear();
    star.source().fire(1.0);
    star.source().fire(1.5);
    SUBCASE("switching") {
        star.link(0).set_active(false);
        star.link(4).set_active(true);
        star.world.events.deliver(4.0);
        CHECK(star.counts() == Numbers{2, 2, 2, 2, 0});
    }
    SUBCASE("delays") {
        star.link(1).set_delay(7.0);
        star.link(2).set_delay(0.0);
        star.world.events.deliver(2.9);
        CHECK(star.counts() == Numbers{0, 0, 0, 0, 0});
        star.world.events.deliver(3.5);
        CHECK(star.counts() == Numbers{2, 2, 2, 2, 0});
    }
    SUBCASE("weights are those of delivery") {
        star.link(1).weights()[0] = 3.0;
        star.world.events.deliver(3.0);
        CHECK(star.world.number(*star.targets[1], 2) == 3.0);
    }
    SUBCASE("one that comes") {
        star.add(kDelay);
        star.world.events.deliver(4.0);
        CHECK(star.counts() == Numbers{2, 2, 2, 2, 0, 0});
    }
    SUBCASE("some that end") {
        star.links.erase(star.links.begin() + 1, star.links.begin() + 3);
        CHECK(star.world.events.queue.size() == 4);
        star.world.events.deliver(4.0);
        CHECK(star.counts() == Numbers{2, 0, 0, 2, 0});
    }
    SUBCASE("a target that ends, and one that is changed") {
        star.world.cable.remove_point(*star.targets[0]);
        const auto other = star.world.point();
        star.world.connect(star.link(1), *other);
        star.world.connect(star.link(4), *other);
        star.world.events.deliver(4.0);
        CHECK(star.world.number(*other, 0) == 2.0);
        CHECK(star.world.number(*star.targets[3], 0) == 2.0);
    }
    SUBCASE("the source ends") {
        star.world.cable.remove_point(*star.centre);
        star.world.events.deliver(4.0);
        CHECK(star.counts() == Numbers{2, 2, 2, 2, 0});
    }
    SUBCASE("nothing, when all begins anew") {
        star.links.erase(star.links.begin());
        star.world.events.clear();
        star.world.events.deliver(4.0);
        CHECK(star.counts() == Numbers{0, 0, 0, 0, 0});
    }
}

TEST_CASE("what an error leaves over comes later") {
    Star star(4);
    star.world.events.clear();
    star.source().fire(1.0);
    star.world.mechanism->table.at(3, star.targets[1]->id) = -9.0;
    CHECK_THROWS_AS(star.world.events.deliver(3.0), Error);
    CHECK(star.counts() == Numbers{1, 1, 0, 0});
    CHECK(star.world.events.queue.size() == 2);
    CHECK(star.world.events.queue.next_time() == 3.0);
    star.source().fire(1.0);  // behind those
    star.world.events.deliver(3.0);
    CHECK(star.counts() == Numbers{2, 2, 2, 2});
}

TEST_CASE("an action of the user finds the rest in the queue") {
    Star star(4);
    const Wire out(star.world);
    out->set_source(&star.world.events.connections.source_of(star.world.events.point_of(*star.targets[1])));
    star.world.events.clear();
    star.source().fire(1.0);
    star.world.mechanism->table.at(3, star.targets[1]->id) = -6.0;
    bool anew = false;
    std::vector<const Light*> found;
    out->source->set_action([&] {
        found = order_of(star.world.events.queue);
        if (anew) {
            star.world.events.clear();
        }
    });
    SUBCASE("and goes on") {
        star.world.events.deliver(3.0);
        CHECK(star.counts() == Numbers{1, 1, 1, 1});
    }
    SUBCASE("or begins anew") {
        anew = true;
        star.world.events.deliver(3.0);
        CHECK(star.counts() == Numbers{1, 1, 0, 0});
    }
    CHECK(found == std::vector<const Light*>{&star.link(2), &star.link(3)});
}

TEST_CASE("events that wait and are sent again stay together") {
    Star star(3);
    const auto alone = star.world.point();
    const Wire in(star.world);
    star.world.connect(*in, *alone);
    Events& events = star.world.events;
    events.clear();
    star.source().fire(1.0);
    events.send(*in, 3.0, 0.0);
    const std::vector<Waiting> waiting = events.waiting();
    REQUIRE(waiting.size() == 4);
    CHECK_FALSE(waiting[0].joined);
    CHECK(waiting[1].joined);
    CHECK(waiting[2].joined);
    CHECK_FALSE(waiting[3].joined);
    events.resume(1.0, 1.0, waiting, false);
    const std::vector<const Light*> order = order_of(events.queue);
    CHECK(order == std::vector<const Light*>{&star.link(0), &star.link(1), &star.link(2), &*in});
    events.send(*in, 2.0, 0.0);  // comes before all others: those that were next go behind what has their time
    CHECK(order_of(events.queue) == std::vector<const Light*>{&*in, &*in, &star.link(0), &star.link(1), &star.link(2)});
    events.deliver(3.0);
    CHECK(star.counts() == Numbers{1, 1, 1});
    CHECK(star.world.number(*alone, 0) == 2.0);
}
