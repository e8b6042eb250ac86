#include "event/queue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "event/source.hpp"

namespace nrn::event {

void Receiver::dropped(void*) noexcept {
}

Light* Receiver::behind(void*) const noexcept {
    return nullptr;
}

Queue::~Queue() {
    clear(false);
}

// ---- slots ----

Queue::Slot* Queue::find(Ticket ticket) noexcept {
    const auto place = static_cast<std::uint32_t>(ticket);
    if (place >= slots_.size()) {
        return nullptr;
    }
    Slot& slot = slots_[place];
    return slot.order != 0 && slot.generation == ticket >> 32 ? &slot : nullptr;
}

std::uint32_t Queue::take_slot() {
    if (free_ == Receiver::kNone) {
        slots_.emplace_back();
        return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    const std::uint32_t place = free_;
    free_ = slots_[place].next;
    return place;
}

void Queue::free_slot(std::uint32_t place) noexcept {
    Slot& slot = slots_[place];
    if (slot.previous != Receiver::kNone) {
        slots_[slot.previous].next = slot.next;
    } else {
        slot.receiver->first_ = slot.next;
    }
    if (slot.next != Receiver::kNone) {
        slots_[slot.next].previous = slot.previous;
    }
    slot.order = 0;
    slot.next = free_;
    free_ = place;
}

// ---- keys ----

void Queue::refill() noexcept {
    has_next_ = false;
    while (!has_next_ && !keys_.empty()) {
        next_ = keys_.pop();
        has_next_ = valid(next_);
        stale_ -= !has_next_ && stale_ > 0;
    }
}

// Takes invalid keys out when they are the larger part.
void Queue::clean() noexcept {
    constexpr std::size_t kFew = 64;
    if (2 * ++stale_ > keys_.size() + kFew) {
        keys_.remove_if([this](const Key& key) { return !valid(key); });
        stale_ = 0;
    }
}

void Queue::insert(const Key& key) {
    if (!has_next_) {
        next_ = key;
        has_next_ = true;
    } else if (by_sender_ ? key.before(next_) : key.t < next_.t) {
        if (!by_sender_) {
            next_.order = ++order_;
            if (light_of(next_) == nullptr) {
                slots_[slot_of(next_)].order = next_.order;
            }
        }
        keys_.push(next_);
        next_ = key;
    } else {
        keys_.push(key);
    }
}

void Queue::insert(double t, std::uint32_t slot) {
    const Key key{t, by_sender_ ? now_ : 0.0, ++order_, for_slot(slot)};
    slots_[slot].order = key.order;
    insert(key);
}

// ---- what others call ----

Queue::Ticket Queue::send(Receiver& receiver, double t, double flag, void* data) {
    if (std::isnan(t)) {
        fail(ErrorKind::Value, "the time of an event is not a number");
    }
    const std::uint32_t place = take_slot();
    Slot& slot = slots_[place];
    slot.receiver = &receiver;
    slot.data = data;
    slot.flag = flag;
    ++slot.generation;
    slot.previous = Receiver::kNone;
    slot.next = receiver.first_;
    if (slot.next != Receiver::kNone) {
        slots_[slot.next].previous = place;
    }
    receiver.first_ = place;
    insert(t, place);
    return static_cast<Ticket>(slots_[place].generation) << 32 | place;
}

namespace {
// Of keys of spikes of cells with an identifier, which lies above the count.
constexpr std::uint64_t kSpike = std::uint64_t{1} << 63U;
constexpr std::uint64_t kCount = 0xffffffffU;

std::int64_t gid_of(const Key& key) noexcept {
    return (key.order & kSpike) != 0 ? static_cast<std::int64_t>((key.order & ~kSpike) >> 32U) : -1;
}
}  // namespace

// Keys of spikes of cells with an identifier come behind others that were sent at the same time.
void Queue::send(Light& light, double t, double sent, std::int64_t gid) {
    if (std::isnan(t)) {
        fail(ErrorKind::Value, "the time of an event is not a number");
    }
    light.retain();
    Key key{t, 0.0, ++order_, reinterpret_cast<std::uintptr_t>(&light)};
    if (by_sender_) {
        key.sent = sent;
        key.order = gid < 0 ? key.order : kSpike | static_cast<std::uint64_t>(gid) << 32U | (key.order & kCount);
    }
    insert(key);
}

Queue::Ticket Queue::send_again(const Pending& event) {
    if (event.light != nullptr) {
        send(*event.light, event.t, event.sent, event.gid);
        return 0;
    }
    const double now = std::exchange(now_, event.sent);
    const Ticket ticket = send(*event.receiver, event.t, event.flag, event.data);
    now_ = now;
    return ticket;
}

void Queue::put_back(const Taken& taken, Light& light) {
    light.retain();
    const Key key{taken.event.t, taken.sent, taken.order, reinterpret_cast<std::uintptr_t>(&light)};
    if (!has_next_) {
        next_ = key;
        has_next_ = true;
        return;
    }
    const bool first = key.before(next_);
    keys_.push(first ? next_ : key);
    if (first) {
        next_ = key;
    }
}

// Its key is invalid from now on; when it was the next one, another takes its place.
void Queue::take_out(std::uint32_t place) noexcept {
    slots_[place].order = 0;
    if (has_next_ && next_.what == for_slot(place)) {
        refill();
    }
}

bool Queue::move(Ticket ticket, double t) {
    if (find(ticket) == nullptr) {
        return false;
    }
    if (std::isnan(t)) {
        fail(ErrorKind::Value, "the time of an event is not a number");
    }
    const auto place = static_cast<std::uint32_t>(ticket);
    take_out(place);
    insert(t, place);
    clean();
    return true;
}

bool Queue::remove(Ticket ticket) noexcept {
    if (find(ticket) == nullptr) {
        return false;
    }
    const auto place = static_cast<std::uint32_t>(ticket);
    Receiver* receiver = slots_[place].receiver;
    void* data = slots_[place].data;
    take_out(place);
    free_slot(place);
    clean();
    receiver->dropped(data);
    return true;
}

void Queue::remove_all(Receiver& receiver) noexcept {
    while (receiver.first_ != Receiver::kNone) {
        remove(static_cast<Ticket>(slots_[receiver.first_].generation) << 32 | receiver.first_);
    }
}

void Queue::clear(bool by_sender) noexcept {
    const auto let_go = [](const Key& key) {
        if (Light* light = light_of(key)) {
            light->release();
        }
    };
    if (has_next_) {
        let_go(next_);
    }
    keys_.each(let_go);
    has_next_ = false;
    keys_.clear();
    stale_ = 0;
    ++clearings_;
    now_ = 0.0;
    by_sender_ = by_sender;
    for (std::uint32_t place = 0; place < slots_.size(); ++place) {
        if (slots_[place].order != 0) {
            Receiver* receiver = slots_[place].receiver;
            void* data = slots_[place].data;
            free_slot(place);
            receiver->dropped(data);
        }
    }
}

double Queue::next_time() const noexcept {
    return has_next_ ? next_.t : std::numeric_limits<double>::infinity();
}

bool Queue::take_next(double until, Taken* taken) {
    if (!has_next_ || next_.t > until) {
        return false;
    }
    now_ = next_.t;
    if (Light* light = light_of(next_)) {
        *taken = {{next_.t, 0.0, nullptr}, nullptr, light, next_.sent, next_.order};
    } else {
        const std::uint32_t place = slot_of(next_);
        const Slot& slot = slots_[place];
        *taken = {{next_.t, slot.flag, slot.data}, slot.receiver, nullptr, next_.sent, next_.order};
        free_slot(place);
    }
    refill();
    return true;
}

// All valid ones.
std::vector<Key> Queue::keys() const {
    std::vector<Key> all;
    all.reserve(keys_.size() + 1);
    if (has_next_) {
        all.push_back(next_);
    }
    keys_.each([&](const Key& key) {
        if (valid(key)) {
            all.push_back(key);
        }
    });
    return all;
}

std::size_t Queue::size() const {
    std::size_t size = 0;
    for (const Key& key : keys()) {
        const Light* light = light_of(key);
        if (light != nullptr && light->many()) {
            static_cast<const Fan*>(light)->each([&](const Connection&) { ++size; });
        } else {
            size += light == nullptr || !light->dead();
        }
    }
    return size;
}

std::vector<Queue::Pending> Queue::pending() const {
    std::vector<Key> all = keys();
    std::sort(all.begin(), all.end(), [](const Key& a, const Key& b) { return a.before(b); });
    std::vector<Pending> waiting;
    waiting.reserve(all.size());
    for (const Key& key : all) {
        if (Light* light = light_of(key)) {
            Pending one{key.t, 0.0, nullptr, light, nullptr, 0, key.sent, gid_of(key)};
            if (light->many()) {
                static_cast<const Fan*>(light)->each([&](Connection& connection) {
                    one.light = &connection;
                    waiting.push_back(one);
                    one.joined = true;
                });
            } else if (!light->dead()) {
                waiting.push_back(one);
            }
        } else {
            const std::uint32_t place = slot_of(key);
            const Slot& slot = slots_[place];
            const Ticket ticket = static_cast<Ticket>(slot.generation) << 32 | place;
            waiting.push_back(
                {key.t, slot.flag, slot.receiver, slot.receiver->behind(slot.data), slot.data, ticket, key.sent, -1});
        }
    }
    return waiting;
}

}  // namespace nrn::event
