// Transfer: numbers that follow others, wherever these are: the voltages on the other side of gap junctions. A source
// has a number of its own (sid) in the whole run; targets name it. Values move when all voltages of a step are known,
// before the states, and at initialisation.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "cable/cable.hpp"
#include "event/matching.hpp"
#include "event/rank_gate.hpp"
#include "event/record.hpp"
#include "parallel/transport.hpp"

namespace nrn::event {

class Transfer {
  public:
    // Error(Value) for a sid that this rank has given already.
    void add_source(std::int64_t sid, Variable variable);
    void add_target(std::int64_t sid, Variable variable);
    // Collective, after all ranks have added theirs: who sends what to whom. Error(Value) on all ranks for a sid that
    // two ranks have given, or that a target names and nobody has given; then nothing is transferred.
    void set_up(Transport& ranks, RankGate* gate);
    void clear() noexcept;
    bool active() const noexcept {
        return ranks_ != nullptr;
    }
    bool travels() const noexcept {  // between ranks
        return active() && travels_;
    }
    RankGate* gate() const noexcept {
        return gate_;
    }
    // Whether something was added since set_up().
    bool incomplete() const noexcept {
        return added_ > 0 && ranks_ == nullptr;
    }
    void look_up() noexcept;
    // Moves the values. Collective when ranks have targets of one another. Error(Reference) when a source is gone.
    void run();

    double time = 0.0;  // [s] that it took

  private:
    struct Target {
        std::int64_t sid;
        Variable variable;
        std::size_t value = 0;  // its place in received_
    };
    // Sources to send or to receive, in the order of the ranks, and how much of them each rank has.
    struct Side {
        std::vector<std::int64_t> sids;
        std::vector<double> values;
        std::vector<std::size_t> counts, at;  // [B]
    };
    std::vector<std::int64_t> own_sids() const;
    std::vector<std::int64_t> wanted_sids() const;
    static Side side(std::vector<Matching::Link> links, std::size_t n);
    void plan(Matching matching, std::size_t n);

    std::unordered_map<std::int64_t, Variable> sources_;
    std::vector<Target> targets_;
    std::size_t added_ = 0;
    Transport* ranks_ = nullptr;
    RankGate* gate_ = nullptr;
    bool travels_ = false;
    Side out_, in_;
    std::vector<const Variable*> sent_;  // as out_
};

}  // namespace nrn::event
