#include "event/connection.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "event/events.hpp"

namespace nrn::event {

// ---- Source ----

Source::Source(Connections& owner, const mech::Handle& watched, cable::Section* section, double x)
    : watched(watched), section(section), x(x), place(watched.get()), owner_(&owner) {
    if (section != nullptr) {
        section->retain();
    }
}

Source::Source(Connections& owner, Point* point) : point(point), owner_(&owner) {
}

Source::~Source() {
    if (section != nullptr) {
        section->release();
    }
}

void Source::receive(const Event& event) {
    keep();
    struct LetGo {
        Source& source;
        ~LetGo() {
            source.let_go();
        }
    } const at_end{*this};
    fire(event.t);
}

void Source::let_go() noexcept {
    --kept_;
    owner_->settle(*this);
}

void Source::fire(double t, bool with_action) {
    Events& events = owner_->events();
    ++events.counts.spikes;
    events.counts.of_gids += gid != kNoGid && !remote() ? 1 : 0;
    if (sink) {
        sink->spike(t);
    }
    if (output && wanted && events.exchange.is_open()) {
        events.exchange.spike(gid, t);
    }
    send(t);
    if (with_action && action) {
        const std::function<void()> running = action;
        events.run_action(t, running);
    }
}

void Source::send(double t) {
    Events& events = owner_->events();
    std::size_t place = 0;
    connections.each([&](Connection& connection) {
        constexpr std::size_t kAhead = 8;
        __builtin_prefetch(connections.at(++place + kAhead));
        if (connection.active && connection.target != nullptr) {
            ++events.counts.events_sent;
            events.queue.send(connection, t + connection.delay, t, gid);
        }
    });
}

// ---- Connection ----

void Connection::end() noexcept {
    set_source(nullptr);
    if (target != nullptr) {
        target->incoming.remove(*this);
        target = nullptr;
    }
    active = false;
    retire();
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
    if (Source* old = std::exchange(source, nullptr)) {
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
    if (target != nullptr) {
        target->incoming.remove(*this);
    }
    target = point;
    if (point != nullptr) {
        point->incoming.add(*this);
    }
}

// ---- Connections ----

// Connections may outlive what they connect.
Connections::~Connections() {
    each([](Connection& connection) {
        connection.source = nullptr;
        connection.target = nullptr;
    });
}

std::size_t Connections::HandleHash::operator()(const mech::Handle& handle) const noexcept {
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;
    const auto table = reinterpret_cast<std::uintptr_t>(handle.table);
    return static_cast<std::size_t>((handle.id + kSpread * (handle.column + 1)) ^ (table >> 4));
}

Source& Connections::keep(std::unique_ptr<Source> made) {
    made->number = made_++;
    return *sources_.emplace_hint(sources_.end(), made->number, std::move(made))->second;
}

Source& Connections::source_at(const mech::Handle& watched, cable::Section* section, double x) {
    Source*& found = by_handle_[watched];
    if (found == nullptr) {
        found = &keep(std::make_unique<Source>(*this, watched, section, x));
        detectors.add(*found);
    }
    return *found;
}

Source& Connections::source_of(Point& point) {
    if (point.source == nullptr) {
        point.source = &keep(std::make_unique<Source>(*this, &point));
    }
    return *point.source;
}

Source& Connections::remote_source(std::int64_t gid) {
    Source*& found = remote_[gid];
    if (found == nullptr) {
        found = &keep(std::make_unique<Source>(*this, nullptr));
        found->gid = gid;
    }
    return *found;
}

Source* Connections::find(std::int64_t gid) const noexcept {
    const auto found = by_gid_.find(gid);
    return found == by_gid_.end() ? nullptr : found->second;
}

Source* Connections::find_remote(std::int64_t gid) const noexcept {
    const auto found = remote_.find(gid);
    return found == remote_.end() ? nullptr : found->second;
}

void Connections::set_gid(Source& source, std::int64_t gid) {
    ++version;
    by_gid_[gid] = &source;
    source.gid = gid;
}

void Connections::clear_gids() noexcept {
    std::vector<Source*> had;
    for (const auto* known : {&by_gid_, &remote_}) {
        for (const auto& [gid, source] : *known) {
            source->gid = kNoGid;
            source->output = false;
            had.push_back(source);
        }
    }
    ++version;
    by_gid_.clear();
    remote_.clear();
    for (Source* source : had) {
        if (source->connections.empty()) {  // its recording was that of the gid
            source->sink.reset();
            source->action = nullptr;
        }
        settle(*source);
    }
}

void Connections::settle(Source& source) noexcept {
    if (source.kept_ > 0 || !source.connections.empty()) {
        return;
    }
    if (!source.remote() && source.exists() && (source.gid != kNoGid || source.recorded())) {
        return;
    }
    end(source);
}

// Vectors that recorded spikes may have gone in the meantime, and what was watched.
void Connections::settle_all() noexcept {
    for (auto at = sources_.begin(); at != sources_.end();) {
        Source& source = *(at++)->second;
        settle(source);
    }
}

void Connections::end(Source& source) noexcept {
    const bool remote = source.remote();
    events_->queue.remove_all(source);
    if (source.gid != kNoGid) {
        (remote ? remote_ : by_gid_).erase(source.gid);
    }
    if (source.point != nullptr) {
        source.point->source = nullptr;
    } else if (source.watched.table != nullptr) {
        by_handle_.erase(source.watched);
        detectors.remove(source);
    }
    sources_.erase(source.number);
}

void Connections::look_up() noexcept {
    detectors.each([](Source& source) { source.place = source.watched.get(); });
}

}  // namespace nrn::event
