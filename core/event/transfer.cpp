#include "event/transfer.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.hpp"

namespace nrn::event {

namespace {

// What a rank tells all others.
struct Report {
    Mismatch mismatch;
    int travels = 0;
};

}  // namespace

void Transfer::add_source(std::int64_t sid, Variable variable) {
    if (!sources_.emplace(sid, std::move(variable)).second) {
        fail(ErrorKind::Value, "source var sid %lld already in use", static_cast<long long>(sid));
    }
    ++added_;
    ranks_ = nullptr;
}

void Transfer::add_target(std::int64_t sid, Variable variable) {
    targets_.push_back({sid, std::move(variable)});
    ++added_;
    ranks_ = nullptr;
}

void Transfer::clear() noexcept {
    sources_.clear();
    targets_.clear();
    sent_.clear();
    added_ = 0;
    ranks_ = nullptr;
}

void Transfer::look_up() noexcept {
    for (auto& [sid, variable] : sources_) {
        variable.look_up();
    }
    for (Target& target : targets_) {
        target.variable.look_up();
    }
}

std::vector<std::int64_t> Transfer::own_sids() const {
    std::vector<std::int64_t> sids;
    for (const auto& [sid, variable] : sources_) {
        sids.push_back(sid);
    }
    return sids;
}

// Each once.
std::vector<std::int64_t> Transfer::wanted_sids() const {
    std::vector<std::int64_t> sids;
    for (const Target& target : targets_) {
        sids.push_back(target.sid);
    }
    std::sort(sids.begin(), sids.end());
    sids.erase(std::unique(sids.begin(), sids.end()), sids.end());
    return sids;
}

// Both ends sort alike.
Transfer::Side Transfer::side(std::vector<Matching::Link> links, std::size_t n) {
    std::sort(links.begin(), links.end(), [](const Matching::Link& a, const Matching::Link& b) {
        return std::pair(a.rank, a.number) < std::pair(b.rank, b.number);
    });
    Side side;
    side.counts.assign(n, 0);
    side.at.assign(n, 0);
    for (const Matching::Link& one : links) {
        side.sids.push_back(one.number);
        side.counts[static_cast<std::size_t>(one.rank)] += sizeof(double);
    }
    for (std::size_t rank = 1; rank < n; ++rank) {
        side.at[rank] = side.at[rank - 1] + side.counts[rank - 1];
    }
    side.values.assign(links.size(), 0.0);
    return side;
}

void Transfer::plan(Matching matching, std::size_t n) {
    out_ = side(std::move(matching.asked), n);
    in_ = side(std::move(matching.found), n);
    sent_.clear();
    for (const std::int64_t sid : out_.sids) {
        sent_.push_back(&sources_.at(sid));
    }
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const std::int64_t sid : in_.sids) {
        places.emplace(sid, places.size());
    }
    for (Target& target : targets_) {
        const auto place = places.find(target.sid);
        target.value = place != places.end() ? place->second : 0;
    }
}

void Transfer::set_up(Transport& ranks, RankGate* gate) {
    const auto n = static_cast<std::size_t>(ranks.size());
    std::vector<Report> all(n);
    {
        WaitForRanks waiting(gate, "setup_transfer");
        Matching matching = match(ranks, own_sids(), wanted_sids());
        Report own{matching.mismatch};
        for (const Matching::Link& link : matching.found) {
            own.travels |= link.rank != ranks.rank();
        }
        plan(std::move(matching), n);
        ranks.allgather(&own, all.data(), sizeof own);
        waiting.complete();
    }
    travels_ = false;
    for (const Report& one : all) {
        const Mismatch& wrong = one.mismatch;
        if (wrong.twice != kNoNumber) {
            fail(ErrorKind::Value, "source var sid %lld is in use on rank %d and on rank %d",
                 static_cast<long long>(wrong.twice), wrong.twice_on[0], wrong.twice_on[1]);
        }
        if (wrong.missing != kNoNumber) {
            fail(ErrorKind::Value, "No source_var for target_var sid = %lld on rank %d",
                 static_cast<long long>(wrong.missing), wrong.missing_on);
        }
        travels_ = travels_ || one.travels != 0;
    }
    ranks_ = &ranks;
    gate_ = gate;
    look_up();
}

// Ranks that wait for the value of a source that is gone get NaN, and an error from this rank behind it.
void Transfer::run() {
    std::int64_t gone = kNoNumber;
    for (std::size_t i = 0; i < sent_.size(); ++i) {
        if (!sent_[i]->read(&out_.values[i])) {
            gone = out_.sids[i];
            out_.values[i] = std::numeric_limits<double>::quiet_NaN();
        }
    }
    if (travels_) {
        const double start = ranks_->wall_time();
        WaitForRanks waiting(gate_, "psolve");
        ranks_->alltoallv(out_.values.data(), out_.counts.data(), out_.at.data(), in_.values.data(), in_.counts.data(),
                          in_.at.data());
        waiting.complete();
        time += ranks_->wall_time() - start;
    } else {
        std::copy(out_.values.begin(), out_.values.end(), in_.values.begin());
    }
    if (gone != kNoNumber) {
        fail(ErrorKind::Reference, "the source of transfer %lld is gone: call source_var() and setup_transfer() again",
             static_cast<long long>(gone));
    }
    for (const Target& target : targets_) {
        target.variable.write(in_.values[target.value]);
    }
}

}  // namespace nrn::event
