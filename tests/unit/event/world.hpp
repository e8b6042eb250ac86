// A model of point processes that count what they get, for tests of events.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "event/events.hpp"

namespace nrn::event::tests {

// A point process that counts what it gets: count, the last flag, the sum of weights. Flag 7 makes it send itself an
// event of flag 1 a millisecond later, flag 8 moves that to 0.5 ms later, flag 9 reports an error, flag 6 fires,
// flag 5 watches its fourth number. When that is below 0, the next event does what the flag of that number does.
inline void net_receive(const NrnMechRun* run, int32_t i, double* weights, double flag) {
    run->data[0][i] += 1.0;
    run->data[1][i] = flag;
    run->data[2][i] += weights[0];
    const double trap = std::exchange(run->data[3][i], std::max(run->data[3][i], 0.0));
    if (trap < 0.0) {
        flag = -trap;
    }
    if (flag == 7.0) {
        run->services->net_send(run, i, weights, run->t + 1.0, 1.0);
    } else if (flag == 8.0) {
        run->services->net_move(run, i, run->t + 0.5);
    } else if (flag == 9.0) {
        run->services->error(run, i, "cannot go on");
    } else if (flag == 6.0) {
        run->services->net_event(run, i, run->t);
    } else if (flag == 5.0) {
        run->services->watch(run, i, 0, 2.0, 1);
    }
}
inline void net_initialize(const NrnMechRun*, int32_t, double* weights) {
    weights[0] += 100.0;
}
inline double watch_value(const NrnMechRun* run, int32_t i, int32_t) {
    return run->data[3][i];
}

inline NrnMechanism counter() {
    NrnMechanism made{};
    made.abi = NRN_MECH_ABI_VERSION;
    made.size = sizeof made;
    made.name = "Counter";
    made.title = made.file = "";
    made.kind = NRN_MECH_ARTIFICIAL;
    made.column_count = 4;
    made.weight_count = 1;
    made.watch_count = 1;
    made.random_count = 1;
    made.net_receive = net_receive;
    made.watch_value = watch_value;
    return made;
}

class SinkOf final : public SpikeSink {
  public:
    explicit SinkOf(std::vector<double>& times) : times(times) {
    }
    bool exists() const noexcept override {
        return true;
    }
    void clear() override {
        times.clear();
    }
    void spike(double t) override {
        times.push_back(t);
    }
    std::vector<double>& times;
};

struct World {
    Context context;
    cable::Cable& cable = context.state<cable::Cable>();
    Events& events = context.state<Events>();
    mech::Environment& environment = context.state<mech::Environment>();
    NrnMechanism abi = counter();
    mech::Mechanism* mechanism = nullptr;
    Class wires{context, ClassDef{"Wire",
                                  "()",
                                  "",
                                  sizeof(Connection),
                                  [](Call&, void* raw) { new (raw) Connection(); },
                                  [](void* raw) noexcept { static_cast<Connection*>(raw)->end(); },
                                  {},
                                  nullptr,
                                  nullptr,
                                  Connection::lingers}};

    World() {
        events.connections.netcons = &wires;
        events.attach(context);
        const NrnMechanism* all[] = {&abi};
        const NrnMechCatalogue catalogue{NRN_MECH_ABI_VERSION, sizeof(NrnMechCatalogue), 1, all};
        cable.registry.add(catalogue, "test");
        mechanism = cable.registry.find("Counter");
    }
    std::unique_ptr<cable::PointProcess> point() {
        auto made = std::make_unique<cable::PointProcess>();
        cable.add_point(*made, *mechanism, nullptr);
        return made;
    }
    double number(const cable::PointProcess& point, std::size_t k) {
        return mechanism->table.at(k, point.id);
    }
    void connect(Connection& connection, const cable::PointProcess& target) {
        connection.set_target(events, const_cast<cable::PointProcess*>(&target));
    }
    // A step without currents.
    void step() {
        const double dt = environment.dt;
        events.detect(environment.t);
        events.deliver(environment.t + dt / 2);
        environment.t += dt;
        events.record(environment.t);
        events.deliver(environment.t);
    }
};

// A connection as payload of an object, which ends with it.
class Wire {
  public:
    explicit Wire(World& world) : object_(world.wires.create(nullptr, 0)) {
    }
    ~Wire() {
        object_->release();
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    Connection& operator*() const {
        return payload<Connection>(object_);
    }
    Connection* operator->() const {
        return &payload<Connection>(object_);
    }

  private:
    Object* object_;
};

}  // namespace nrn::event::tests
