// Share: tasks divided among the members of a Team, each of which keeps its own as long as the model stays as it is.
// What a task costs is estimated, then measured in the first rounds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/team.hpp"

namespace nrn::sim {

class Share {
  public:
    void prepare(std::vector<double> estimated_costs, std::size_t members) {
        costs_ = std::move(estimated_costs);
        measured_.assign(costs_.size(), 0.0);
        rounds_ = 0;
        divide(members);
    }
    std::size_t size() const noexcept {
        return costs_.size();
    }

    // task(i) for all i; team null: in this thread.
    template <class Task>
    void run(Team* team, Task&& task) noexcept {
        if (team == nullptr || size() < 2) {
            for (std::size_t i = 0; i < size(); ++i) {
                task(i);
            }
            return;
        }
        if (rounds_ >= kMeasured) {
            team->run(bounds_, task);
            return;
        }
        team->run(bounds_, [&](std::uint32_t i) {
            using Clock = std::chrono::steady_clock;
            const Clock::time_point before = Clock::now();
            task(i);
            measured_[i] += std::chrono::duration<double>(Clock::now() - before).count();
        });
        if (++rounds_ == kMeasured) {
            costs_ = measured_;
            divide(team->size());
        }
    }

  private:
    static constexpr int kMeasured = 50;

    // Stretches of tasks that cost about the same.
    void divide(std::size_t members) {
        double total = 0.0;
        for (const double cost : costs_) {
            total += cost;
        }
        bounds_.assign(members + 1, static_cast<std::uint32_t>(costs_.size()));
        bounds_[0] = 0;
        double sum = 0.0;
        std::size_t member = 1;
        for (std::size_t i = 0; i < costs_.size() && member < members; ++i) {
            // A task goes to the member in whose stretch its middle lies.
            while (member < members &&
                   sum + costs_[i] / 2.0 >= total * static_cast<double>(member) / static_cast<double>(members)) {
                bounds_[member++] = static_cast<std::uint32_t>(i);
            }
            sum += costs_[i];
        }
    }

    std::vector<double> costs_;
    std::vector<double> measured_;
    std::vector<std::uint32_t> bounds_;  // by member
    int rounds_ = 0;
};

}  // namespace nrn::sim
