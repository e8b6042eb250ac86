#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "event/queue.hpp"
#include "event/roster.hpp"

using namespace nrn;
using namespace nrn::event;

namespace {

constexpr double kLate = 1e9;

// Notes what it gets; what it does then is given.
class Note final : public Receiver {
  public:
    void receive(const Event& event) override {
        times.push_back(event.t);
        flags.push_back(event.flag);
        if (then) {
            then(event);
        }
    }
    void dropped(void* data) noexcept override {
        ++*static_cast<int*>(data);
    }
    std::vector<double> times;
    std::vector<double> flags;
    std::function<void(const Event&)> then;
};

bool deliver_next(Queue& queue, double until) {
    Queue::Taken taken;
    if (!queue.take_next(until, &taken)) {
        return false;
    }
    taken.receiver->receive(taken.event);
    return true;
}

void deliver_all(Queue& queue) {
    while (deliver_next(queue, kLate)) {
    }
}

// The order in which events sent at these times come.
std::vector<int> order_of(const std::vector<double>& times) {
    Queue queue;
    Note note;
    int dropped = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        queue.send(note, times[i], static_cast<double>(i), &dropped);
    }
    deliver_all(queue);
    return {note.flags.begin(), note.flags.end()};
}

}  // namespace

TEST_CASE("events come by time, those of one time as they were sent") {
    CHECK(order_of({.5, .5, .5}) == std::vector<int>{0, 1, 2});
    CHECK(order_of({3., 1., 2.}) == std::vector<int>{1, 2, 0});
}

TEST_CASE("an event that comes before all others puts the next one behind those of its time") {
    // What NEURON 9.0.2 gives for cvode.event at these times.
    CHECK(order_of({.5, .5, .3}) == std::vector<int>{2, 1, 0});
    CHECK(order_of({.5, .5, .3, .5, .2, .3}) == std::vector<int>{4, 2, 5, 1, 0, 3});
    CHECK(order_of({.3, .5, .5, .2, .2, .5, .3}) == std::vector<int>{3, 4, 0, 6, 1, 2, 5});
    CHECK(order_of({.4, .5, .1, .4, .3, .2, .5, .1, .3, .1, .1, .1, .5, .1}) ==
          std::vector<int>{2, 7, 9, 10, 11, 13, 5, 4, 8, 0, 3, 1, 6, 12});
    CHECK(order_of({.3, .5, .4, .5, .4, .5, .1, .4, .2, .4, .4, .2, .3, .5}) ==
          std::vector<int>{6, 8, 11, 0, 12, 2, 4, 7, 9, 10, 1, 3, 5, 13});
}

TEST_CASE("events are moved and removed while others wait") {
    Queue queue;
    Note note;
    int dropped = 0;
    std::vector<Queue::Ticket> tickets;
    for (int i = 0; i < 6; ++i) {
        tickets.push_back(queue.send(note, i, i, &dropped));
    }
    CHECK(queue.move(tickets[0], 4.5));
    CHECK(queue.remove(tickets[3]));
    CHECK_FALSE(queue.remove(tickets[3]));
    CHECK_FALSE(queue.move(tickets[3], 1.0));
    CHECK(dropped == 1);
    CHECK(queue.size() == 5);
    CHECK(queue.next_time() == 1.0);
    deliver_all(queue);
    CHECK(note.flags == std::vector<double>{1, 2, 4, 0, 5});
    CHECK(queue.empty());
    CHECK(std::isinf(queue.next_time()));
    CHECK_FALSE(queue.remove(tickets[5]));
}

TEST_CASE("a ticket does not name the event that took its place") {
    Queue queue;
    Note note;
    int dropped = 0;
    const Queue::Ticket first = queue.send(note, 1.0, 1, &dropped);
    deliver_all(queue);
    const Queue::Ticket second = queue.send(note, 2.0, 2, &dropped);
    CHECK(first != second);
    CHECK_FALSE(queue.remove(first));
    CHECK(queue.remove(second));
}

TEST_CASE("a receiver that ends takes its events along, also while one is delivered") {
    Queue queue;
    Note note;
    Note other;
    int dropped = 0;
    for (int i = 0; i < 5; ++i) {
        queue.send(note, i, 0, &dropped);
        queue.send(other, i, 0, &dropped);
    }
    other.then = [&](const Event&) { queue.remove_all(note); };
    deliver_all(queue);
    CHECK(note.times.size() == 1);
    CHECK(other.times.size() == 5);
    CHECK(dropped == 4);
}

