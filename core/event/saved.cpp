// Events that wait, for states that are saved and come back: listed, and sent again in the same order.
#include <algorithm>
#include <limits>
#include <memory>
#include <unordered_map>

#include "event/events.hpp"
#include "event/receivers.hpp"

namespace nrn::event {

// Connections that have ended are left out; so are machines, whose events never wait between two steps.
std::vector<Waiting> Events::waiting() const {
    std::vector<Waiting> all;
    for (const Queue::Pending& each : queue.pending()) {
        Waiting made{Waiting::To::Clock, each.t, each.sent, each.gid, each.flag, nullptr,
                     each.receiver,      false,  nullptr};
        if (each.receiver == nullptr) {
            made.to = Waiting::To::Connection;
            made.connection = static_cast<Connection*>(each.light);
            made.joined = each.joined;
        } else if (each.receiver == flagged_.get()) {
            made.to = Waiting::To::Flagged;
            made.connection = static_cast<Connection*>(each.data);
            if (made.connection->dead()) {
                continue;
            }
        } else if (each.receiver == actions_.get()) {
            made.to = Waiting::To::Action;
            made.action =
                std::make_shared<const std::function<void()>>(*static_cast<std::function<void()>*>(each.data));
        } else if (auto* point = dynamic_cast<Point*>(each.receiver)) {
            made.to = Waiting::To::Point;
            made.connection = static_cast<Connection*>(each.data);
            made.movable = each.ticket == point->movable();
        } else if (dynamic_cast<Source*>(each.receiver) != nullptr) {
            made.to = Waiting::To::Source;
        } else if (dynamic_cast<Machine*>(each.receiver) != nullptr) {
            continue;
        }
        made.place = all.size();
        all.push_back(std::move(made));
    }
    return all;
}

std::vector<Receiver*> Events::clocks() {
    std::vector<Receiver*> all;
    recordings.each_by_events([&](Receiver& receiver) { all.push_back(&receiver); });
    patterns.each([&](Pattern& pattern) { all.push_back(&pattern); });
    return all;
}

namespace {
// How many from one on have a key in common.
std::size_t joined_from(const std::vector<Waiting>& waiting, std::size_t first) noexcept {
    std::size_t end = first + 1;
    while (end < waiting.size() && waiting[end].joined && waiting[end].t == waiting[first].t) {
        ++end;
    }
    return end - first;
}
}  // namespace

void Events::resume(double t, double last, const std::vector<Waiting>& waiting, bool keep_actions) {
    std::vector<Waiting> kept;
    if (keep_actions) {
        kept = this->waiting();
        std::erase_if(kept, [](const Waiting& each) { return each.to != Waiting::To::Action; });
    }
    queue.clear(connections.has_gids());
    points_.each([](Point& point) { point.set_movable(0); });
    std::unordered_map<Receiver*, double> due;
    const auto add = [&](Receiver& receiver, double next) {
        if (next < std::numeric_limits<double>::infinity()) {
            due.emplace(&receiver, next);
        }
    };
    recordings.resume(t, add);
    patterns.each([&](Pattern& pattern) { add(pattern, pattern.resume(t)); });
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const Waiting& each = waiting[i];
        if (const std::size_t n = joined_from(waiting, i); n > 1 && !queue.by_sender()) {
            std::vector<Connection*> all(n);
            std::transform(&each, &each + n, all.begin(), [](const Waiting& one) { return one.connection; });
            auto fan = std::make_unique<Fan>(all);
            queue.send_again({each.t, 0.0, nullptr, fan.get(), nullptr, 0, each.sent, each.gid});
            fan.release();
            i += n - 1;
        } else if (each.to != Waiting::To::Clock) {
            send_again(each);
        } else if (const auto found = due.find(each.receiver); found != due.end() && found->second == each.t) {
            send_again(each);
            due.erase(found);
        }
    }
    queue.set_now(last);
    for (Receiver* receiver : clocks()) {  // that were not there when the state was saved
        if (const auto found = due.find(receiver); found != due.end()) {
            queue.send(*receiver, found->second);
        }
    }
    for (const Waiting& each : kept) {
        send_again(each);
    }
    step_start_ = t;
    at_step_end_ = in_step_ = false;
}

void Events::send_again(const Waiting& waiting) {
    Queue::Pending event{waiting.t, waiting.flag, waiting.receiver, nullptr, nullptr, 0, waiting.sent, waiting.gid};
    switch (waiting.to) {
        case Waiting::To::Connection:
            event.light = waiting.connection;
            break;
        case Waiting::To::Flagged:
            event.receiver = flagged_.get();
            event.data = waiting.connection;
            break;
        case Waiting::To::Action:
            at(waiting.t, *waiting.action);
            return;
        case Waiting::To::Point:
            event.data = waiting.connection;
            break;
        case Waiting::To::Source:
        case Waiting::To::Clock:
            break;
    }
    if (event.data != nullptr) {
        waiting.connection->retain();
    }
    const Queue::Ticket ticket = queue.send_again(event);
    if (waiting.movable) {
        static_cast<Point*>(waiting.receiver)->set_movable(ticket);
    }
}

}  // namespace nrn::event
