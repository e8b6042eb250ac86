#include "event/transfer.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "event/all_to_all.hpp"

namespace nrn::event {

namespace {

constexpr std::int64_t kNone = -1;

}  // namespace

// A source and the rank that has it, or wants it.
struct Transfer::Seen {
    std::int64_t sid;
    std::int64_t rank;
};

// What a rank finds wrong, told to all.
struct Transfer::Findings {
    std::int64_t twice = kNone;
    int twice_on[2] = {0, 0};
    std::int64_t missing = kNone;
    int missing_on = 0;
    int travels = 0;
};

// The sids of this rank and those that it wants, by the rank that keeps their entries of the directory: that of which
// they are the remainder.
struct Transfer::Lists {
    std::vector<std::vector<std::int64_t>> having, wanting;
};

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

Transfer::Lists Transfer::list_own(std::size_t n) const {
    Lists lists{std::vector<std::vector<std::int64_t>>(n), std::vector<std::vector<std::int64_t>>(n)};
    const auto keeper = [&](std::int64_t sid) { return static_cast<std::size_t>(sid) % n; };
    for (const auto& [sid, variable] : sources_) {
        lists.having[keeper(sid)].push_back(sid);
    }
    std::vector<std::int64_t> wanted;
    for (const Target& target : targets_) {
        wanted.push_back(target.sid);
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    for (const std::int64_t sid : wanted) {
        lists.wanting[keeper(sid)].push_back(sid);
    }
    return lists;
}

// Both ends sort alike.
Transfer::Side Transfer::side(std::vector<Seen> seen, std::size_t n) {
    std::sort(seen.begin(), seen.end(),
              [](const Seen& a, const Seen& b) { return std::pair(a.rank, a.sid) < std::pair(b.rank, b.sid); });
    Side side;
    side.counts.assign(n, 0);
    side.at.assign(n, 0);
    for (const Seen& one : seen) {
        side.sids.push_back(one.sid);
        side.counts[static_cast<std::size_t>(one.rank)] += sizeof(double);
    }
    for (std::size_t rank = 1; rank < n; ++rank) {
        side.at[rank] = side.at[rank - 1] + side.counts[rank - 1];
    }
    side.values.assign(seen.size(), 0.0);
    return side;
}

void Transfer::plan(Transport& ranks, Findings& own) {
    const auto n = static_cast<std::size_t>(ranks.size());
    const Lists lists = list_own(n);
    const Received<std::int64_t> have = to_all(ranks, lists.having);
    const Received<std::int64_t> want = to_all(ranks, lists.wanting);
    std::unordered_map<std::int64_t, int> owners;
    for (std::size_t i = 0; i < have.items.size(); ++i) {
        const auto [at, is_new] = owners.emplace(have.items[i], have.from[i]);
        if (!is_new) {
            own.twice = have.items[i];
            own.twice_on[0] = at->second;
            own.twice_on[1] = have.from[i];
        }
    }
    // Owners are told who wants their sources, and those who want them where they are.
    std::vector<std::vector<Seen>> to_owners(n), to_wanters(n);
    for (std::size_t i = 0; i < want.items.size(); ++i) {
        const auto owner = owners.find(want.items[i]);
        if (owner == owners.end()) {
            own.missing = want.items[i];
            own.missing_on = want.from[i];
            continue;
        }
        to_owners[static_cast<std::size_t>(owner->second)].push_back({want.items[i], want.from[i]});
        to_wanters[static_cast<std::size_t>(want.from[i])].push_back({want.items[i], owner->second});
        own.travels |= owner->second != want.from[i];
    }
    out_ = side(to_all(ranks, to_owners).items, n);
    in_ = side(to_all(ranks, to_wanters).items, n);
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
    std::vector<Findings> all(n);
    WaitForRanks waiting(gate, "setup_transfer");
    Findings own;
    plan(ranks, own);
    ranks.allgather(&own, all.data(), sizeof own);
    waiting.complete();
    travels_ = false;
    for (const Findings& one : all) {
        if (one.twice != kNone) {
            fail(ErrorKind::Value, "source var sid %lld is in use on rank %d and on rank %d",
                 static_cast<long long>(one.twice), one.twice_on[0], one.twice_on[1]);
        }
        if (one.missing != kNone) {
            fail(ErrorKind::Value, "No source_var for target_var sid = %lld on rank %d",
                 static_cast<long long>(one.missing), one.missing_on);
        }
        travels_ = travels_ || one.travels != 0;
    }
    ranks_ = &ranks;
    gate_ = gate;
    look_up();
}

// Ranks that wait for the value of a source that is gone get NaN, and an error from this rank behind it.
void Transfer::run() {
    std::int64_t gone = kNone;
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
    if (gone != kNone) {
        fail(ErrorKind::Reference, "the source of transfer %lld is gone: call source_var() and setup_transfer() again",
             static_cast<long long>(gone));
    }
    for (const Target& target : targets_) {
        target.variable.write(in_.values[target.value]);
    }
}

}  // namespace nrn::event
