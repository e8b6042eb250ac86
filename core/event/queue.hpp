// Queue: events by time, and those of one time in the order in which they were sent, with one exception that the
// field's numbers depend on: an event that is sent when it comes before all others puts the one that was next so far
// behind those of its time.
//
// In a network with global identifiers the order does not depend on who sends on which rank: events of one time come by
// the time of their sending, and those of cells with an identifier by that.
//
// Keys lie in a Calendar. Most events reach a connection, and their key is all there is. Others have a slot beside it,
// and keys of events that were moved or removed stay until they come up. The events in slots that wait for a receiver
// are linked, so that taking them out costs the same with any number of others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "event/calendar.hpp"

namespace nrn::event {

// What is seen when a step begins is sent as if it happened this much later [ms].
inline constexpr double kBehindStep = 1e-10;

struct Event {
    double t;     // [ms]
    double flag;  // of net_send
    void* data;   // the receiver's own
};

class Light;

// Something that an event reaches. Who ends takes its events out of the queue first.
class Receiver {
  public:
    virtual void receive(const Event& event) = 0;
    // An event that will not be delivered gives its data back.
    virtual void dropped(void* data) noexcept;
    // Whom it passes its events on to, where that is one object.
    virtual Light* behind(void* data) const noexcept;

  protected:
    Receiver() = default;
    ~Receiver() = default;
    Receiver(const Receiver&) = default;
    Receiver& operator=(const Receiver&) = default;

  private:
    friend class Queue;
    static constexpr std::uint32_t kNone = 0xffffffffU;
    std::uint32_t first_ = kNone;  // of its events
};

// Something that events reach without a slot: a connection, or the many of a Fan. It is counted by the events that
// refer to it: when its end comes earlier, its memory lingers, and they find it dead. The destructor of a connection
// never runs, for that reason.
class Light {
  public:
    void retain() noexcept {
        ++references_;
    }
    void release() noexcept {
        if (--references_ == 0 && dead_) {
            free_light(*this);
        }
    }
    bool dead() const noexcept {
        return dead_;
    }
    bool referred_to() const noexcept {
        return references_ > 0;
    }
    bool many() const noexcept {  // it is a Fan, which stays until its events have come
        return many_;
    }

  protected:
    Light() = default;
    ~Light() = default;
    Light(const Light&) = delete;
    Light& operator=(const Light&) = delete;
    void retire() noexcept {
        dead_ = true;
    }
    void set_many() noexcept {
        many_ = true;
    }

  private:
    static void free_light(Light& light) noexcept;  // connection.cpp

    std::uint32_t references_ = 0;
    bool dead_ : 1 = false;
    bool many_ : 1 = false;

  protected:  // of connections: lies in the same word
    bool delay_is_shared_ : 1 = false;
    bool active_ = true;
    std::uint16_t weight_count_ = 1;
};

class Queue {
  public:
    using Ticket = std::uint64_t;  // names an event while it waits; 0 is none

    struct Pending {
        double t;
        double flag;
        Receiver* receiver;  // or
        Light* light;
        // What it takes to send it again as it was, see send_again().
        void* data = nullptr;
        Ticket ticket = 0;
        double sent = 0.0;
        std::int64_t gid = -1;
        bool joined = false;  // it has its key in common with the one before
    };
    // What was taken out: for a receiver or for a light one, which the taker releases.
    struct Taken {
        Event event;
        Receiver* receiver;
        Light* light;
        double sent;
        std::uint64_t order;
    };

    Queue() = default;
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;
    ~Queue();

    Ticket send(Receiver& receiver, double t, double flag = 0.0, void* data = nullptr);
    // A spike at time `sent` of the cell with this identifier (below 0: none) reaches it at t.
    void send(Light& light, double t, double sent, std::int64_t gid);
    // Into a queue that was cleared, in the order of pending(): they keep it. The time of sending and the identifier
    // are those that they had, and `now` is the time of the event that was taken last.
    Ticket send_again(const Pending& event);
    // A light one comes in the place of what was taken.
    void put_back(const Taken& taken, Light& light);
    double now() const noexcept {
        return now_;
    }
    void set_now(double now) noexcept {
        now_ = now;
    }
    bool move(Ticket ticket, double t);  // false: it is not waiting any more
    bool remove(Ticket ticket) noexcept;
    void remove_all(Receiver& receiver) noexcept;
    // Whether the order is by times of sending and identifiers; the queue is empty.
    void clear(bool by_sender) noexcept;
    bool by_sender() const noexcept {
        return by_sender_;
    }
    std::uint64_t clearings() const noexcept {  // so far
        return clearings_;
    }
    bool empty() const noexcept {
        return !has_next_;
    }
    double next_time() const noexcept;  // infinity when it is empty
    // Takes the next event out when its time is at most `until`.
    bool take_next(double until, Taken* taken);
    std::size_t size() const;              // of those that will reach somebody
    std::vector<Pending> pending() const;  // in the order of delivery
    // What some next events are for, to be brought nearer while the present one is worked on.
    const Light* soon(std::size_t ahead) const noexcept {
        const Key* key = keys_.soon(ahead);
        return key != nullptr ? light_of(*key) : nullptr;
    }

  private:
    struct Slot {
        Receiver* receiver = nullptr;
        void* data = nullptr;
        double flag = 0.0;
        std::uint64_t order = 0;  // that of its valid key; 0: free
        std::uint32_t generation = 0;
        std::uint32_t previous = 0;  // of the same receiver; of a free slot, next is the next free one
        std::uint32_t next = 0;
    };

    // A key is for a slot when its lowest bit is set; light ones have even addresses.
    static Light* light_of(const Key& key) noexcept {
        return (key.what & 1U) == 0 ? reinterpret_cast<Light*>(key.what) : nullptr;
    }
    static std::uint32_t slot_of(const Key& key) noexcept {
        return static_cast<std::uint32_t>(key.what >> 1U);
    }
    static std::uintptr_t for_slot(std::uint32_t slot) noexcept {
        return static_cast<std::uintptr_t>(slot) << 1U | 1U;
    }
    bool valid(const Key& key) const noexcept {
        return light_of(key) != nullptr || slots_[slot_of(key)].order == key.order;
    }
    Slot* find(Ticket ticket) noexcept;
    std::uint32_t take_slot();
    void free_slot(std::uint32_t slot) noexcept;
    void take_out(std::uint32_t slot) noexcept;  // its key is no longer valid
    void insert(double t, std::uint32_t slot);
    void insert(const Key& key);
    void refill() noexcept;  // the next event comes from the calendar
    void clean() noexcept;
    std::vector<Key> keys() const;

    Key next_{};  // apart from the others
    bool has_next_ = false;
    bool by_sender_ = false;
    double now_ = 0.0;  // [ms] of the event that was taken last
    Calendar keys_;
    std::vector<Slot> slots_;
    std::uint32_t free_ = Receiver::kNone;
    std::uint64_t order_ = 0;
    std::size_t stale_ = 0;  // keys that are not valid, about
    std::uint64_t clearings_ = 0;
};

}  // namespace nrn::event
