// Connections: all connections and the sources they share, found by what they watch, by their point process or by gid.
//
// A source ends with the last that needs it: a connection, a Vector that records its spikes, or a global identifier.
// Nothing here costs more in a larger model.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "cable/cable.hpp"
#include "event/connection.hpp"
#include "event/detector_table.hpp"
#include "event/roster.hpp"
#include "event/source.hpp"
#include "mech/table.hpp"
#include "object/klass.hpp"

namespace nrn::event {

class Events;
class Point;

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
    std::size_t source_count() const noexcept {
        return sources_.size();
    }
    void look_up() noexcept;  // addresses of watched numbers
    Events& events() const noexcept {
        return *events_;
    }

    std::uint64_t version = 0;  // of who is connected to whom between ranks
    Class* netcons = nullptr;   // whose instances are the connections
    Roster<Detector, &Detector::detector_seat> detectors;

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
        sources_.each(visit);
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
    template <class Made, class... Args>
    Made& make(Args&&... args);

    Events* events_;
    Roster<Source, &Source::seat_> sources_;
    std::uint64_t made_ = 0;
    DetectorTable by_number_;
    std::unordered_map<std::int64_t, Source*> by_gid_;
    std::unordered_map<std::int64_t, Source*> remote_;
};

}  // namespace nrn::event
