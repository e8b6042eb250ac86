#include "sim/team.hpp"

#include <chrono>

#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#endif

namespace nrn::sim {

namespace {

// Rounds of a loop of up to 50 ns. A thread without work goes to sleep after the first number; one that waits for the
// others lets whoever wants to run after the second, which may be one of them.
constexpr int kAwake = 4000;
constexpr int kPatient = 100;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point before) noexcept {
    return std::chrono::duration<double>(Clock::now() - before).count();
}

std::atomic<std::uint64_t> forks{0};

void watch_forks() {
#if defined(__unix__) || defined(__APPLE__)
    static const int registered = pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1); });
    static_cast<void>(registered);
#endif
}

inline void pause() noexcept {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

}  // namespace

Team::Team(std::size_t size) : lanes_(new Lane[size]) {
    watch_forks();
    process_ = forks.load();
    threads_.reserve(size);
    try {
        for (std::size_t member = 1; member < size; ++member) {
            threads_.emplace_back([this, member] { serve(member); });
        }
    } catch (...) {
        end();
        throw;
    }
}

Team::~Team() {
    if (process_ != forks.load()) {  // the threads are in the other process
        static_cast<void>(new std::vector<std::thread>(std::move(threads_)));
        return;
    }
    end();
}

void Team::end() noexcept {
    ends_.store(true);
    round_.fetch_add(1);
    round_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

// The same, and how long it took.
void Team::work_timed(std::size_t member, std::uint32_t round, double weight) noexcept {
    const Clock::time_point before = Clock::now();
    work(member, round);
    std::atomic<double>& busy = lanes_[member].busy;
    busy.store(busy.load(std::memory_order_relaxed) + weight * seconds_since(before), std::memory_order_relaxed);
}

void Team::serve(std::size_t member) noexcept {
    std::uint32_t seen = 0;
    while (true) {
        for (int i = 0; i < kAwake && round_.load(std::memory_order_acquire) == seen; ++i) {
            pause();
        }
        round_.wait(seen, std::memory_order_acquire);
        if (ends_.load()) {
            return;
        }
        seen = round_.load(std::memory_order_acquire);
        const double weight = weight_.load(std::memory_order_relaxed);
        weight == 0.0 ? work(member, seen) : work_timed(member, seen, weight);
    }
}

void Team::work(std::size_t member, std::uint32_t round) noexcept {
    std::uint32_t done = 0;
    for (std::size_t k = 0; k < size(); ++k) {
        Lane& lane = lanes_[(member + k) % size()];
        std::uint64_t next = lane.next.load(std::memory_order_acquire);
        while (next >> 32 == round && static_cast<std::uint32_t>(next) < lane.end.load(std::memory_order_relaxed)) {
            if (lane.next.compare_exchange_weak(next, next + 1, std::memory_order_acq_rel)) {
                function_(task_, static_cast<std::uint32_t>(next));
                ++done;
                ++next;
            }
        }
    }
    if (done > 0) {
        done_.fetch_add(done, std::memory_order_release);
    }
}

void Team::start(std::span<const std::uint32_t> bounds, Function function, void* task) noexcept {
    const std::uint32_t count = bounds.back();
    if (process_ != forks.load(std::memory_order_relaxed)) {
        for (std::uint32_t i = 0; i < count; ++i) {
            function(task, i);
        }
        return;
    }
    function_ = function;
    task_ = task;
    done_.store(0, std::memory_order_relaxed);
    const std::uint32_t round = round_.load(std::memory_order_relaxed) + 1;
    for (std::size_t member = 0; member < size(); ++member) {
        lanes_[member].end.store(bounds[member + 1], std::memory_order_relaxed);
        lanes_[member].next.store(static_cast<std::uint64_t>(round) << 32 | bounds[member], std::memory_order_release);
    }
    round_.store(round, std::memory_order_release);
    round_.notify_all();
    const double weight = weight_.load(std::memory_order_relaxed);
    if (weight == 0.0) {
        work(0, round);
        wait_for(count);
        return;
    }
    const Clock::time_point before = Clock::now();
    work_timed(0, round, weight);
    wait_for(count);
    spent_ += weight * seconds_since(before);
}

void Team::wait_for(std::uint32_t count) noexcept {
    for (int i = 0; done_.load(std::memory_order_acquire) != count; ++i) {
        if (i < kPatient) {
            pause();
        } else {
            std::this_thread::yield();
        }
    }
}

}  // namespace nrn::sim
