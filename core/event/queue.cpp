#include "event/queue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace nrn::event {

namespace {

constexpr std::size_t kBranches = 4;

}  // namespace

void Receiver::dropped(void*) noexcept {
}

Queue::~Queue() {
    clear();
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
    --waiting_;
}

// ---- the heap ----

void Queue::push(const Key& key) {
    std::size_t place = heap_.size();
    heap_.push_back(key);
    while (place > 0) {
        const std::size_t parent = (place - 1) / kBranches;
        if (!key.before(heap_[parent])) {
            break;
        }
        heap_[place] = heap_[parent];
        place = parent;
    }
    heap_[place] = key;
}

void Queue::sift_down(std::size_t place, const Key& key) noexcept {
    const std::size_t n = heap_.size();
    for (;;) {
        const std::size_t first = place * kBranches + 1;
        if (first >= n) {
            break;
        }
        std::size_t least = first;
        const std::size_t end = std::min(first + kBranches, n);
        for (std::size_t child = first + 1; child < end; ++child) {
            if (heap_[child].before(heap_[least])) {
                least = child;
            }
        }
        if (!heap_[least].before(key)) {
            break;
        }
        heap_[place] = heap_[least];
        place = least;
    }
    heap_[place] = key;
}

void Queue::pop() noexcept {
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) {
        sift_down(0, last);
    }
}

void Queue::refill() noexcept {
    while (!heap_.empty() && !valid(heap_.front())) {
        pop();
    }
    has_next_ = !heap_.empty();
    if (has_next_) {
        next_ = heap_.front();
        pop();
    }
}

// Takes invalid keys out when they are the larger part.
void Queue::clean() noexcept {
    constexpr std::size_t kFew = 64;
    if (heap_.size() < 2 * waiting_ + kFew) {
        return;
    }
    std::erase_if(heap_, [this](const Key& key) { return !valid(key); });
    for (std::size_t place = heap_.size() / kBranches + 1; place > 0; --place) {
        if (place - 1 < heap_.size()) {
            sift_down(place - 1, Key(heap_[place - 1]));
        }
    }
}

void Queue::insert(double t, std::uint32_t slot) {
    const Key key{t, ++order_, slot};
    slots_[slot].order = key.order;
    if (!has_next_) {
        next_ = key;
        has_next_ = true;
    } else if (t < next_.t) {
        next_.order = ++order_;
        slots_[next_.slot].order = next_.order;
        push(next_);
        next_ = key;
    } else {
        push(key);
    }
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
    ++waiting_;
    insert(t, place);
    return static_cast<Ticket>(slots_[place].generation) << 32 | place;
}

// Its key in the heap is invalid from now on; when it was the next one, another takes its place.
void Queue::take_out(std::uint32_t place) noexcept {
    slots_[place].order = 0;
    if (has_next_ && next_.slot == place) {
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

void Queue::clear() noexcept {
    has_next_ = false;
    heap_.clear();
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

bool Queue::deliver_next(double until) {
    if (!has_next_ || next_.t > until) {
        return false;
    }
    const Slot& slot = slots_[next_.slot];
    const Event event{next_.t, slot.flag, slot.data};
    Receiver& receiver = *slot.receiver;
    free_slot(next_.slot);
    refill();
    receiver.receive(event);
    return true;
}

std::vector<Queue::Pending> Queue::pending() const {
    std::vector<Key> keys = heap_;
    if (has_next_) {
        keys.push_back(next_);
    }
    std::erase_if(keys, [this](const Key& key) { return !valid(key); });
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.before(b); });
    std::vector<Pending> all;
    all.reserve(keys.size());
    for (const Key& key : keys) {
        const Slot& slot = slots_[key.slot];
        all.push_back({key.t, slot.flag, slot.receiver});
    }
    return all;
}

}  // namespace nrn::event
