// Team: threads that share the work of a step. They wait awake for a moment and asleep when a run is over.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
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

    // work(0) … work(size() - 1), each in its own thread, the first in this one. Returns when all have returned; work
    // must not throw. In a process that was forked off there are no threads, and this one does it all.
    template <class Work>
    void run(Work&& work) noexcept {
        using Plain = std::remove_reference_t<Work>;
        start([](void* raw, std::size_t member) { (*static_cast<Plain*>(raw))(member); }, &work);
    }

  private:
    using Function = void (*)(void*, std::size_t);
    void start(Function function, void* work) noexcept;
    void serve(std::size_t member) noexcept;

    std::vector<std::thread> threads_;
    Function function_ = nullptr;
    void* work_ = nullptr;
    alignas(64) std::atomic<std::uint32_t> round_{0};
    alignas(64) std::atomic<std::uint32_t> busy_{0};
    std::atomic<bool> ends_{false};
    std::uint64_t process_;  // forks before it was made
};

}  // namespace nrn::sim
