#include "event/point.hpp"

#include <utility>

#include "event/events.hpp"

namespace nrn::event {

Point::~Point() {
    drop_watches();
}

void Point::receive(const Event& event) {
    auto* cause = static_cast<Connection*>(event.data);
    struct Release {
        Connection* cause;
        ~Release() {
            if (cause != nullptr) {
                cause->release();
            }
        }
    } const at_end{cause};
    ++events_->counts.delivered;
    events_->call_net_receive(*this, event.t, cause, event.flag);
}

void Point::dropped(void* data) noexcept {
    if (data != nullptr) {
        static_cast<Connection*>(data)->release();
    }
}

// The event of flag 1 is the one that net_move moves.
void Point::net_send(double t, double flag, Connection* cause) {
    if (cause != nullptr) {
        cause->retain();
    }
    ++events_->counts.self_events;
    const Queue::Ticket ticket = events_->queue.send(*this, t, flag, cause);
    if (flag == 1.0) {
        movable_ = ticket;
    }
}

bool Point::net_move(double t) {
    return events_->queue.move(movable_, t);
}

Point::Rare& Point::rare() {
    if (!rare_) {
        rare_ = std::make_unique<Rare>();
    }
    return *rare_;
}

void Point::set_pattern(std::unique_ptr<Pattern> pattern) {
    rare().pattern = std::move(pattern);
}

// ---- WATCH ----

void Point::watch(const Watch& watch, bool first) {
    if (first) {
        drop_watches();
    }
    std::vector<Watch>& watches = rare().watches;
    watches.push_back(watch);
    Watch& added = watches.back();
    if (added.cause != nullptr) {
        added.cause->retain();
    }
    if (watches.size() == 1) {
        events_->watching.add(*this);
    }
    added.above = events_->watch_value(*this, added.which) > 0.0;
}

void Point::drop_watches() noexcept {
    if (watches().empty()) {
        return;
    }
    events_->watching.remove(*this);
    for (const Watch& watch : watches()) {
        dropped(watch.cause);
    }
    rare_->watches.clear();
}

void Point::set_watches(const std::vector<Watch>& watches) {
    std::vector<Watch> kept = watches;
    for (const Watch& watch : kept) {
        if (watch.cause != nullptr) {
            watch.cause->retain();
        }
    }
    drop_watches();
    if (!kept.empty()) {
        rare().watches = std::move(kept);
        events_->watching.add(*this);
    }
}

void Point::detect(double t) {
    std::vector<Watch>& watches = rare().watches;
    for (std::size_t i = 0; i < watches.size(); ++i) {
        const bool was_above = std::exchange(watches[i].above, events_->watch_value(*this, watches[i].which) > 0.0);
        const Watch& watch = watches[i];
        if (watch.above && !was_above) {
            if (watch.cause != nullptr) {
                watch.cause->retain();
            }
            events_->queue.send(*this, t + kBehindStep, watch.flag, watch.cause);
        }
    }
}

void Point::forget() noexcept {
    drop_watches();
    movable_ = 0;
}

}  // namespace nrn::event
