#include "event/matching.hpp"

#include <unordered_map>

#include "event/all_to_all.hpp"

namespace nrn::event {

namespace {

// By the rank that keeps their entries.
std::vector<std::vector<std::int64_t>> by_keeper(const std::vector<std::int64_t>& numbers, std::size_t n) {
    std::vector<std::vector<std::int64_t>> lists(n);
    for (const std::int64_t number : numbers) {
        lists[static_cast<std::size_t>(number) % n].push_back(number);
    }
    return lists;
}

}  // namespace

Matching match(Transport& ranks, const std::vector<std::int64_t>& own, const std::vector<std::int64_t>& wanted) {
    const auto n = static_cast<std::size_t>(ranks.size());
    const Received<std::int64_t> have = to_all(ranks, by_keeper(own, n));
    const Received<std::int64_t> want = to_all(ranks, by_keeper(wanted, n));
    Matching matching;
    Mismatch& mismatch = matching.mismatch;
    std::unordered_map<std::int64_t, int> owners;
    for (std::size_t i = 0; i < have.items.size(); ++i) {
        const auto [at, is_new] = owners.emplace(have.items[i], have.from[i]);
        if (!is_new) {
            mismatch.twice = have.items[i];
            mismatch.twice_on[0] = at->second;
            mismatch.twice_on[1] = have.from[i];
        }
    }
    // Owners are told who asks, and those who ask where the owners are.
    std::vector<std::vector<Matching::Link>> to_owners(n), to_askers(n);
    for (std::size_t i = 0; i < want.items.size(); ++i) {
        const auto owner = owners.find(want.items[i]);
        if (owner == owners.end()) {
            mismatch.missing = want.items[i];
            mismatch.missing_on = want.from[i];
            continue;
        }
        to_owners[static_cast<std::size_t>(owner->second)].push_back({want.items[i], want.from[i]});
        to_askers[static_cast<std::size_t>(want.from[i])].push_back({want.items[i], owner->second});
    }
    matching.asked = to_all(ranks, to_owners).items;
    matching.found = to_all(ranks, to_askers).items;
    return matching;
}

}  // namespace nrn::event
