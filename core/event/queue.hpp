// Queue: events by time, and those of one time in the order in which they were sent, with one exception that the
// field's numbers depend on: an event that is sent when it comes before all others puts the one that was next so far
// behind those of its time.
//
// A heap of four branches over small keys; what an event holds lies beside it, and keys of events that were moved or
// removed stay in the heap until they come up. The events that wait for a receiver are linked, so that taking them out
// costs the same with any number of others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nrn::event {

// What is seen when a step begins is sent as if it happened this much later [ms].
inline constexpr double kBehindStep = 1e-10;

struct Event {
    double t;     // [ms]
    double flag;  // of net_send
    void* data;   // the receiver's own
};

// Something that an event reaches. Who ends takes its events out of the queue first.
class Receiver {
  public:
    virtual void receive(const Event& event) = 0;
    // An event that will not be delivered gives its data back.
    virtual void dropped(void* data) noexcept;

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

class Queue {
  public:
    using Ticket = std::uint64_t;  // names an event while it waits; 0 is none

    struct Pending {
        double t;
        double flag;
        Receiver* receiver;
    };

    Queue() = default;
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;
    ~Queue();

    Ticket send(Receiver& receiver, double t, double flag = 0.0, void* data = nullptr);
    bool move(Ticket ticket, double t);  // false: it is not waiting any more
    bool remove(Ticket ticket) noexcept;
    void remove_all(Receiver& receiver) noexcept;
    void clear() noexcept;
    bool empty() const noexcept {
        return !has_next_;
    }
    double next_time() const noexcept;  // infinity when it is empty
    // Takes the next event out when its time is at most `until`, and delivers it.
    bool deliver_next(double until);
    std::size_t size() const noexcept {
        return waiting_;
    }
    std::vector<Pending> pending() const;  // in the order of delivery

  private:
    struct Key {
        double t;
        std::uint64_t order;  // rises with each sending
        std::uint32_t slot;

        bool before(const Key& other) const noexcept {
            return t < other.t || (t == other.t && order < other.order);
        }
    };
    struct Slot {
        Receiver* receiver = nullptr;
        void* data = nullptr;
        double flag = 0.0;
        std::uint64_t order = 0;  // that of its valid key; 0: free
        std::uint32_t generation = 0;
        std::uint32_t previous = 0;  // of the same receiver; of a free slot, next is the next free one
        std::uint32_t next = 0;
    };

    bool valid(const Key& key) const noexcept {
        return slots_[key.slot].order == key.order;
    }
    Slot* find(Ticket ticket) noexcept;
    std::uint32_t take_slot();
    void free_slot(std::uint32_t slot) noexcept;
    void take_out(std::uint32_t slot) noexcept;  // its key is no longer valid
    void insert(double t, std::uint32_t slot);
    void push(const Key& key);
    void pop() noexcept;
    void refill() noexcept;  // the next event comes from the heap
    void clean() noexcept;
    void sift_down(std::size_t place, const Key& key) noexcept;

    Key next_{};  // apart from the heap
    bool has_next_ = false;
    std::vector<Key> heap_;
    std::vector<Slot> slots_;
    std::uint32_t free_ = Receiver::kNone;
    std::uint64_t order_ = 0;
    std::size_t waiting_ = 0;
};

}  // namespace nrn::event
