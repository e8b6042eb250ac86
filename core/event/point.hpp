// Point: what this room keeps for a point process or artificial cell: who is connected to it, the event it sent itself,
// the conditions it watches. There is one for each target of a network, so it is small.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cable/cable.hpp"
#include "event/connections.hpp"
#include "event/pattern.hpp"
#include "event/queue.hpp"
#include "event/roster.hpp"

namespace nrn::event {

class Events;

// A WATCH statement that is in force.
struct Watch {
    std::int32_t which;
    double flag;
    bool above;         // as it was when it was looked at last
    Connection* cause;  // whose event began it (counted), or null
};

class Point final : public Receiver {
  public:
    Point(Events& events, cable::PointProcess& process) : process(process), events_(&events) {
    }
    ~Point();
    Point(const Point&) = delete;
    Point& operator=(const Point&) = delete;

    void receive(const Event& event) override;  // that it sent itself; data: its cause, counted, or null
    void dropped(void* data) noexcept override;

    void net_send(double t, double flag, Connection* cause);
    bool net_move(double t);
    void watch(const Watch& watch, bool first);
    void detect(double t);   // sends for the conditions that have become true
    void forget() noexcept;  // conditions and the event that can be moved

    // ---- for states that are saved ----
    std::span<const Watch> watches() const noexcept {
        return rare_ ? std::span<const Watch>(rare_->watches) : std::span<const Watch>();
    }
    void set_watches(const std::vector<Watch>& watches);
    Queue::Ticket movable() const noexcept {
        return movable_;
    }
    void set_movable(Queue::Ticket ticket) noexcept {
        movable_ = ticket;
    }

    void set_pattern(std::unique_ptr<Pattern> pattern);  // of a PatternStim that plays

    // What net_receive is called with, while rows lie as they did when it was looked up.
    std::int32_t row = 0;
    NrnMechRun* run = nullptr;
    cable::PointProcess& process;
    std::uint32_t looked_up = 0;
    std::uint32_t seat = 0;    // among those that watch
    Source* source = nullptr;  // when it is one
    Roster<Connection, &Connection::target_seat> incoming;
    std::uint32_t place = 0;  // among all

  private:
    struct Rare {  // what few have
        std::vector<Watch> watches;
        std::unique_ptr<Pattern> pattern;
    };
    Rare& rare();
    void drop_watches() noexcept;

    Events* events_;
    Queue::Ticket movable_ = 0;
    std::unique_ptr<Rare> rare_;
};

static_assert(sizeof(Point) <= 104, "there is a Point for each target");

}  // namespace nrn::event
