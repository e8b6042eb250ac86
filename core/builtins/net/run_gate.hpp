// RunGate: waiting for other ranks in a run, as the session sees it.
#pragma once

#include <cstring>
#include <string>

#include "builtins/net/session.hpp"
#include "event/rank_gate.hpp"

namespace nrn {

class RunGate final : public event::RankGate {
  public:
    void wait_begins(const char* call) override {
        const bool runs = std::strcmp(call, "psolve") == 0;  // the others come before a run, however long that takes
        session->begin_waiting(call, runs ? session->run_patience : 0.0);
    }
    void wait_ends(bool completed) noexcept override {
        session->end_waiting(completed);
    }
    void failed(const std::string& why) noexcept override {
        session->announce_failure(why);
    }

    ParallelSession* session = nullptr;
};

inline RunGate& gate_of(Context& context) {
    auto& gate = context.state<RunGate>();
    gate.session = &context.state<ParallelSession>();
    return gate;
}
// Null with one rank, which waits for nobody.
inline RunGate* gate_between_ranks(ParallelSession& session, Context& context) {
    return session.net().size() > 1 ? &gate_of(context) : nullptr;
}

}  // namespace nrn
