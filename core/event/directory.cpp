#include "event/directory.hpp"

#include <unordered_map>

namespace nrn::event {

namespace {

using Gids = std::vector<std::int64_t>;

// Gids from all ranks to all ranks, with who sent them.
struct Received {
    Gids gids;
    std::vector<int> from;
};

Received to_all(Transport& ranks, const std::vector<Gids>& send) {
    const auto n = static_cast<std::size_t>(ranks.size());
    const auto self = static_cast<std::size_t>(ranks.rank());
    std::vector<std::uint64_t> counts(n), all(n * n);
    std::vector<std::size_t> out_counts(n), out_at(n), in_counts(n), in_at(n);
    Gids out;
    for (std::size_t rank = 0; rank < n; ++rank) {
        counts[rank] = out_counts[rank] = send[rank].size() * sizeof(std::int64_t);
        out_at[rank] = out.size() * sizeof(std::int64_t);
        out.insert(out.end(), send[rank].begin(), send[rank].end());
    }
    ranks.allgather(counts.data(), all.data(), n * sizeof(std::uint64_t));
    Received received;
    for (std::size_t rank = 0; rank < n; ++rank) {
        in_counts[rank] = all[rank * n + self];
        in_at[rank] = received.from.size() * sizeof(std::int64_t);
        received.from.insert(received.from.end(), in_counts[rank] / sizeof(std::int64_t), static_cast<int>(rank));
    }
    received.gids.resize(received.from.size());
    ranks.alltoallv(out.data(), out_counts.data(), out_at.data(), received.gids.data(), in_counts.data(), in_at.data());
    return received;
}

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
std::vector<Gids> match(const Received& having, const Received& waiting, std::size_t n, Report& report) {
    std::unordered_map<std::int64_t, int> owners;
    for (std::size_t i = 0; i < having.gids.size(); ++i) {
        const auto [at, is_new] = owners.emplace(having.gids[i], having.from[i]);
        if (!is_new) {
            report.twice = having.gids[i];
            report.twice_on[0] = at->second;
            report.twice_on[1] = having.from[i];
        }
    }
    std::vector<Gids> wanted(n);
    for (std::size_t i = 0; i < waiting.gids.size(); ++i) {
        const auto owner = owners.find(waiting.gids[i]);
        if (owner != owners.end()) {
            wanted[static_cast<std::size_t>(owner->second)].push_back(waiting.gids[i]);
        } else {
            report.missing = waiting.gids[i];
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
    const Received having = to_all(ranks, own.having);
    const Received waiting = to_all(ranks, own.waiting);
    for (const std::int64_t gid : to_all(ranks, match(having, waiting, n, report)).gids) {
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
