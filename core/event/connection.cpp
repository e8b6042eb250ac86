#include "event/connection.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/error.hpp"
#include "event/events.hpp"

namespace nrn::event {

void Connection::end() noexcept {
    set_source(nullptr);
    if (target != nullptr) {
        target->incoming.remove(*this);
        target = nullptr;
    }
    active_ = false;
    retire();
}

void Connection::set_active(bool active) {
    if (active != active_ && source != nullptr) {
        source->about_to_change();
    }
    active_ = active;
}

void Connection::set_delay(double delay) {
    if (source != nullptr) {
        source->about_to_change_delays();
    }
    delay_ = delay;
}

double* Connection::share_delay() {
    if (!delay_is_shared_ && source != nullptr) {
        source->about_to_change_delays();
    }
    delay_is_shared_ = true;
    return &delay_;
}

bool Connection::lingers(const void* raw) noexcept {
    auto* connection = static_cast<Connection*>(const_cast<void*>(raw));
    if (connection->referred_to()) {
        return true;
    }
    connection->free_weights();
    return false;
}

void Light::free_light(Light& light) noexcept {
    if (light.many()) {
        delete static_cast<Fan*>(&light);
        return;
    }
    auto& connection = static_cast<Connection&>(light);
    connection.free_weights();
    Object::free_payload(&connection);
}

void Connection::free_weights() noexcept {
    if (weight_count_ > 1) {
        delete[] weights_.many;
    }
}

// Those that it has keep their values.
void Connection::set_weight_count(std::size_t count) {
    if (count == weight_count_) {
        return;
    }
    if (count > UINT16_MAX) {
        fail(ErrorKind::Value, "a NetCon has at most %d weights, and its target needs %zu", UINT16_MAX, count);
    }
    std::unique_ptr<double[]> many;
    double first = 0.0;
    if (count > 1) {
        many = std::make_unique<double[]>(count);
        std::copy_n(weights(), std::min<std::size_t>(count, weight_count_), many.get());
    } else if (count == 1 && weight_count_ > 0) {
        first = *weights();
    }
    free_weights();
    weight_count_ = static_cast<std::uint16_t>(count);
    if (count > 1) {
        weights_.many = many.release();
    } else {
        weights_.one = first;
    }
}

void Connection::set_source(Source* wanted) {
    if (wanted != nullptr) {
        wanted->about_to_change_delays();
    }
    if (Source* old = std::exchange(source, nullptr)) {
        old->about_to_lose_one();
        old->connections.remove(*this);
        old->owner().settle(*old);
    }
    source = wanted;
    if (wanted != nullptr) {
        wanted->connections.add(*this);
        if (wanted->remote()) {
            ++wanted->owner().version;
        }
    }
}

void Connection::set_target(Events& events, cable::PointProcess* wanted) {
    Point* point = nullptr;
    if (wanted != nullptr) {
        const NrnMechanism* abi = wanted->mechanism->abi();
        if (abi == nullptr || abi->net_receive == nullptr) {
            fail(ErrorKind::Value, "No NET_RECEIVE in target PointProcess: %s",
                 wanted->object != nullptr ? wanted->object->name().c_str() : wanted->mechanism->name().c_str());
        }
        point = &events.point_of(*wanted);
        set_weight_count(static_cast<std::size_t>(std::max(abi->weight_count, 0)));
    }
    if (source != nullptr && (target == nullptr) != (point == nullptr)) {
        source->about_to_change();
    }
    if (target != nullptr) {
        target->incoming.remove(*this);
    }
    target = point;
    if (point != nullptr) {
        point->incoming.add(*this);
    }
}

}  // namespace nrn::event
