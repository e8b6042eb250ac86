#include "event/record.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "cable/range.hpp"
#include "event/events.hpp"

namespace nrn::event {

Variable::Variable(const Value& reference) : ref(reference.copy()) {
    if (cable::handle_behind(*ref.as_ref(), &handle)) {
        place = handle.get();
    }
}

bool Variable::read(double* x) const {
    if (const double* at = get()) {
        *x = *at;
        return true;
    }
    if (handle.table != nullptr || ref.kind() != Kind::Ref) {
        return false;
    }
    try {
        *x = ref.as_ref()->get().as_number();
        return true;
    } catch (const Error&) {
        return false;
    }
}

void Variable::write(double x) const {
    if (double* at = get()) {
        *at = x;
    } else if (handle.table == nullptr && ref.kind() == Kind::Ref) {
        try {
            ref.as_ref()->set(Value::number(x));
        } catch (const Error&) {  // gone
        }
    }
}

// ---- Recording ----

void Recording::start(Events& events) {
    events_ = &events;
    events.queue.remove_all(*this);
    done_ = 0;
    double x = 0.0;
    if (!variable.read(&x)) {  // gone: what was recorded stays
        return;
    }
    store->clear();
    const double t = began_ = events.environment().t;
    if (when == When::EveryStep) {
        store_now();
        return;
    }
    if (when == When::EveryInterval) {
        receive({t, 0.0, nullptr});
        return;
    }
    send_next(t);
}

void Recording::store_now() {
    double x = 0.0;
    if (events_ != nullptr && variable.read(&x)) {  // it begins with the next initialisation
        store->append(x);
    }
}

// Times of intervals are sums, and come out as they would have without a break.
double Recording::resume(double t) {
    constexpr double kNever = std::numeric_limits<double>::infinity();
    if (events_ == nullptr || when == When::EveryStep || (when == When::EveryInterval && !(interval > 0.0))) {
        return kNever;
    }
    if (when == When::EveryInterval) {
        double next = began_;
        while (next <= t) {
            next += interval;
        }
        return next;
    }
    const std::span<const double> all = times->numbers();
    for (done_ = 0; done_ < all.size() && all[done_] <= t;) {
        ++done_;
    }
    return done_ < all.size() ? all[done_] : kNever;
}

// What has come is stored at once, the next is an event.
void Recording::send_next(double t) {
    for (; done_ < times->numbers().size(); ++done_) {
        const double next = times->numbers()[done_];
        if (next > t) {
            events_->queue.send(*this, next);
            return;
        }
        store_now();
    }
}

// The time itself is that of the event at intervals; at given times it is that at which the step began.
void Recording::receive(const Event& event) {
    double x = 0.0;
    if (variable.read(&x)) {
        const bool is_time = variable.get() == &events_->environment().t;
        store->append(!is_time ? x : when == When::EveryInterval ? event.t : events_->step_start());
    }
    if (when == When::EveryInterval) {
        events_->queue.send(*this, event.t + interval);
    } else if (++done_ < times->numbers().size()) {
        events_->queue.send(*this, times->numbers()[done_]);
    }
}

// ---- Playing ----

void Playing::start(Events& events) {
    events_ = &events;
    done_ = 0;
    if (values->numbers().empty() || (times && times->numbers().empty())) {
        fail(ErrorKind::Value, "Vector.play(): the Vector that is played has no elements");
    }
    send_next();
}

double Playing::next_time() const {
    const std::size_t n =
        times ? std::min(times->numbers().size(), values->numbers().size()) : values->numbers().size();
    if (done_ >= n) {
        return std::numeric_limits<double>::infinity();
    }
    return times ? times->numbers()[done_] : static_cast<double>(done_) * interval;
}

void Playing::send_next() {
    const double next = next_time();
    if (next != std::numeric_limits<double>::infinity()) {  // what is not a number is refused
        events_->queue.send(*this, next);
    }
}

double Playing::resume(Events& events, double t) {
    events_ = &events;
    for (done_ = 0; next_time() <= t;) {
        ++done_;
    }
    if (!continuous && !action && done_ > 0) {  // what the last event set may be another number by now
        variable.write(values->numbers()[done_ - 1]);
    }
    return next_time();
}

void Playing::receive(const Event& event) {
    if (done_ >= values->numbers().size()) {
        return;
    }
    const double x = values->numbers()[done_++];
    send_next();
    set(x, event.t);
}

void Playing::set(double x, double t) {
    if (action) {
        const std::function<void(double)> running = action;
        events_->run_action(t, [&] { running(x); });
        return;
    }
    variable.write(x);
}

// Linear between the number whose event came last and the next one; behind the last as between the last two.
void Playing::interpolate(double t) {
    const std::span<const double> y = values->numbers();
    const std::span<const double> at = times ? times->numbers() : std::span<const double>();
    const std::size_t n = times ? std::min(at.size(), y.size()) : y.size();
    const auto time = [&](std::size_t i) { return times ? at[i] : static_cast<double>(i) * interval; };
    if (events_ == nullptr || n == 0) {
        return;
    }
    if (done_ == 0 || n == 1) {
        set(y[0], t);
        return;
    }
    const std::size_t high = std::min(done_, n - 1);
    const std::size_t low = high - 1;
    const double width = time(high) - time(low);
    set(width > 0.0 ? y[low] + (y[high] - y[low]) * ((t - time(low)) / width) : y[high], t);
}

// ---- Recordings ----

Recordings::~Recordings() {
    for (auto& [key, recording] : recordings_) {
        events_->queue.remove_all(*recording);
    }
    for (auto& [key, playing] : playings_) {
        events_->queue.remove_all(*playing);
    }
}

std::weak_ptr<Recording> Recordings::add(std::unique_ptr<Recording> recording) {
    const std::shared_ptr<Recording> added = std::move(recording);
    recordings_.emplace(added.get(), added);
    (added->when == When::EveryStep ? at_steps_ : by_events_).add(*added);
    return added;
}

std::weak_ptr<Playing> Recordings::add(std::unique_ptr<Playing> playing) {
    const std::shared_ptr<Playing> added = std::move(playing);
    playings_.emplace(added.get(), added);
    played_.add(*added);
    return added;
}

void Recordings::remove(Recording& recording) noexcept {
    const auto found = recordings_.find(&recording);
    if (found == recordings_.end()) {
        return;
    }
    events_->queue.remove_all(recording);
    (recording.when == When::EveryStep ? at_steps_ : by_events_).remove(recording);
    recordings_.erase(found);
}

void Recordings::remove(Playing& playing) noexcept {
    const auto found = playings_.find(&playing);
    if (found == playings_.end()) {
        return;
    }
    events_->queue.remove_all(playing);
    played_.remove(playing);
    playings_.erase(found);
}

void Recordings::start_playing() {
    started_ = false;
    played_.each([this](Playing& playing) { playing.start(*events_); });
}

void Recordings::start_recording() {
    started_ = true;
    at_steps_.each([this](Recording& recording) { recording.start(*events_); });
    by_events_.each([this](Recording& recording) { recording.start(*events_); });
}

// At initialisation a variable gets what events bring, and keeps its own number when the first comes later.
void Recordings::play(double t) {
    played_.each([&](Playing& playing) {
        if (playing.continuous && started_) {
            playing.interpolate(t);
        }
    });
}

void Recordings::record() {
    at_steps_.each([](Recording& recording) { recording.store_now(); });
}

void Recordings::each_by_events(const std::function<void(Receiver&)>& visit) {
    by_events_.each([&](Recording& recording) { visit(recording); });
    played_.each([&](Playing& playing) { visit(playing); });
}

void Recordings::resume(double t, const std::function<void(Receiver&, double)>& next) {
    by_events_.each([&](Recording& recording) { next(recording, recording.resume(t)); });
    played_.each([&](Playing& playing) { next(playing, playing.resume(*events_, t)); });
}

void Recordings::look_up() noexcept {
    for (auto* list : {&at_steps_, &by_events_}) {
        list->each([](Recording& recording) { recording.variable.look_up(); });
    }
    played_.each([](Playing& playing) { playing.variable.look_up(); });
}

}  // namespace nrn::event
