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
#include "event/fan.hpp"
#include "event/queue.hpp"
#include "event/roster.hpp"
#include "mech/table.hpp"
#include "object/klass.hpp"

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
    virtual bool exists() const noexcept = 0;  // somebody can still read it
    virtual void clear() = 0;                  // at initialisation
    virtual void spike(double t) = 0;
};

constexpr std::int64_t kNoGid = -1;

// The payload of a NetCon. An event that an instance sent itself refers to the connection whose event caused it, for
// the weights.
class Connection final : public Light {
  public:
    Connection() = default;
    // As destructor: it refers to nobody any more. Whether its memory is still needed is then told by lingers().
    void end() noexcept;
    static bool lingers(const void* connection) noexcept;

    void set_source(Source* source);
    // null: none. Error(Value) for one that receives nothing
    void set_target(Events& events, cable::PointProcess* target);

    Object* object() noexcept {  // the NetCon
        return Object::of_payload(this);
    }
    std::size_t weight_count() const noexcept {
        return weight_count_;
    }
    double* weights() noexcept {
        return weight_count_ > 1 ? weights_.many : &weights_.one;
    }

    bool active() const noexcept {
        return active_;
    }
    void set_active(bool active);
    bool gets_events() const noexcept {  // when its source fires
        return active_ && target != nullptr;
    }
    double delay() const noexcept {  // [ms]
        return delay_;
    }
    void set_delay(double delay);
    double* share_delay();  // who knows the address may change it at any time
    bool delay_is_shared() const noexcept {
        return delay_is_shared_;
    }

    Source* source = nullptr;  // null: none
    Point* target = nullptr;   // null: none; see set_target()
    std::uint32_t source_seat = 0;
    std::uint32_t target_seat = 0;

  private:
    friend class Light;
    friend class Connections;
    void set_weight_count(std::size_t count);
    void free_weights() noexcept;

    double delay_ = 1.0;  // [ms]
    union {
        double one = 0.0;
        double* many;
    } weights_;
};

static_assert(sizeof(Connection) == 48, "a NetCon is to be small");

// What fires. All connections from one place share it.
class Source final : public Receiver {
  public:
    Source(Connections& owner, const mech::Handle& watched, cable::Section* section, double x);
    Source(Connections& owner, Point* point);  // null: a cell of another process
    ~Source();

    void receive(const Event& event) override;  // it fires
    // Connections get their events; Vectors and actions that record spikes are told.
    void fire(double t, bool with_action = true);
    void send(double t);  // to its connections
    // The one event for all its connections; null when there is one for each of them.
    Fan* fan();
    // Before anything changes that decides who gets its events.
    void about_to_change();
    void about_to_lose_one();
    // Before it gets a connection, or one of its delays changes.
    void about_to_change_delays();
    void begin_together() noexcept {  // at initialisation
        together_ = Together::Ask;
    }
    Connections& owner() const noexcept {
        return *owner_;
    }
    bool exists() const noexcept {  // what it watches has not been deleted
        return point != nullptr || watched.get() != nullptr;
    }
    bool recorded() const noexcept {  // by Vectors, which goes on when the NetCon that asked for it has ended
        return sink != nullptr && sink->exists();
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
    std::function<void()> action;  // of NetCon.record(statement), as long as there is a connection
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
    // Whether the connections, three at least, get one event: when they had one delay at initialisation, and none has
    // come and no delay was set since, as in the reference.
    enum class Together : std::uint8_t { No, Ask, Yes };
    bool together();

    Connections* owner_;
    Fan* fan_ = nullptr;  // that reads the list of connections
    int kept_ = 0;
    Together together_ = Together::No;
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
    bool has_gids() const noexcept {
        return !by_gid_.empty() || !remote_.empty();
    }
    void set_gid(Source& source, std::int64_t gid);
    void clear_gids() noexcept;
    // Ends it if nobody needs it any more.
    void settle(Source& source) noexcept;
    void settle_all() noexcept;
    void end(Source& source) noexcept;
    void look_up() noexcept;  // addresses of watched numbers
    Events& events() const noexcept {
        return *events_;
    }

    std::uint64_t version = 0;  // of who is connected to whom between ranks
    Class* netcons = nullptr;   // whose instances are the connections
    Roster<Source, &Source::seat> detectors;

    // Every connection in the order in which they were made.
    template <class Visit>
    void each(Visit&& visit) {
        Object* object = netcons != nullptr ? netcons->first() : nullptr;
        while (object != nullptr) {
            const std::uint32_t number = object->index();
            visit(payload<Connection>(object));
            object = netcons->next_after(number);
        }
    }
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
        each([&](Connection& connection) {
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
