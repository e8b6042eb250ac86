// Pattern: spikes of cells that another process, or an earlier run, has: a PatternStim plays them to the connections
// that wait for their global identifiers. Cells that are here fire by themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "event/queue.hpp"

namespace nrn::event {

class Events;

class Pattern final : public Receiver {
  public:
    struct Spike {
        double t;  // [ms]
        std::int64_t gid;
    };

    Pattern(Events& events, std::vector<Spike> spikes);  // in any order
    ~Pattern();
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    void start();             // at initialisation
    double resume(double t);  // the time of the next spike when t is the present time, or infinity; it is not sent
    void receive(const Event& event) override;

    std::size_t seat = 0;  // among all

  private:
    void send_next();

    Events* events_;
    std::vector<Spike> spikes_;  // by time
    std::size_t done_ = 0;
};

}  // namespace nrn::event
