#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "world.hpp"

using namespace nrn;
using namespace nrn::event;
using namespace nrn::event::tests;

TEST_CASE("a connection carries a spike from a voltage to a target") {
    World world;
    cable::Section* section = world.cable.create("s");
    auto target = world.point();
    const Wire connection_wire(world);
    Connection& connection = *connection_wire;
    world.connect(connection, *target);
    const mech::Handle v(world.cable.nodes, cable::kV, section->node(0));
    connection.set_source(&world.events.connections.source_at(v, section, 0.5));
    connection.set_delay(0.02);
    connection.weights()[0] = 3.0;
    std::vector<double> spikes;
    connection.source->record(std::make_shared<SinkOf>(spikes));
    world.events.clear();
    world.step();
    CHECK(spikes.empty());
    *v.get() = 20.0;
    world.step();  // seen at its beginning, 0.025
    REQUIRE(spikes.size() == 1);
    CHECK(spikes[0] == 0.025 + 1e-10);
    CHECK(world.number(*target, 0) == 1.0);  // at 0.045, before the end of the step
    CHECK(world.number(*target, 2) == 3.0);
    world.step();
    CHECK(spikes.size() == 1);  // still above
    SUBCASE("the threshold is shared") {
        CHECK(&world.events.connections.source_at(v, section, 0.5) == connection.source);
    }
    SUBCASE("a deleted section fires no more") {
        world.cable.destroy(*section);
        world.step();
        CHECK(world.number(*target, 0) == 1.0);
        CHECK_FALSE(connection.source->exists());
    }
    SUBCASE("a target that ends takes its events along") {
        world.events.send(connection, world.environment.t, 0.0);
        world.cable.remove_point(*target);
        CHECK(connection.target == nullptr);
        CHECK_FALSE(connection.active());
        world.step();
    }
    section->release();
}

TEST_CASE("events that instances send themselves keep the weights of their cause") {
    World world;
    auto point = world.point();
    auto connection = std::make_unique<Wire>(world);
    world.connect(**connection, *point);
    (**connection).weights()[0] = 2.0;
    world.events.clear();
    world.events.send(**connection, 0.0, 7.0);
    world.events.deliver(0.5);
    CHECK(world.number(*point, 0) == 1.0);
    SUBCASE("delivered at their time") {
        (**connection).weights()[0] = 10.0;
        world.events.deliver(0.99);
        CHECK(world.number(*point, 0) == 1.0);
        world.events.deliver(1.0);
        CHECK(world.number(*point, 0) == 2.0);
        CHECK(world.number(*point, 2) == 12.0);
    }
    SUBCASE("moved") {
        world.events.send(**connection, 0.9, 8.0);
        world.events.deliver(1.3);
        CHECK(world.number(*point, 0) == 2.0);
        world.events.deliver(1.4);
        CHECK(world.number(*point, 0) == 3.0);
        CHECK(world.number(*point, 1) == 1.0);
    }
    SUBCASE("also when the connection has ended") {
        connection.reset();
        world.events.deliver(1.0);
        CHECK(world.number(*point, 2) == 4.0);
    }
    SUBCASE("and end with the instance") {
        world.cable.remove_point(*point);
        CHECK(world.events.queue.empty());
    }
}

TEST_CASE("errors of mechanisms are raised behind the call") {
    World world;
    auto point = world.point();
    const Wire connection_wire(world);
    Connection& connection = *connection_wire;
    world.connect(connection, *point);
    world.events.clear();
    world.events.send(connection, 0.0, 9.0);
    std::string message;
    try {
        world.events.deliver(1.0);
    } catch (const Error& error) {
        message = error.message();
    }
    CHECK(message == "Counter: cannot go on");
    CHECK_NOTHROW(world.events.deliver(1.0));
}

TEST_CASE("a point process fires, and what it watches is seen") {
    World world;
    auto source = world.point();
    auto target = world.point();
    const Wire in_wire(world);
    Connection& in = *in_wire;
    world.connect(in, *source);
    const Wire out_wire(world);
    Connection& out = *out_wire;
    world.connect(out, *target);
    out.set_source(&world.events.connections.source_of(world.events.point_of(*source)));
    out.set_delay(1.0);
    int actions = 0;
    out.source->set_action([&] {
        ++actions;
        CHECK(world.environment.t == 0.25);
        out.source->set_action(nullptr);  // while it runs
    });
    world.events.clear();
    SUBCASE("net_event") {
        world.events.send(in, 0.25, 6.0);
        world.events.deliver(1.24);
        CHECK(actions == 1);
        CHECK(world.number(*target, 0) == 0.0);
        world.events.deliver(1.25);
        CHECK(world.number(*target, 0) == 1.0);
        CHECK(world.environment.t == 0.0);
    }
    SUBCASE("WATCH") {
        world.events.send(in, 0.0, 5.0);
        world.step();
        world.step();
        CHECK(world.number(*source, 0) == 1.0);
        world.mechanism->table.at(3, source->id) = 1.0;
        world.step();
        world.step();
        CHECK(world.number(*source, 0) == 2.0);
        CHECK(world.number(*source, 1) == 2.0);
    }
    SUBCASE("a source that ends leaves its connections without one") {
        world.cable.remove_point(*source);
        CHECK(out.source == nullptr);
        CHECK(in.target == nullptr);
    }
}

TEST_CASE("INITIAL of NET_RECEIVE runs for each connection") {
    World world;
    auto point = world.point();
    world.abi.net_initialize = net_initialize;
    const Wire one_wire(world);
    Connection& one = *one_wire;
    const Wire two_wire(world);
    Connection& two = *two_wire;
    world.connect(one, *point);
    world.events.start_connections();
    CHECK(one.weights()[0] == 100.0);
    CHECK(two.weights()[0] == 0.0);
}

TEST_CASE("actions run once, at the end of the step in which their time lies") {
    World world;
    std::vector<double> at;
    world.events.clear();
    world.events.at(0.01, [&] { at.push_back(world.environment.t); });
    world.events.at(0.04, [&] {
        world.events.at(0.04, [&] { at.push_back(-world.environment.t); });
        throw Error(ErrorKind::Value, "x");
    });
    world.step();
    CHECK(at == std::vector<double>{0.025});
    CHECK_THROWS_AS(world.step(), Error);
    world.step();
    CHECK(at.size() == 2);
    CHECK(at[1] < 0.0);
}

TEST_CASE("random streams are those of their ids, and stay where they are at initialisation") {
    World world;
    auto point = world.point();
    RandomStream& stream = world.events.random_stream(*world.mechanism, point->id, 0);
    stream.set_ids({1, 2, 3});
    // NEURON 9.0.2: ranvar.set_ids(1, 2, 3); ranvar.uniform()
    CHECK(stream.uniform(0) == doctest::Approx(0.980861897351951).epsilon(1e-15));
    CHECK(stream.uniform(0) == doctest::Approx(0.22910290974446038).epsilon(1e-15));
    CHECK(stream.place() == 2);
    world.events.clear();
    CHECK(stream.place() == 2);  // as in NEURON
}
