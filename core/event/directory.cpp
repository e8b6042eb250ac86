#include "event/directory.hpp"

#include "event/matching.hpp"

namespace nrn::event {

namespace {

// What one rank tells all others: the smallest delay of its connections, and what its part of the entries shows.
struct Report {
    NetworkFindings::Shortest shortest;
    Mismatch mismatch;
};

// The gids of this rank and those that it waits for.
struct Own {
    std::vector<std::int64_t> having, waiting;
};

Own list_own(Connections& connections, NetworkFindings::Shortest& shortest) {
    Own own;
    connections.each_source([&](Source& source) {
        if (source.gid == kNoGid) {
            return;
        }
        if (!source.remote()) {
            source.wanted = false;
            own.having.push_back(source.gid);
            return;
        }
        own.waiting.push_back(source.gid);
        source.connections.each([&](const Connection& connection) {
            if (!(connection.delay() >= shortest.delay)) {  // NaN too
                shortest.delay = connection.delay();
                shortest.gid = source.gid;
            }
        });
    });
    return own;
}

}  // namespace

NetworkFindings look_up_network(Connections& connections, Transport& ranks, double most) {
    const auto n = static_cast<std::size_t>(ranks.size());
    Report report;
    report.shortest = {most, kNoGid, ranks.rank()};
    const Own own = list_own(connections, report.shortest);
    const Matching matching = match(ranks, own.having, own.waiting);
    report.mismatch = matching.mismatch;
    for (const Matching::Link& link : matching.asked) {
        if (Source* source = connections.find(link.number)) {
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
        if (one.mismatch.twice != kNoNumber) {
            found.twice = one.mismatch.twice;
            found.twice_on[0] = one.mismatch.twice_on[0];
            found.twice_on[1] = one.mismatch.twice_on[1];
        }
        if (one.mismatch.missing != kNoNumber) {
            found.missing.emplace_back(one.mismatch.missing, one.mismatch.missing_on);
        }
    }
    return found;
}

}  // namespace nrn::event
