// Source: what fires, which the connections from one place share (PreSyn of the field's papers): a point process that
// calls net_event, a cell of another rank, or a Detector: a number with a threshold.
//
// There is one for each cell of a network, so it is small: what few have lies elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "cable/cable.hpp"
#include "event/connection.hpp"
#include "event/fan.hpp"
#include "event/queue.hpp"
#include "event/roster.hpp"
#include "mech/table.hpp"

namespace nrn::event {

class Connections;
class Detector;

// Where times of spikes go: the Vectors of NetCon.record, written by who knows what a Vector is.
class SpikeSink {
  public:
    virtual ~SpikeSink() = default;
    virtual bool exists() const noexcept = 0;  // somebody can still read it
    virtual void clear() = 0;                  // at initialisation
    virtual void spike(double t) = 0;
};

constexpr std::int64_t kNoGid = -1;

class Source : public Receiver {
  public:
    Source(Connections& owner, Point* point);  // null: a cell of another process
    virtual ~Source();
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

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
    void begin();  // at initialisation

    Connections& owner() const noexcept {
        return *owner_;
    }
    const Detector* detector() const noexcept;  // null: it is none
    Detector* detector() noexcept;
    bool exists() const noexcept;   // what it watches has not been deleted
    bool remote() const noexcept {  // a cell of another rank
        return point == nullptr && !detects_;
    }
    // What is watched: the number, and the section and place of a voltage; null where that is none.
    mech::Handle watched() const noexcept;
    cable::Section* section() const noexcept;
    double x() const noexcept;
    bool above() const noexcept;  // the number was above the threshold when it was looked at last
    void set_above(bool above) noexcept;

    // ---- recording ----
    SpikeSink* sink() const noexcept {
        return recording_ ? recording_->sink.get() : nullptr;
    }
    void record(std::shared_ptr<SpikeSink> sink);  // null: no more
    // Of NetCon.record(statement): it does not keep the source.
    const std::function<void()>* action() const noexcept {  // null: none
        return recording_ && recording_->action ? &recording_->action : nullptr;
    }
    void set_action(std::function<void()> action);
    bool recorded() const noexcept {  // by Vectors, which goes on when the NetCon that asked for it has ended
        return sink() != nullptr && sink()->exists();
    }

    void keep() noexcept {  // until the matching let_go(), although nobody else needs it
        ++kept_;
    }
    void let_go() noexcept;

  protected:
    struct Detects {};
    Source(Connections& owner, Detects) : owner_(&owner), detects_(true) {
    }

  private:
    friend class Connections;
    struct Recording {
        std::shared_ptr<SpikeSink> sink;
        std::function<void()> action;
    };
    // Whether the connections, three at least, get one event: when they had one delay at initialisation, and none has
    // come and no delay was set since, as in the reference.
    enum class Together : std::uint8_t { No, Ask, Yes };
    bool together();
    std::unique_ptr<Recording> take_recording() noexcept;

    std::uint32_t kept_ = 0;

  public:  // in an order that leaves no gaps
    Roster<Connection, &Connection::source_seat> connections;
    Point* point = nullptr;  // an object that calls net_event, or null
    std::int64_t gid = kNoGid;
    std::uint64_t number = 0;  // how many were made before it

  private:
    Connections* owner_;
    Fan* fan_ = nullptr;                    // that reads the list of connections
    std::unique_ptr<Recording> recording_;  // few have one
    std::uint32_t seat_ = 0;                // among all
    Together together_ = Together::No;
    const bool detects_ = false;

  public:
    bool output = false;      // its spikes are known to other processes by the gid
    bool wanted = false;      // by another rank
    double threshold = 10.0;  // [mV]
};

static_assert(sizeof(Source) <= 104, "there is a Source for each cell of a network");

// A number that crosses the threshold upwards.
class Detector final : public Source {
  public:
    Detector(Connections& owner, const mech::Handle& watched, cable::Section* section, double x);
    ~Detector() override;

    const double* place;  // of the number, looked up when rows have moved
    bool is_above = false;
    std::uint32_t detector_seat = 0;  // among the detectors
    const mech::Handle handle;
    cable::Section* const of;  // of a watched voltage (counted), or null
    const double at;           // in it
};

// ---- Fan: for each event ----

inline Connection* Fan::at(std::size_t place) const noexcept {
    if (source_ == nullptr) {
        Connection* connection = members_->all[place];
        return connection != nullptr && !connection->dead() ? connection : nullptr;
    }
    Connection* connection = source_->connections.at(place);
    return connection != nullptr && connection->gets_events() ? connection : nullptr;
}

inline const Connection* Fan::ahead(std::size_t place) const noexcept {
    if (place >= end_) {
        return nullptr;
    }
    return source_ != nullptr ? source_->connections.at(place) : members_->all[place];
}

}  // namespace nrn::event
