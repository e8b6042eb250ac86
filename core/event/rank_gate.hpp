// RankGate: told when this rank begins and ends to wait for others in a run, and when it cannot go on.
#pragma once

#include <string>

namespace nrn::event {

class RankGate {
  public:
    virtual ~RankGate() = default;
    virtual void wait_begins(const char* call) = 0;  // the member of ParallelContext
    virtual void wait_ends(bool completed) noexcept = 0;
    virtual void failed(const std::string& why) noexcept = 0;  // ranks that wait for this one raise an error
};

// Around a wait; complete() when others have come.
class WaitForRanks {
  public:
    WaitForRanks(RankGate* gate, const char* call) : gate_(gate) {
        if (gate_ != nullptr) {
            gate_->wait_begins(call);
        }
    }
    ~WaitForRanks() {
        if (gate_ != nullptr) {
            gate_->wait_ends(completed_);
        }
    }
    WaitForRanks(const WaitForRanks&) = delete;
    WaitForRanks& operator=(const WaitForRanks&) = delete;
    void complete() noexcept {
        completed_ = true;
    }

  private:
    RankGate* gate_;
    bool completed_ = false;
};

}  // namespace nrn::event
