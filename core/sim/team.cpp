#include "sim/team.hpp"

#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#endif

namespace nrn::sim {

namespace {

// Rounds of a loop of a few nanoseconds: threads that wait longer go to sleep, those that are waited for let others
// run.
constexpr int kAwake = 20000;

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

Team::Team(std::size_t size) {
    watch_forks();
    process_ = forks.load();
    threads_.reserve(size);
    try {
        for (std::size_t member = 1; member < size; ++member) {
            threads_.emplace_back([this, member] { serve(member); });
        }
    } catch (...) {
        ends_.store(true);
        round_.fetch_add(1);
        round_.notify_all();
        for (std::thread& thread : threads_) {
            thread.join();
        }
        throw;
    }
}

Team::~Team() {
    if (process_ != forks.load()) {  // the threads are in the other process
        static_cast<void>(new std::vector<std::thread>(std::move(threads_)));
        return;
    }
    ends_.store(true);
    round_.fetch_add(1);
    round_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

void Team::serve(std::size_t member) noexcept {
    std::uint32_t seen = 0;
    while (true) {
        for (int i = 0; i < kAwake && round_.load(std::memory_order_acquire) == seen; ++i) {
            pause();
        }
        round_.wait(seen, std::memory_order_acquire);
        ++seen;
        if (ends_.load()) {
            return;
        }
        function_(work_, member);
        busy_.fetch_sub(1, std::memory_order_release);
    }
}

void Team::start(Function function, void* work) noexcept {
    if (process_ != forks.load(std::memory_order_relaxed)) {
        for (std::size_t member = 0; member < size(); ++member) {
            function(work, member);
        }
        return;
    }
    function_ = function;
    work_ = work;
    busy_.store(static_cast<std::uint32_t>(threads_.size()), std::memory_order_relaxed);
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
    function(work, 0);
    for (int i = 0; busy_.load(std::memory_order_acquire) != 0; ++i) {
        if (i < kAwake) {
            pause();
        } else {
            std::this_thread::yield();
        }
    }
}

}  // namespace nrn::sim
