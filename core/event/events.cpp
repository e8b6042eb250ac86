#include "event/events.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "event/receivers.hpp"
#include "event/services.hpp"
#include "object/host.hpp"

namespace nrn::event {

namespace {

constexpr std::size_t kConnection = 8;  // how far ahead memory of events to come is asked for
constexpr std::size_t kPoint = 4;

constexpr mech::NodeColumns kColumns = {cable::kV, cable::kRhs, cable::kD, cable::kArea, cable::kDiam};

}  // namespace

Events::Events()
    : connections(*this),
      exchange(connections),
      recordings(*this),
      actions_(std::make_unique<Actions>()),
      flagged_(std::make_unique<Flagged>(*this)) {
    services_ = {mechanism_services(), this};
}

Events::~Events() {
    queue.clear(false);
    if (cable_ != nullptr) {
        cable_->point_ends = nullptr;
    }
    points_.each([](Point& point) { delete &point; });
}

void Events::attach(Context& context) {
    context_ = &context;
    environment_ = &context.state<mech::Environment>();
    cable_ = &context.state<cable::Cable>();
    cable_->point_ends = [this](cable::PointProcess& process) { point_ends(process); };
}

Context& Events::context() const {
    return *context_;
}

// ---- initialisation ----

void Events::clear() {
    exchange.begin(0.0);
    queue.clear(connections.has_gids());
    actions_->due.clear();
    later_.clear();
    step_start_ = 0.0;
    reported_.clear();
    exception_ = nullptr;
    at_step_end_ = in_step_ = false;
    points_.each([](Point& point) { point.forget(); });
    lags_.clear();
    counts = {};
    connections.settle_all();
    connections.each_source([](Source& source) { source.begin(); });
}

void Events::start_playing() {
    check_addresses();
    recordings.start_playing();
    deliver(0.0);  // what is played at 0 stands before voltages and states are set
    patterns.each([](Pattern& pattern) { pattern.start(); });
}

void Events::start_connections() {
    machines.each([](Machine& machine) { machine.stop(); });
    runs_checked_ = false;
    connections.each([this](Connection& connection) {
        if (connection.target != nullptr) {
            call_net_initialize(connection);
        }
    });
    raise_reported();
    run_later();
}

// A threshold is seen to be crossed at the start of the first step, when the number is above it then.
void Events::start_thresholds(double) {
    at_step_end_ = true;
}

void Events::start_recording() {
    check_addresses();
    recordings.start_recording();
}

// ---- the step ----

void Events::detect(double t) {
    check_addresses();
    in_step_ = true;
    step_start_ = t;
    connections.detectors.each([&](Detector& detector) {
        if (detector.place == nullptr) {
            return;
        }
        const bool above = *detector.place > detector.threshold;
        if (above && !detector.is_above) {
            queue.send(detector, t + kBehindStep);
        }
        detector.is_above = above;
    });
    if (!watching.empty()) {
        runs_checked_ = false;
        watching.each([&](Point& point) { point.detect(t); });
        raise_reported();
    }
    machines.each([&](Machine& machine) { machine.detect(t); });
}

bool Events::deliver(double until) {
    const bool ends = std::exchange(at_step_end_, false);
    runs_checked_ = false;
    const bool some = queue.next_time() <= until;
    if (some) {
        check_addresses();
        while (deliver_next(until)) {
        }
        restore_runs();
    }
    if (ends) {
        in_step_ = false;
        run_due();
    }
    return some || ends;
}

bool Events::deliver_exactly(double until, std::size_t* left) {
    at_step_end_ = false;
    runs_checked_ = false;
    for (; *left > 0; --*left) {
        const double next = queue.next_time();
        if (!(next <= until)) {
            restore_runs();
            return true;
        }
        step_start_ = environment_->t = next;
        deliver_next(until);
        if (!actions_->due.empty()) {
            run_due();
            check_addresses();
        }
        if (recordings.size() > 0 && queue.next_time() > next) {
            check_addresses();
            recordings.record();
        }
    }
    return false;
}

// Events saw their own times.
void Events::restore_runs() noexcept {
    if (runs_ != nullptr) {
        runs_->set_environment(environment_->t, environment_->dt, environment_->celsius);
    }
}

// The next event, and what it brings along at once.
bool Events::deliver_next(double until) {
    Queue::Taken taken;
    if (!queue.take_next(until, &taken)) {
        return false;
    }
    hand_over(taken);
    raise_reported();
    if (!later_.empty()) {
        run_later();
    }
    return true;
}

void Events::hand_over(const Queue::Taken& taken) {
    if (taken.light == nullptr) {
        taken.receiver->receive(taken.event);
        return;
    }
    const Light* soon = queue.soon(kPoint);
    __builtin_prefetch(queue.soon(kConnection));
    if (soon != nullptr && !soon->many()) {
        __builtin_prefetch(static_cast<const Connection*>(soon)->target);
    }
    struct Release {
        Light& light;
        ~Release() {
            light.release();
        }
    } const at_end{*taken.light};
    if (taken.light->many()) {
        reach(static_cast<Fan&>(*taken.light), taken);
        return;
    }
    auto& connection = static_cast<Connection&>(*taken.light);
    if (!connection.dead()) {
        reach(connection, taken.event.t, 0.0);
    }
}

// One after another, as events of their own would come. What an action of the user, which may look at the queue, or an
// error leaves over goes back there.
void Events::reach(Fan& fan, const Queue::Taken& taken) {
    const std::uint64_t clearings = queue.clearings();
    std::size_t place = fan.begin();
    const auto put_back = [&] {
        if (place < fan.end() && queue.clearings() == clearings) {
            auto rest = std::make_unique<Fan>(fan, place);
            queue.put_back(taken, *rest);
            rest.release();
        }
    };
    try {
        while (place < fan.end() && queue.clearings() == clearings) {
            __builtin_prefetch(fan.ahead(place + kConnection));
            if (const Connection* soon = fan.ahead(place + kPoint)) {
                __builtin_prefetch(soon->target);
            }
            if (Connection* connection = fan.at(place++)) {
                reach(*connection, taken.event.t, 0.0);
                raise_reported();
                if (!later_.empty()) {
                    break;
                }
            }
        }
    } catch (...) {
        put_back();
        throw;
    }
    put_back();
}

void Events::reach(Connection& connection, double t, double flag) {
    ++counts.delivered;
    if (connection.target != nullptr) {
        call_net_receive(*connection.target, t, &connection, flag);
    }
}

void Events::send(Connection& connection, double t, double flag) {
    if (flag == 0.0) {
        queue.send(connection, t, environment_->t, kNoGid);
        return;
    }
    queue.send(*flagged_, t, flag, &connection);
    connection.retain();
}

// Actions for spikes of cells that were being computed: now user's code may run.
void Events::run_later() {
    std::vector<std::pair<double, std::function<void()>>> todo;
    todo.swap(later_);
    for (const auto& [t, action] : todo) {
        run_action(t, action);
    }
}

void Events::fire_from_mechanism(Source& source, double t) {
    if (const std::function<void()>* action = source.action()) {
        later_.emplace_back(t, *action);
    }
    source.fire(t, false);
}

mech::Mechanism* Events::mechanism_of(const NrnMechanism& abi) {
    if (handling_ != nullptr && handling_->process.mechanism->abi() == &abi) {
        return handling_->process.mechanism;
    }
    return cable_->registry.find(abi);
}

// Each once, even when one of them fails: the others run at the end of the next step.
void Events::run_due() {
    while (!actions_->due.empty()) {
        const std::unique_ptr<std::function<void()>> action = std::move(actions_->due.front());
        actions_->due.erase(actions_->due.begin());
        runs_checked_ = false;
        const HostAwake awake(host_of(*context_));
        (*action)();
    }
}

void Events::play(double t) {
    if (recordings.size() > 0) {
        check_addresses();
        recordings.play(t);
    }
}

void Events::record(double) {
    at_step_end_ = true;
    if (recordings.size() > 0) {
        check_addresses();
        recordings.record();
    }
}

// ---- addresses ----

void Events::prepare(mech::Runs& runs) {
    runs_ = &runs;
    runs_checked_ = false;
    ++round_;
    look_up();
}

void Events::look_up() noexcept {
    connections.look_up();
    recordings.look_up();
    transfer.look_up();
    machines.each([](Machine& machine) { machine.look_up(); });
    stamp_ = cable_->registry.changes();
}

void Events::check_addresses() noexcept {
    if (stamp_ != cable_->registry.changes()) {
        look_up();
    }
}

bool Events::runs_valid() noexcept {
    if (!runs_checked_) {
        runs_checked_ = true;
        const bool were_valid = runs_are_valid_;
        runs_are_valid_ = runs_ != nullptr && runs_->valid(cable_->registry);
        round_ += were_valid != runs_are_valid_;
    }
    return runs_are_valid_;
}

// ---- point processes ----

Point& Events::point_of(cable::PointProcess& process) {
    if (process.events == nullptr) {
        auto made = std::make_unique<Point>(*this, process);
        points_.add(*made);
        process.events = made.release();
    }
    return *static_cast<Point*>(process.events);
}

void Events::point_ends(cable::PointProcess& process) noexcept {
    if (process.events == nullptr) {
        return;
    }
    auto& point = *static_cast<Point*>(process.events);
    queue.remove_all(point);
    point.forget();
    point.incoming.each([this](Connection& connection) {
        connection.set_target(*this, nullptr);
        connection.set_active(false);
    });
    if (Source* source = point.source) {
        source->keep();
        source->connections.each([](Connection& connection) { connection.set_source(nullptr); });
        source->let_go();
        if (point.source != nullptr) {  // a cell with a global identifier
            connections.end(*source);
        }
    }
    process.events = nullptr;
    points_.remove(point);
    delete &point;
}

// Lets a mechanism work on one instance; what it is working on is known to its services.
template <class Work>
void Events::with_run(Point& point, double t, Connection* cause, Work&& work) {
    struct Restore {
        Events& events;
        Connection* cause;
        Point* point;
        ~Restore() {
            events.handled_ = cause;
            events.handling_ = point;
        }
    } const at_end{*this, std::exchange(handled_, cause), std::exchange(handling_, &point)};
    cable::PointProcess& process = point.process;
    mech::Mechanism& mechanism = *process.mechanism;
    if (!runs_valid()) {
        mech::SingleRun single(mechanism, process.id, mechanism.place_of(process.id), cable_->nodes, kColumns,
                               services_, *environment_);
        single.run.t = t;
        work(single.run, 0);
        return;
    }
    if (point.looked_up != round_) {
        point.looked_up = round_;
        point.run = &runs_->of(mechanism).run;
        point.row = static_cast<std::int32_t>(mechanism.table.row(process.id));
    }
    point.run->t = t;
    work(*point.run, point.row);
}

namespace {
// A point process that has no place yet, or has lost it.
bool is_nowhere(const Point& point) {
    return point.process.mechanism->kind() == mech::Kind::Point && point.process.section == nullptr;
}
}  // namespace

void Events::call_net_receive(Point& point, double t, Connection* cause, double flag) {
    const NrnMechanism* abi = point.process.mechanism->abi();
    if (abi->net_receive == nullptr || is_nowhere(point)) {
        return;
    }
    const auto count = static_cast<std::size_t>(std::max(abi->weight_count, 1));
    if (cause != nullptr && cause->weight_count() + 1 > count) {
        double* weights = cause->weights();
        with_run(point, t, cause, [&](NrnMechRun& run, std::int32_t i) { abi->net_receive(&run, i, weights, flag); });
        return;
    }
    std::vector<double> weights(count);  // the cause may have become a connection to something else
    if (cause != nullptr) {
        std::copy_n(cause->weights(), std::min(count, cause->weight_count()), weights.begin());
    }
    with_run(point, t, nullptr,
             [&](NrnMechRun& run, std::int32_t i) { abi->net_receive(&run, i, weights.data(), flag); });
}

void Events::call_net_initialize(Connection& connection) {
    Point& point = *connection.target;
    const NrnMechanism* abi = point.process.mechanism->abi();
    if (abi->net_initialize == nullptr || is_nowhere(point)) {
        return;
    }
    with_run(point, environment_->t, &connection,
             [&](NrnMechRun& run, std::int32_t i) { abi->net_initialize(&run, i, connection.weights()); });
}

double Events::watch_value(Point& point, std::int32_t which) {
    double value = 0.0;
    with_run(point, environment_->t, nullptr, [&](NrnMechRun& run, std::int32_t i) {
        value = point.process.mechanism->abi()->watch_value(&run, i, which);
    });
    return value;
}

RandomStream& Events::random_stream(mech::Mechanism& mechanism, mech::Id id, std::size_t which) {
    return streams_.of(mechanism, id, which);
}

// ---- actions and errors ----

void Events::at(double t, std::function<void()> action) {
    auto kept = std::make_unique<std::function<void()>>(std::move(action));
    queue.send(*actions_, t, 0.0, kept.get());
    kept.release();
}

void Events::run_action(double t, const std::function<void()>& action) {
    struct Restore {
        Events& events;
        double t;
        ~Restore() {
            events.environment_->t = t;
            events.runs_checked_ = false;
        }
    } const at_end{*this, std::exchange(environment_->t, t)};
    const HostAwake awake(host_of(*context_));
    action();
    check_addresses();
}

void Events::report(std::string message) {
    if (reported_.empty() && !exception_) {
        reported_ = std::move(message);
    }
}

// An exception of the host is taken away until it is raised again: more code may run meanwhile.
void Events::report(const Error& error) {
    const std::exception_ptr found = error.kind() == ErrorKind::Host
                                         ? std::make_exception_ptr(host_of(*context_).take_error())
                                         : std::current_exception();
    if (reported_.empty() && !exception_) {
        exception_ = found;
    }
}

void Events::print(const char* text) {
    printed_ += text;
    if (!shared_) {
        show_printed();
    }
}

void Events::show_printed() {
    if (!printed_.empty()) {
        Host& host = host_of(*context_);
        const HostAwake awake(host);
        host.write(std::exchange(printed_, std::string()));
    }
}

void Events::raise_reported() {
    show_printed();
    if (exception_) {
        try {
            std::rethrow_exception(std::exchange(exception_, nullptr));
        } catch (const HostException& taken) {
            const HostAwake awake(host_of(*context_));
            host_of(*context_).raise_error(taken);
            fail(ErrorKind::Host, "the host has an exception pending");
        }
    }
    if (!reported_.empty()) {
        const std::string message = std::exchange(reported_, std::string());
        fail(ErrorKind::Hoc, "%s", message.c_str());
    }
}

}  // namespace nrn::event
