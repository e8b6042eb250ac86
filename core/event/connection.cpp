#include "event/connection.hpp"

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
    if (sink) {
        sink->spike(t);
    }
    if (output && wanted && events.exchange.is_open()) {
        events.exchange.spike(gid, t);
    }
    connections.each([&](Connection& connection) {
        if (connection.active) {
            ++events.counts.events_sent;
            events.queue.send(connection, t + connection.delay);
        }
    });
    if (with_action && action) {
        const std::function<void()> running = action;
        events.run_action(t, running);
    }
}

// ---- Connection ----

Connection::Connection(Events& events, Object* object) : weights(new Weights(1)), events(&events), object(object) {
    events.connections.all.add(*this);
}

Connection::~Connection() {
    if (events != nullptr) {
        set_source(nullptr);
        set_target(nullptr);
        events->queue.remove_all(*this);
        events->connections.all.remove(*this);
    }
    weights->release();
}

void Connection::receive(const Event& event) {
    ++events->counts.delivered;
    if (target != nullptr) {
        events->call_net_receive(*target, event.t, weights, event.flag);
    }
}

void Connection::set_source(Source* wanted) {
    if (Source* old = std::exchange(source, nullptr)) {
        old->connections.remove(*this);
        events->connections.settle(*old);
    }
    source = wanted;
    if (wanted != nullptr) {
        wanted->connections.add(*this);
        if (wanted->remote()) {
            ++events->connections.version;
        }
    }
}

void Connection::set_target(cable::PointProcess* wanted) {
    Point* point = nullptr;
    if (wanted != nullptr) {
        const NrnMechanism* abi = wanted->mechanism->abi();
        if (abi == nullptr || abi->net_receive == nullptr) {
            fail(ErrorKind::Value, "No NET_RECEIVE in target PointProcess: %s",
                 wanted->object != nullptr ? wanted->object->name().c_str() : wanted->mechanism->name().c_str());
        }
        point = &events->point_of(*wanted);
        const auto count = static_cast<std::size_t>(abi->weight_count > 0 ? abi->weight_count : 0);
        if (weights->values.size() != count) {
            weights->values.resize(count, 0.0);
        }
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

Connections::~Connections() {
    all.each([](Connection& connection) {
        connection.events = nullptr;
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
        settle(*source);
    }
}

void Connections::settle(Source& source) noexcept {
    if (source.kept_ > 0 || !source.connections.empty()) {
        return;
    }
    if (source.gid != kNoGid && !source.remote() && source.exists()) {
        return;
    }
    end(source);
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