TEST_CASE("an event sent while one is delivered comes in its turn") {
    Queue queue;
    Note note;
    int dropped = 0;
    note.then = [&](const Event& event) {
        if (event.flag < 3) {
            queue.send(note, event.t, event.flag + 1, &dropped);
        }
    };
    queue.send(note, 1.0, 0, &dropped);
    queue.send(note, 1.5, 9, &dropped);
    CHECK(deliver_next(queue, 1.2));
    CHECK(deliver_next(queue, 1.2));
    CHECK(deliver_next(queue, 1.2));
    CHECK(deliver_next(queue, 1.2));
    CHECK_FALSE(deliver_next(queue, 1.2));
    CHECK(note.flags == std::vector<double>{0, 1, 2, 3});
    queue.clear(false);
    CHECK(dropped == 1);
}

TEST_CASE("many events come in their order, whatever their times") {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    const std::vector<std::function<double(double)>> laws = {
        [&](double now) { return now + uniform(random); },
        [&](double now) { return now + std::exp(20.0 * uniform(random) - 12.0); },
        [&](double now) { return std::floor(now) + std::floor(5.0 * uniform(random)); },
        [&](double now) { return uniform(random) < 0.01 ? std::numeric_limits<double>::infinity() : now + 1e-3; },
        [&](double now) { return now + (uniform(random) < 0.5 ? 1e-9 : 1e4) * uniform(random) - 1e-10; },
    };
    for (const auto& law : laws) {
        int dropped = 0;
        Note note;
        Queue queue;
        std::size_t sent = 0;
        const auto send = [&](double now) { queue.send(note, law(now), static_cast<double>(sent++), &dropped); };
        note.then = [&](const Event& event) {
            for (int i = 0; i < 3 && sent < 20000; ++i) {  // the queue grows, then shrinks
                send(event.t);
            }
        };
        for (int i = 0; i < 10; ++i) {
            send(0.0);
        }
        double latest = -1.0;
        Queue::Taken taken;
        while (queue.take_next(kLate, &taken)) {
            CHECK(taken.event.t >= latest - 1e-9);
            latest = taken.event.t;
            taken.receiver->receive(taken.event);
        }
        CHECK(note.times.size() + queue.size() == 20000);
        CHECK(queue.next_time() > kLate);
    }
}

TEST_CASE("a time that is no number is refused") {
    Queue queue;
    Note note;
    int dropped = 0;
    CHECK_THROWS_AS(queue.send(note, std::numeric_limits<double>::quiet_NaN(), 0, &dropped), Error);
    CHECK(queue.empty());
}

TEST_CASE("events that are sent again keep their order, their times of sending and what they carry") {
    // By sender, two of one time come by when they were sent, whatever the order in which they come back.
    for (const bool by_sender : {false, true}) {
        Queue queue;
        Note early;
        Note late;
        int dropped = 0;
        queue.clear(by_sender);
        queue.set_now(1.0);
        queue.send(early, 5.0, 1.0, &dropped);
        queue.set_now(2.0);
        queue.send(late, 5.0, 2.0, &dropped);
        queue.send(late, 4.0, 3.0, &dropped);
        const std::vector<Queue::Pending> before = queue.pending();
        REQUIRE(before.size() == 3);
        const double sent = by_sender ? 2.0 : 0.0;
        CHECK(before[0].sent == sent);
        queue.clear(by_sender);
        CHECK(dropped == 3);
        queue.set_now(7.0);
        std::vector<Queue::Ticket> tickets;
        for (const Queue::Pending& each : before) {
            tickets.push_back(queue.send_again(each));
        }
        CHECK(queue.now() == 7.0);
        const std::vector<Queue::Pending> after = queue.pending();
        REQUIRE(after.size() == 3);
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(after[i].t == before[i].t);
            CHECK(after[i].flag == before[i].flag);
            CHECK(after[i].receiver == before[i].receiver);
            CHECK(after[i].data == &dropped);
            CHECK(after[i].sent == before[i].sent);
            CHECK(after[i].ticket == tickets[i]);
        }
        CHECK(queue.remove(tickets[0]));  // tickets name the events that wait now
        CHECK_FALSE(queue.remove(before[1].ticket));
        deliver_all(queue);
        CHECK(early.flags == std::vector<double>{1.0});
        CHECK(late.flags == std::vector<double>{2.0});
    }
}

