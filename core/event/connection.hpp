// Connections: NetCon (a source, a target, delay and weights) and the sources they share (PreSyn of the field's
// papers): a number with a threshold, or a point process that calls net_event.
//
// A source ends with the last that needs it: a connection, or a global identifier. A connection loses its source or
// target when that ends, and stays an object that does nothing. Nothing here costs more in a larger model.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "cable/cable.hpp"
#include "event/queue.hpp"
#include "event/roster.hpp"
#include "mech/table.hpp"

namespace nrn::event {

class Connection;
class Source;
class Connections;
class Events;
class Point;

// Where times of spikes go: the Vectors of NetCon.record, written by who knows what a Vector is.
class SpikeSink {
  public:
    virtual ~SpikeSink() = default;
    virtual void clear() = 0;  // at initialisation
    virtual void spike(double t) = 0;
};

// The weights of a connection, counted: an event that an instance sent itself keeps those of the event that caused it.
class Weights {
  public:
    explicit Weights(std::size_t count) : values(count, 0.0) {
    }
    void retain() noexcept {
        ++refs_;
    }
    void release() noexcept {
        if (--refs_ == 0) {
            delete this;
        }
    }
    std::vector<double> values;

  private:
    ~Weights() = default;
    long refs_ = 1;
};

constexpr std::int64_t kNoGid = -1;

class Connection final : public Receiver {
  public:
    Connection(Events& events, Object* object);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void receive(const Event& event) override;  // the target gets it
    void set_source(Source* source);
    void set_target(cable::PointProcess* target);  // null: none. Error(Value) for one that receives nothing

    Source* source = nullptr;  // null: none
    Point* target = nullptr;   // null: none
    double delay = 1.0;        // [ms]
    bool active = true;
    Weights* weights;
    Events* events;  // null once that has ended
    Object* object;  // the NetCon
    std::size_t source_seat = 0;
    std::size_t target_seat = 0;
    std::size_t seat = 0;  // among all
};

// What fires. All connections from one place share it.
class Source final : public Receiver {
  public:
    Source(Connections& owner, const mech::Handle& watched, cable::Section* section, double x);
    Source(Connections& owner, Point* point);  // null: a cell of another process
    ~Source();

    void receive(const Event& event) override;  // it fires
    // Connections get their events; Vectors and actions that record spikes are told.
    void fire(double t, bool with_action = true);
    bool exists() const noexcept {  // what it watches has not been deleted
        return point != nullptr || watched.get() != nullptr;
    }

    mech::Handle watched;               // a number that crosses the threshold upwards; or
    Point* point = nullptr;             // an object that calls net_event
    cable::Section* section = nullptr;  // of a watched voltage (counted), or null
    double x = 0.0;
    double threshold = 10.0;  // [mV]
    bool above = false;
    const double* place = nullptr;  // of `watched`, looked up when rows have moved
    std::int64_t gid = kNoGid;
    bool output = false;       // its spikes are known to other processes by the gid
    bool wanted = false;       // by another rank
    std::uint64_t number = 0;  // how many were made before it
    std::shared_ptr<SpikeSink> sink;
    std::function<void()> action;  // of NetCon.record(statement)
    std::size_t seat = 0;          // among the detectors
    Roster<Connection, &Connection::source_seat> connections;

    bool remote() const noexcept {  // a cell of another rank
        return point == nullptr && watched.table == nullptr;
    }
    void keep() noexcept {  // until the matching let_go(), although nobody else needs it
        ++kept_;
    }
    void let_go() noexcept;

  private:
    friend class Connections;
    Connections* owner_;
    int kept_ = 0;
};

class Connections {
  public:
    explicit Connections(Events& events) : events_(&events) {
    }
    ~Connections();

    // The source at a number or point process, made when it is new.
    Source& source_at(const mech::Handle& watched, cable::Section* section, double x);
    Source& source_of(Point& point);
    Source& remote_source(std::int64_t gid);
    Source* find(std::int64_t gid) const noexcept;         // null when no cell has it
    Source* find_remote(std::int64_t gid) const noexcept;  // null when nobody waits for a cell of another process
    void set_gid(Source& source, std::int64_t gid);
    void clear_gids() noexcept;
    // Ends it if nobody needs it any more.
    void settle(Source& source) noexcept;
    void end(Source& source) noexcept;
    void look_up() noexcept;  // addresses of watched numbers
    Events& events() const noexcept {
        return *events_;
    }

    std::uint64_t version = 0;  // of who is connected to whom between ranks
    Roster<Connection, &Connection::seat> all;
    Roster<Source, &Source::seat> detectors;

    // Every source, in the order in which they were made: each is found by what it watches, by its point process or by
    // its gid.
    template <class Visit>
    void each_source(Visit&& visit) {
        for (auto& [number, source] : sources_) {
            visit(*source);
        }
    }
    // Every connection, by sources; those without one come last.
    template <class Visit>
    void each_by_source(Visit&& visit) {
        each_source([&](Source& source) { source.connections.each(visit); });
        all.each([&](Connection& connection) {
            if (connection.source == nullptr) {
                visit(connection);
            }
        });
    }

  private:
    Source& keep(std::unique_ptr<Source> made);
    struct HandleHash {
        std::size_t operator()(const mech::Handle& handle) const noexcept;
    };

    Events* events_;
    std::map<std::uint64_t, std::unique_ptr<Source>> sources_;  // by number
    std::uint64_t made_ = 0;
    std::unordered_map<mech::Handle, Source*, HandleHash> by_handle_;
    std::unordered_map<std::int64_t, Source*> by_gid_;
    std::unordered_map<std::int64_t, Source*> remote_;
};

}  // namespace nrn::event
