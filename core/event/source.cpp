#include "event/source.hpp"

#include <utility>

#include "event/events.hpp"

namespace nrn::event {

// ---- Detector ----

Detector::Detector(Connections& owner, const mech::Handle& watched, cable::Section* section, double x)
    : Source(owner, Detects()), place(watched.get()), handle(watched), of(section), at(x) {
    if (section != nullptr) {
        section->retain();
    }
}

Detector::~Detector() {
    if (of != nullptr) {
        of->release();
    }
}

// ---- Source ----

Source::Source(Connections& owner, Point* point) : point(point), owner_(&owner) {
}

Source::~Source() {
    about_to_change();
}

const Detector* Source::detector() const noexcept {
    return detects_ ? static_cast<const Detector*>(this) : nullptr;
}

Detector* Source::detector() noexcept {
    return detects_ ? static_cast<Detector*>(this) : nullptr;
}

bool Source::exists() const noexcept {
    return detects_ ? detector()->handle.get() != nullptr : point != nullptr;
}

mech::Handle Source::watched() const noexcept {
    return detects_ ? detector()->handle : mech::Handle();
}

cable::Section* Source::section() const noexcept {
    return detects_ ? detector()->of : nullptr;
}

double Source::x() const noexcept {
    return detects_ ? detector()->at : 0.0;
}

bool Source::above() const noexcept {
    return detects_ && detector()->is_above;
}

void Source::set_above(bool above) noexcept {
    if (detects_) {
        detector()->is_above = above;
    }
}

void Source::begin() {
    set_above(false);
    together_ = Together::Ask;
    if (sink() != nullptr) {
        sink()->clear();
    }
}

// ---- Source: recording ----

void Source::record(std::shared_ptr<SpikeSink> sink) {
    if (!recording_) {
        recording_ = std::make_unique<Recording>();
    }
    recording_->sink = std::move(sink);
}

// What the former one mentions may end with it, and this source with that.
void Source::set_action(std::function<void()> action) {
    if (!recording_) {
        recording_ = std::make_unique<Recording>();
    }
    const std::function<void()> had = std::exchange(recording_->action, std::move(action));
}

std::unique_ptr<Source::Recording> Source::take_recording() noexcept {
    return std::move(recording_);
}

// ---- Source: firing ----

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
    if (SpikeSink* told = sink()) {
        told->spike(t);
    }
    if (output && wanted && events.exchange.is_open()) {
        events.exchange.spike(gid, t);
    }
    send(t);
    if (with_action && action() != nullptr) {
        const std::function<void()> running = *action();
        events.run_action(t, running);
    }
}

void Source::send(double t) {
    Events& events = owner_->events();
    if (Fan* one = fan()) {
        events.counts.events_sent += one->count();
        events.queue.send(*one, t + one->delay(), t, gid);
        return;
    }
    std::size_t place = 0;
    connections.each([&](Connection& connection) {
        constexpr std::size_t kAhead = 8;
        __builtin_prefetch(connections.at(++place + kAhead));
        if (connection.gets_events()) {
            ++events.counts.events_sent;
            events.queue.send(connection, t + connection.delay(), t, gid);
        }
    });
}

// ---- Source: one event for all ----

// Two still have an event each, as in the reference.
bool Source::together() {
    constexpr std::size_t kLeastTogether = 3;
    if (together_ == Together::Ask) {
        const Connection* first = nullptr;
        bool same = connections.size() >= kLeastTogether;
        connections.each([&](const Connection& connection) {
            first = first == nullptr ? &connection : first;
            same = same && connection.delay() == first->delay() && !connection.delay_is_shared();
        });
        // By sender, what a target sends without a delay may come between events that took no time themselves.
        same = same && (first->delay() > 0.0 || !owner_->events().queue.by_sender());
        together_ = same ? Together::Yes : Together::No;
    }
    return together_ == Together::Yes;
}

Fan* Source::fan() {
    if (fan_ == nullptr && together()) {
        std::size_t end = 0;
        std::size_t count = 0;
        double delay = 0.0;
        connections.each([&](const Connection& connection) {
            if (connection.gets_events()) {
                end = connection.source_seat + 1;
                delay = connection.delay();
                ++count;
            }
        });
        if (count > 0) {
            fan_ = new Fan(*this, end, count, delay);
        }
    }
    return fan_;
}

void Source::about_to_change() {
    Fan* had = std::exchange(fan_, nullptr);
    if (had == nullptr) {
        return;
    }
    if (had->referred_to()) {
        had->let_go_of_source();
    } else {
        delete had;
    }
}

void Source::about_to_lose_one() {
    if (!owner_->events().queue.by_sender()) {
        together();  // as it was at initialisation
    }
    about_to_change();
}

// The order of events by sender is the same either way.
void Source::about_to_change_delays() {
    about_to_change();
    together_ = owner_->events().queue.by_sender() ? Together::Ask : Together::No;
}

}  // namespace nrn::event
