// Connection: NetCon, a source, a target, delay and weights. It loses its source or target when that ends, and stays an
// object that does nothing.
#pragma once

#include <cstdint>

#include "cable/cable.hpp"
#include "event/queue.hpp"
#include "object/klass.hpp"

namespace nrn::event {

class Source;
class Events;
class Point;

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

    Point* target = nullptr;  // null: none; see set_target()

  private:
    friend class Light;
    void set_weight_count(std::size_t count);
    void free_weights() noexcept;

    // What an event needs lies together.
    union {
        double one = 0.0;
        double* many;
    } weights_;
    double delay_ = 1.0;  // [ms]

  public:
    Source* source = nullptr;  // null: none
    std::uint32_t source_seat = 0;
    std::uint32_t target_seat = 0;
};

static_assert(sizeof(Connection) == 48, "a NetCon is to be small");

}  // namespace nrn::event
