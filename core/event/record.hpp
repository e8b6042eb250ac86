// Recordings: numbers that are stored as time goes on (Vector.record) and numbers that are set (Vector.play).
//
// What a Vector is, this room does not know: whoever makes a recording gives it a Store or a Series. Both end when the
// Vector does: whoever holds the recording weakly removes it then. A variable that is gone is not stored or set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "event/queue.hpp"
#include "event/roster.hpp"
#include "mech/table.hpp"
#include "object/ref.hpp"
#include "object/value.hpp"

namespace nrn::event {

class Events;

// A number by Handle, or by a reference of another kind.
struct Variable {
    mech::Handle handle;
    Value ref;                // Kind::Ref, when handle.table is null
    double* place = nullptr;  // of the handle, looked up when rows have moved; null: gone

    Variable() = default;
    explicit Variable(const Value& reference);  // Kind::Ref to a number
    void look_up() noexcept {
        place = handle.get();
    }
    double* get() const {  // null: gone, or not at any address
        return handle.table != nullptr ? place : ref.kind() == Kind::Ref ? ref.as_ref()->pointer() : nullptr;
    }
    bool read(double* x) const;  // false: gone
    void write(double x) const;  // nothing when it is gone
};

class Store {  // a Vector that is recorded into
  public:
    virtual ~Store() = default;
    virtual void clear() = 0;
    virtual void append(double x) = 0;
};

class Series {  // a Vector that is read: values, times
  public:
    virtual ~Series() = default;
    virtual std::span<const double> numbers() const = 0;
};

enum class When : int { EveryStep, EveryInterval, AtTimes };

// Stores a variable. Those at intervals or times are events.
class Recording final : public Receiver {
  public:
    void receive(const Event& event) override;
    void start(Events& events);
    // The time is t, whatever was stored before: the time of the next event, or infinity. It is not sent.
    double resume(double t);
    void store_now();

    Variable variable;
    std::shared_ptr<Store> store;
    When when = When::EveryStep;
    double interval = 0.0;          // [ms]
    std::shared_ptr<Series> times;  // AtTimes
    std::size_t seat = 0;

  private:
    void send_next(double t);

    Events* events_ = nullptr;
    double began_ = 0.0;  // [ms]
    std::size_t done_ = 0;
};

// Gives a variable the numbers of a Vector: discrete ones by events, continuous ones by interpolation before the
// currents and the states of each step are computed, and by events where the Vector has a number.
class Playing final : public Receiver {
  public:
    void receive(const Event& event) override;
    void start(Events& events);
    double resume(Events& events, double t);  // as Recording::resume
    void interpolate(double t);               // continuous ones

    Variable variable;                   // or
    std::function<void(double)> action;  // a statement of hoc that gets the number
    std::shared_ptr<Series> values;
    std::shared_ptr<Series> times;  // or
    double interval = 0.0;          // [ms]
    bool continuous = false;
    std::size_t seat = 0;

  private:
    double next_time() const;  // infinity behind the last
    void send_next();
    void set(double x, double t);

    Events* events_ = nullptr;
    std::size_t done_ = 0;  // how many numbers have had their event
};

class Recordings {
  public:
    explicit Recordings(Events& events) : events_(&events) {
    }
    ~Recordings();

    // A new one takes part from the next initialisation on.
    std::weak_ptr<Recording> add(std::unique_ptr<Recording> recording);
    std::weak_ptr<Playing> add(std::unique_ptr<Playing> playing);
    void remove(Recording& recording) noexcept;
    void remove(Playing& playing) noexcept;

    void start_playing();
    void start_recording();  // empties the Stores; those at every step get their first number
    void play(double t);
    void record();
    void look_up() noexcept;  // addresses of variables
    // Those that have events, in the order in which they were made, recordings first.
    void each_by_events(const std::function<void(Receiver&)>& visit);
    // The same with the time of the next event of each, when t is the present time.
    void resume(double t, const std::function<void(Receiver&, double)>& next);
    bool plays() const noexcept {
        return !playings_.empty();
    }
    std::size_t size() const noexcept {
        return recordings_.size() + playings_.size();
    }

  private:
    Events* events_;
    std::unordered_map<Recording*, std::shared_ptr<Recording>> recordings_;
    std::unordered_map<Playing*, std::shared_ptr<Playing>> playings_;
    Roster<Recording, &Recording::seat> at_steps_;
    Roster<Recording, &Recording::seat> by_events_;
    Roster<Playing, &Playing::seat> played_;
    bool started_ = false;
};

}  // namespace nrn::event
