// Team: threads that share the tasks of a step. Each member has tasks of its own, so that their memory stays near it,
// and helps the others when it is done: a thread that the system does not let run holds up nobody.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <thread>
#include <type_traits>
#include <vector>

namespace nrn::sim {

class Team {
  public:
    // size - 1 threads more than the caller's. std::system_error when the system has no more.
    explicit Team(std::size_t size);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    std::size_t size() const noexcept {
        return threads_.size() + 1;
    }

    // task(i) for all i below bounds.back(); bounds[m] … bounds[m + 1] - 1 are member m's own, and the caller is member
    // 0. Returns when all have returned; a task must not throw. In a process that was forked off there are no threads,
    // and the caller does it all.
    template <class Task>
    void run(std::span<const std::uint32_t> bounds, Task&& task) noexcept {
        using Plain = std::remove_reference_t<Task>;
        start(bounds, [](void* raw, std::uint32_t i) { (*static_cast<Plain*>(raw))(i); }, &task);
    }

    // Rounds from now on are timed and count `weight` times; 0: they are not timed.
    void time_rounds(double weight) noexcept {
        weight_.store(weight, std::memory_order_relaxed);
    }
    double spent() const noexcept {  // [s] on those rounds, by the caller, who waits for the others
        return spent_;
    }
    double busy(std::size_t member) const noexcept {  // [s] in the rounds that were timed
        return lanes_[member].busy.load(std::memory_order_relaxed);
    }

  private:
    using Function = void (*)(void*, std::uint32_t);
    // The tasks of a member that nobody has begun. The round is in the upper half of `next`: whoever comes late finds
    // another round and takes nothing.
    struct alignas(64) Lane {
        std::atomic<std::uint64_t> next{0};
        std::atomic<std::uint32_t> end{0};
        std::atomic<double> busy{0.0};  // [s]; written by its member alone
    };

    void start(std::span<const std::uint32_t> bounds, Function function, void* task) noexcept;
    void wait_for(std::uint32_t count) noexcept;
    void work(std::size_t member, std::uint32_t round) noexcept;
    void work_timed(std::size_t member, std::uint32_t round, double weight) noexcept;
    void serve(std::size_t member) noexcept;
    void end() noexcept;

    std::vector<std::thread> threads_;
    std::unique_ptr<Lane[]> lanes_;  // by member
    Function function_ = nullptr;
    void* task_ = nullptr;
    alignas(64) std::atomic<std::uint32_t> round_{0};
    alignas(64) std::atomic<std::uint32_t> done_{0};
    std::atomic<bool> ends_{false};
    std::atomic<double> weight_{0.0};  // of the rounds that are timed
    double spent_ = 0.0;               // [s]
    std::uint64_t process_;            // forks before it was made
};

}  // namespace nrn::sim
