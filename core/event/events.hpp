// Events: what happens at a time: deliveries to point processes, thresholds that are crossed, callbacks, values that
// are played into variables and recorded from them. State of a Context: context.state<Events>().
//
// The conductor of the time step (sim) calls; nothing here calls it. The order in a fixed step from t0 is
//     detect(t0), deliver(t0 + dt/2), play(t0 + dt/2), … voltages …, play(t0 + dt), … states …,
//     record(t0 + dt), deliver(t0 + dt).
// Actions of users (CVode.event) wait for the end of the step in which their time lies.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/context.hpp"
#include "base/error.hpp"
#include "cable/cable.hpp"
#include "event/connections.hpp"
#include "event/exchange.hpp"
#include "event/lags.hpp"
#include "event/machine.hpp"
#include "event/pattern.hpp"
#include "event/point.hpp"
#include "event/queue.hpp"
#include "event/random_streams.hpp"
#include "event/record.hpp"
#include "event/transfer.hpp"
#include "mech/environment.hpp"
#include "mech/runs.hpp"

namespace nrn::event {

// What is counted, for CVode.spike_stat and its kin.
struct Counts {
    std::uint64_t events_sent = 0;  // to connections
    std::uint64_t delivered = 0;
    std::uint64_t spikes = 0;
    std::uint64_t self_events = 0;
    std::uint64_t of_gids = 0;  // spikes of cells with gids, since finitialize()
};

// An event that waits, so that it can be sent again.
struct Waiting {
    // What gets it: a connection; one with a flag; a source, which fires; a point process (that it sent itself, or a
    // WATCH did); what follows from the time alone: Vector.record, Vector.play, PatternStim; an action of the user.
    enum class To : std::uint8_t { Connection, Flagged, Source, Point, Clock, Action };
    To to;
    double t, sent;    // [ms]
    std::int64_t gid;  // of the cell whose spike it is, or kNoGid
    double flag;
    Connection* connection;  // that gets it, or whose event was the cause; null: none
    Receiver* receiver;      // of Source, Point, Clock
    bool movable;            // by net_move
    std::shared_ptr<const std::function<void()>> action;
    std::uint64_t place = 0;  // among all that waited
    bool joined = false;      // it has its key in common with the one before
};

class Events {
  public:
    Events();
    ~Events();
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    // Once, when the Context is made.
    void attach(Context& context);

    // ---- called by sim ----
    // finitialize in its parts: drop all events and watches, forget what thresholds saw; then (after INITIAL) INITIAL
    // of NET_RECEIVE for each connection, and the events at the start.
    void clear();
    void start_playing();  // events of Vector.play and PatternStim; those for t = 0 come with deliver()
    void start_connections();
    void start_thresholds(double t);
    // Events up to and including this time, in order of time and then of being sent. Whether user's code
    // may have run.
    bool deliver(double until);
    // The same for a model without steps: times are exact, actions of users run at theirs, and numbers that are
    // recorded at every step are recorded at every time of an event. At most *left events, which are counted down;
    // whether all have come.
    bool deliver_exactly(double until, std::size_t* left);
    // Thresholds and watched conditions at the beginning of a step from t. A crossing is sent at t + 1e-10.
    void detect(double t);
    void start_recording();
    void play(double t);    // continuous ones
    void record(double t);  // those at every step; the step is at its end
    // ---- for states that are saved (saved.cpp) ----
    std::vector<Waiting> waiting() const;  // in the order of delivery
    // The time is t, and these wait in place of all others; `last` is the time of the event that was taken last. Clocks
    // wait for what comes next at t, in the order of the list where that is known there. With keep_actions those
    // actions of the user that wait stay.
    void resume(double t, double last, const std::vector<Waiting>& waiting, bool keep_actions);
    // Receivers whose events follow from the time, in the order in which they were made.
    std::vector<Receiver*> clocks();
    Lags& lags() noexcept {
        return lags_;
    }

    // Arrays and addresses may have moved: look them up again. runs is what net_receive is called with.
    void prepare(mech::Runs& runs);

