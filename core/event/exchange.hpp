// Exchange: spikes travel between the ranks of a run.
//
// Ranks run by themselves for as long as no spike of another rank can matter: the smallest delay of a connection
// between ranks. When two steps or more fit into it, it is divided in two: the spikes of one half travel while the
// other one is computed. Every rank sends what fits into a packet of one size, which all ranks know to grow alike; the
// rest follows.
//
// A packet says up to which time its rank has run, and whether it has failed: ranks that have lost one another raise an
// error and do not wait for ever.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "event/connections.hpp"
#include "event/directory.hpp"
#include "event/rank_gate.hpp"
#include "parallel/transport.hpp"

namespace nrn::event {

struct ExchangeCounts {
    std::uint64_t exchanges = 0;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t used = 0;  // of those received
    std::size_t most = 0;    // that one rank sent in one exchange
    double wait = 0.0;       // [s] for other ranks
    double time = 0.0;       // [s] in all
};

class Exchange {
  public:
    explicit Exchange(Connections& connections) : connections_(&connections) {
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    // Collective: who needs the spikes of whom, and the interval [ms]: the smallest delay between ranks, at most
    // `most`. Error(Value) on all ranks when a gid has cells on two of them.
    double open(Transport& ranks, RankGate& gate, double most);
    void close() noexcept;
    bool is_open() const noexcept {
        return ranks_ != nullptr;
    }
    // Whether a gid or a connection between ranks came after open().
    bool stale() const noexcept {
        return ranks_ == nullptr || version_ != connections_->version;
    }
    double interval() const noexcept {
        return interval_;
    }
    // gids that a rank waits for and nobody has, for a warning.
    const std::vector<std::pair<std::int64_t, int>>& missing() const noexcept {
        return found_.missing;
    }

    void begin(double t);  // initialisation: nothing is under way. Collective when something was
    void spike(std::int64_t gid, double t) {
        outbox_.emplace_back(t, gid);
    }
    // A step of length dt has ended at t, or no event lies before t.
    void end_step(double t, double dt) {
        if (ranks_ == nullptr) {
            return;
        }
        if (t + dt * (1.0 - kSlack) > limit_) {
            cross(t, dt);
        }
        if (compressed) {
            steps_.push_back(t);
        }
    }
    double limit() const noexcept {  // [ms] up to where this rank runs by itself
        return limit_;
    }
    void cross(double t, double dt);
    // What is under way arrives.
    void settle();
    // Collective, between two steps that end at t on all ranks: all spikes so far arrive.
    void flush(double t, double dt);
    // This rank cannot go on: the others are told when they come to the end of their interval.
    void give_up(const std::string& why) noexcept;

    static constexpr double kSlack = 1e-6;  // of a step, for times that are sums
    // Whether packets of one half of the interval [ms] travel while the other half is computed.
    static bool halves(double interval, double dt) noexcept {
        return interval >= 2.0 * dt * (1.0 - kSlack);
    }
    // That every rank sends in an exchange when no rank has had more than so many spikes at a time. [B]
    static double packet_bytes(double most_spikes, bool compressed) noexcept;

    // Times are sent as numbers of steps; the same on all ranks.
    bool compressed = false;
    ExchangeCounts counts;
    std::function<void(std::size_t)> histogram;  // gets the largest number that one rank sent

  private:
    struct Header {
        double t;
        std::uint32_t bytes;   // of spikes
        std::uint16_t steps;   // since the packet before, when times are sent as numbers of steps
        std::uint16_t failed;  // then the bytes are a message
        std::uint32_t spikes;
        std::uint32_t compressed;
    };

    void plan(double t, double dt);
    std::string reason() const;  // of the interval, for messages
    void start(double t);
    void finish();
    void pack();
    void deliver(const char* at, const char* end);
    std::string check(const char* received);
    void arrives(std::int64_t gid, double t);
    template <class Work>
    void wait(Work&& work);

    Connections* connections_;
    Transport* ranks_ = nullptr;
    RankGate* gate_ = nullptr;
    std::uint64_t version_ = 0;
    double interval_ = 0.0;  // [ms]
    NetworkFindings found_;
    double limit_ = 0.0;       // [ms] the end of the present part of the interval
    double began_ = 0.0;       // [ms] its beginning
    bool halves_ = false;      // the interval is divided in two
    bool under_way_ = false;   // a packet
    std::string broken_;       // why ranks cannot go on together
    double sent_until_ = 0.0;  // [ms] of the packet under way
    std::vector<std::pair<double, std::int64_t>> outbox_;
    std::vector<double> steps_;       // [ms] beginnings of steps in the present part of the interval
    std::vector<double> sent_steps_;  // and in that of the packet under way
    std::vector<char> packed_;        // spikes of the packet under way
    std::vector<char> packet_;        // what goes out
    std::size_t capacity_ = 0;        // of a packet behind its header [B]
    std::vector<char> overflow_;      // of all ranks
    // Of the packet that has come, by ranks: kept for the next one.
    std::vector<Header> headers_;
    std::vector<std::size_t> rest_;     // [B] behind the packet
    std::vector<std::size_t> rest_at_;  // in overflow_
    std::vector<char> whole_;           // spikes of a rank, packet and rest
};

}  // namespace nrn::event