TEST_CASE("random sending, moving and removing agrees with a plain list") {
    struct Item {
        double t;
        std::uint64_t order;
        Queue::Ticket ticket;
        double flag;
    };
    std::mt19937 random(7);
    Queue queue;
    Note note;
    int dropped = 0;
    std::vector<Item> items;
    std::vector<double> expected;
    std::uint64_t order = 0;
    std::size_t next = SIZE_MAX;  // the index of the one that comes next, apart from the others
    const auto insert = [&](std::size_t i) {
        items[i].order = ++order;
        if (next == SIZE_MAX) {
            next = i;
        } else if (items[i].t < items[next].t) {
            items[next].order = ++order;
            next = i;
        }
    };
    const auto choose = [&] {
        next = SIZE_MAX;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].ticket != 0 && (next == SIZE_MAX || items[i].t < items[next].t ||
                                         (items[i].t == items[next].t && items[i].order < items[next].order))) {
                next = i;
            }
        }
    };
    const auto living = [&]() -> std::size_t {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].ticket != 0) {
                all.push_back(i);
            }
        }
        return all.empty() ? SIZE_MAX : all[random() % all.size()];
    };
    for (int round = 0; round < 3000; ++round) {
        const unsigned what = random() % 10;
        const double t = static_cast<double>(random() % 20);
        if (what < 5) {
            items.push_back({t, 0, 0, static_cast<double>(items.size())});
            insert(items.size() - 1);
            items.back().ticket = queue.send(note, t, items.back().flag, &dropped);
        } else if (const std::size_t i = living(); i == SIZE_MAX) {
            continue;
        } else if (what < 7) {
            CHECK(queue.move(items[i].ticket, t));
            items[i].t = t;
            if (next == i) {
                const Queue::Ticket kept = std::exchange(items[i].ticket, 0);
                choose();
                items[i].ticket = kept;
            }
            insert(i);
        } else if (what < 8) {
            CHECK(queue.remove(items[i].ticket));
            items[i].ticket = 0;
            if (next == i) {
                choose();
            }
        } else {
            CHECK(deliver_next(queue, kLate));
            expected.push_back(items[next].flag);
            items[next].ticket = 0;
            choose();
        }
    }
    while (next != SIZE_MAX) {
        expected.push_back(items[next].flag);
        items[next].ticket = 0;
        choose();
    }
    deliver_all(queue);
    CHECK(note.flags == expected);
}

TEST_CASE("a million events") {
    std::mt19937 random(3);
    Queue queue;
    Note note;
    int dropped = 0;
    constexpr int kMany = 1000000;
    note.times.reserve(kMany);
    for (int i = 0; i < kMany; ++i) {
        queue.send(note, static_cast<double>(random() % 1000), 0, &dropped);
    }
    CHECK(queue.size() == kMany);
    deliver_all(queue);
    CHECK(note.times.size() == kMany);
    CHECK(std::is_sorted(note.times.begin(), note.times.end()));
}

TEST_CASE("a roster keeps the order while members come and go") {
    struct Member {
        int name;
        std::size_t seat = 0;
    };
    std::vector<Member> members(100);
    Roster<Member, &Member::seat> roster;
    for (int i = 0; i < 100; ++i) {
        members[static_cast<std::size_t>(i)].name = i;
        roster.add(members[static_cast<std::size_t>(i)]);
    }
    std::vector<int> seen;
    roster.each([&](Member& member) {
        seen.push_back(member.name);
        const int other = member.name + 1;
        if (other % 2 == 1 && other < 100) {
            roster.remove(members[static_cast<std::size_t>(other)]);
        }
    });
    CHECK(seen.size() == 50);
    CHECK(roster.size() == 50);
    seen.clear();
    roster.each([&](Member& member) { seen.push_back(member.name); });
    CHECK(std::is_sorted(seen.begin(), seen.end()));
    CHECK(seen.front() == 0);
}