    // ---- for mechanisms, connections, callbacks ----
    const mech::RunServices& services() const noexcept {
        return services_;
    }
    // The first error that a mechanism reported since the last call; throws it. After each kernel.
    void raise_reported();
    void at(double t, std::function<void()> action);  // CVode.event and the like
    void send(Connection& connection, double t, double flag);
    Point& point_of(cable::PointProcess& process);
    // Calls NET_RECEIVE, or its INITIAL, with the weights of the connection whose event caused it; null: zeros.
    void call_net_receive(Point& point, double t, Connection* cause, double flag);
    void call_net_initialize(Connection& connection);
    double watch_value(Point& point, std::int32_t which);
    // An action of the user that sees h.t as t, and may change everything.
    void run_action(double t, const std::function<void()>& action);
    RandomStream& random_stream(mech::Mechanism& mechanism, mech::Id id, std::size_t which);

    mech::Environment& environment() const noexcept {
        return *environment_;
    }
    cable::Cable& cable() const noexcept {
        return *cable_;
    }
    double step_start() const noexcept {  // [ms]
        return step_start_;
    }

    // While it lives several threads may call the services of mechanisms: one at a time gets in.
    class Shared {
      public:
        Shared(Events& events, bool shared) : events_(events) {
            events_.shared_ = shared;
        }
        ~Shared() {
            events_.shared_ = false;
        }
        Shared(const Shared&) = delete;
        Shared& operator=(const Shared&) = delete;

      private:
        Events& events_;
    };
    std::unique_lock<std::mutex> one_at_a_time() {
        return shared_ ? std::unique_lock(mutex_) : std::unique_lock<std::mutex>();
    }

    Queue queue;
    Connections connections;
    Exchange exchange;  // of spikes with other ranks
    Transfer transfer;  // of voltages
    Recordings recordings;
    Roster<Point, &Point::seat> watching;
    Roster<Pattern, &Pattern::seat> patterns;
    Roster<Machine, &Machine::seat> machines;  // that run
    Counts counts;
    const NrnVerbatimServices* verbatim = nullptr;  // given by who knows hoc's arguments and objects
    double nowhere = 0.0;                           // for names of mechanisms that nothing answers to
    std::uint32_t random_key = 0;                   // h.Random.Random123_globalindex

    void fire_from_mechanism(Source& source, double t);  // users' actions wait until it is at its end
    mech::Mechanism* mechanism_of(const NrnMechanism& abi);
    void report(std::string message);  // of a mechanism; the first one is kept
    void report(const Error& error);   // the same of an error that is being caught: raised again as it is
    bool shared() const noexcept {     // several threads compute
        return shared_;
    }
    void print(const char* text);  // of a mechanism; several threads may, then it is shown by raise_reported()
    Context& context() const;
    Connection* handled() const noexcept {  // whose event a mechanism is handling, or null
        return handled_;
    }
    Point* handling() const noexcept {
        return handling_;
    }
    RandomStream& common_stream() noexcept {
        return streams_.common();
    }

  private:
    class Actions;
    class Flagged;

    bool deliver_next(double until);
    void hand_over(const Queue::Taken& taken);
    void restore_runs() noexcept;
    void send_again(const Waiting& waiting);
    void reach(Connection& connection, double t, double flag);
    void reach(Fan& fan, const Queue::Taken& taken);
    void look_up() noexcept;
    void check_addresses() noexcept;
    void point_ends(cable::PointProcess& process) noexcept;
    void run_due();
    void run_later();
    bool runs_valid() noexcept;
    void show_printed();
    template <class Work>
    void with_run(Point& point, double t, Connection* cause, Work&& work);

    mech::RunServices services_;
    mech::Environment* environment_ = nullptr;
    cable::Cable* cable_ = nullptr;
    Context* context_ = nullptr;
    mech::Runs* runs_ = nullptr;
    bool runs_checked_ = false;            // since the last foreign code, whether
    bool runs_are_valid_ = false;          // the rows lie as runs_ has them
    std::uint64_t stamp_ = 0;              // of the addresses that were looked up
    Roster<Point, &Point::place> points_;  // owned
    std::unique_ptr<Actions> actions_;
    std::unique_ptr<Flagged> flagged_;
    std::uint32_t round_ = 1;  // rises when rows may have moved, for what points have looked up
    std::vector<std::pair<double, std::function<void()>>> later_;  // by time [ms]
    RandomStreams streams_;
    Lags lags_;
    Connection* handled_ = nullptr;  // whose event a mechanism is handling
    Point* handling_ = nullptr;
    bool at_step_end_ = false;
    bool in_step_ = false;
    double step_start_ = 0.0;
    std::string reported_;
    std::exception_ptr exception_;  // what was reported first, if it is one
    std::string printed_;
    std::mutex mutex_;
    bool shared_ = false;
};

}  // namespace nrn::event
