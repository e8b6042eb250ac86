#include "event/directory.hpp"

#include <unordered_map>

#include "event/all_to_all.hpp"

namespace nrn::event {

namespace {

using Gids = std::vector<std::int64_t>;

// What one rank tells all others: the smallest delay of its connections, and what its part of the directory found.
struct Report {
    NetworkFindings::Shortest shortest;
    std::int64_t twice = kNoGid;
    int twice_on[2] = {0, 0};
    std::int64_t missing = kNoGid;
    int missing_on = 0;
};

// The gids of this rank and those that it waits for, by the rank that keeps their entries.
struct Own {
    std::vector<Gids> having, waiting;
};

Own list_own(Connections& connections, std::size_t n, Report& report) {
    Own own{std::vector<Gids>(n), std::vector<Gids>(n)};
    connections.each_source([&](Source& source) {
        if (source.gid == kNoGid) {
            return;
        }
        const auto keeper = static_cast<std::size_t>(source.gid) % n;
        if (!source.remote()) {
            source.wanted = false;
            own.having[keeper].push_back(source.gid);
            return;
        }
        own.waiting[keeper].push_back(source.gid);
        source.connections.each([&](const Connection& connection) {
            if (!(connection.delay >= report.shortest.delay)) {  // NaN too
                report.shortest.delay = connection.delay;
                report.shortest.gid = source.gid;
            }
        });
    });
    return own;
}

// For each rank, those of its gids that others wait for.
std::vector<Gids> match(const Received<std::int64_t>& having, const Received<std::int64_t>& waiting, std::size_t n,
                        Report& report) {
    std::unordered_map<std::int64_t, int> owners;
    for (std::size_t i = 0; i < having.items.size(); ++i) {
        const auto [at, is_new] = owners.emplace(having.items[i], having.from[i]);
        if (!is_new) {
            report.twice = having.items[i];
            report.twice_on[0] = at->second;
            report.twice_on[1] = having.from[i];
        }
    }
    std::vector<Gids> wanted(n);
    for (std::size_t i = 0; i < waiting.items.size(); ++i) {
        const auto owner = owners.find(waiting.items[i]);
        if (owner != owners.end()) {
            wanted[static_cast<std::size_t>(owner->second)].push_back(waiting.items[i]);
        } else {
            report.missing = waiting.items[i];
            report.missing_on = waiting.from[i];
        }
    }
    return wanted;
}

}  // namespace

NetworkFindings look_up_network(Connections& connections, Transport& ranks, double most) {
    const auto n = static_cast<std::size_t>(ranks.size());
    Report report;
    report.shortest = {most, kNoGid, ranks.rank()};
    const Own own = list_own(connections, n, report);
    const Received<std::int64_t> having = to_all(ranks, own.having);
    const Received<std::int64_t> waiting = to_all(ranks, own.waiting);
    for (const std::int64_t gid : to_all(ranks, match(having, waiting, n, report)).items) {
        if (Source* source = connections.find(gid)) {
            source->wanted = true;
        }
    }
    std::vector<Report> all(n);
    ranks.allgather(&report, all.data(), sizeof report);
    NetworkFindings found;
    found.shortest = {most, kNoGid, 0};
    for (const Report& one : all) {
        if (!(one.shortest.delay >= found.shortest.delay)) {
            found.shortest = one.shortest;
        }
        if (one.twice != kNoGid) {
            found.twice = one.twice;
            found.twice_on[0] = one.twice_on[0];
            found.twice_on[1] = one.twice_on[1];
        }
        if (one.missing != kNoGid) {
            found.missing.emplace_back(one.missing, one.missing_on);
        }
    }
    return found;
}

}  // namespace nrn::event
