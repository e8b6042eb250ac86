#include "sim/network_plan.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "event/exchange.hpp"
#include "event/footprint.hpp"

namespace nrn::sim {

namespace {

using Link = NetworkSample::Link;
using Wiring = PlanRequest::Wiring;

constexpr double kMs = 1000.0;  // in a second

// What a copy of a cell brings to the rank that it lives on.
struct Share {
    double cost = 0.0;
    double own_bytes = 0.0;    // of its source and of connections to it, without places in lists
    double connections = 0.0;  // to it, also from sources without gid
    double from_cells = 0.0;   // of these, from cells with gid
    double points = 0.0;       // that they reach
};

// What belongs to no cell is shared by all.
std::vector<Share> shares_of(const NetworkSample& sample) {
    const auto n = static_cast<double>(sample.cells.size());
    std::vector<Share> shares(sample.cells.size());
    Share common;
    common.cost = sample.cost_elsewhere / n;
    common.points = static_cast<double>(sample.points_elsewhere) / n;
    for (const Link& link : sample.links) {
        // One without a target, to watch a cell, is with its source.
        const std::int32_t owner = link.target >= 0 ? link.target : link.source;
        const double one = owner >= 0 ? 1.0 : 1.0 / n;
        Share& share = owner >= 0 ? shares[static_cast<std::size_t>(owner)] : common;
        share.connections += one;
        share.own_bytes += one * link.bytes;
        if (owner >= 0 && link.target >= 0 && link.source >= 0) {
            share.from_cells += 1.0;
        }
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i].cost += sample.cells[i].cost + common.cost;
        shares[i].connections += common.connections;
        shares[i].own_bytes += sample.cells[i].bytes + common.own_bytes;
        shares[i].points += static_cast<double>(sample.cells[i].points) + common.points;
    }
    return shares;
}

// Between ranks, when copies are connected as the sample is. Cell s of a copy lives on another rank than its cell t
// unless both have the same remainder; so it depends on remainders alone who waits for whom.
struct CopiedLinks {
    CopiedLinks(const NetworkSample& sample, std::size_t ranks) : wanted(sample.cells.size(), false) {
        const std::size_t groups = std::min(ranks, sample.cells.size());
        std::vector<std::unordered_set<std::int32_t>> waited(groups);
        for (const Link& link : sample.links) {
            if (link.source < 0 || link.target < 0) {
                continue;
            }
            const std::size_t from = static_cast<std::size_t>(link.source) % ranks;
            const std::size_t to = static_cast<std::size_t>(link.target) % ranks;
            if (from != to) {
                wanted[static_cast<std::size_t>(link.source)] = true;
                waited[to].insert(link.source);
                shortest = std::min(shortest, link.delay);
            }
        }
        for (const auto& sources : waited) {
            remote.push_back(static_cast<double>(sources.size()));
        }
    }

    std::vector<bool> wanted;    // cells of a copy, by another rank
    std::vector<double> remote;  // by remainder of a copy's cells: cells elsewhere that those wait for
    double shortest = std::numeric_limits<double>::infinity();  // delay [ms]
};

double shortest_delay(const NetworkSample& sample) {
    double shortest = std::numeric_limits<double>::infinity();
    for (const Link& link : sample.links) {
        if (link.source >= 0 && link.target >= 0) {
            shortest = std::min(shortest, link.delay);
        }
    }
    return shortest;
}

// How many of n things are met by so many random draws of one.
double met(double n, double draws) {
    return n * -std::expm1(draws * std::log1p(-1.0 / n));
}

class Planner {
  public:
    Planner(const NetworkSample& sample, const PlanRequest& request)
        : sample_(sample), request_(request), shares_(shares_of(sample)) {
        plan_.ranks.resize(request.ranks);
        plan_.cells = static_cast<double>(sample.cells.size()) * static_cast<double>(request.factor);
        plan_.connections = static_cast<double>(sample.links.size()) * static_cast<double>(request.factor);
    }

    NetworkPlan make() {
        std::vector<Share> sums = deal();
        const double shortest = request_.wiring == Wiring::Copies ? connect_copies() : connect_at_random(sums);
        if (request_.ranks > 1) {
            set_interval(std::min(shortest, request_.most_interval));
        }
        for (std::size_t rank = 0; rank < sums.size(); ++rank) {
            fill(plan_.ranks[rank], sums[rank]);
        }
        time_exchange();
        return std::move(plan_);
    }

  private:
    // Cells to ranks, in turn.
    std::vector<Share> deal() {
        std::vector<Share> sums(request_.ranks);
        std::size_t rank = 0;
        for (std::size_t copy = 0; copy < request_.factor; ++copy) {
            for (const Share& share : shares_) {
                Share& sum = sums[rank];
                sum.cost += share.cost;
                sum.own_bytes += share.own_bytes;
                sum.connections += share.connections;
                sum.from_cells += share.from_cells;
                sum.points += share.points;
                plan_.ranks[rank].cells += 1.0;
                rank = rank + 1 == request_.ranks ? 0 : rank + 1;
            }
        }
        return sums;
    }

    double connect_copies() {
        const CopiedLinks links(sample_, request_.ranks);
        std::size_t first = 0;  // the rank of the first cell of a copy
        const double rate = request_.spikes * kMs;
        for (std::size_t copy = 0; copy < request_.factor; ++copy) {
            for (std::size_t group = 0; group < links.remote.size(); ++group) {
                plan_.ranks[(first + group) % request_.ranks].remote += links.remote[group];
            }
            for (std::size_t cell = 0; cell < links.wanted.size(); ++cell) {
                plan_.ranks[(first + cell) % request_.ranks].sent += links.wanted[cell] ? rate : 0.0;
            }
            first = (first + links.wanted.size()) % request_.ranks;
        }
        return links.shortest;
    }

    double connect_at_random(const std::vector<Share>& sums) {
        double links = 0.0;
        for (const Share& sum : sums) {
            links += sum.from_cells;
        }
        for (std::size_t rank = 0; rank < sums.size(); ++rank) {
            NetworkPlan::Rank& one = plan_.ranks[rank];
            const double elsewhere = plan_.cells - one.cells;
            if (elsewhere <= 0.0 || plan_.cells < 2.0) {
                continue;
            }
            one.remote = elsewhere * met(plan_.cells, sums[rank].from_cells) / plan_.cells;
            one.sent =
                one.cells * request_.spikes * kMs * met(plan_.cells, links - sums[rank].from_cells) / plan_.cells;
        }
        return links > 0.0 ? shortest_delay(sample_) : std::numeric_limits<double>::infinity();
    }

    // As Exchange has it: whole steps of half of the interval, or of all of it when that is less than two steps.
    void set_interval(double interval) {
        plan_.interval = interval;
        plan_.overlaps = event::Exchange::halves(interval, sample_.dt);
        const double part = plan_.overlaps ? interval / 2.0 : interval;
        const double steps = std::max(1.0, std::floor(part / sample_.dt + event::Exchange::kSlack));
        plan_.exchanges = kMs / (steps * sample_.dt);
    }

    void fill(NetworkPlan::Rank& rank, const Share& sum) {
        const double cost = sample_.cost();
        const double share = cost > 0.0 ? sum.cost / cost : rank.cells / static_cast<double>(sample_.cells.size());
        rank.connections = sum.connections;
        rank.computing = sample_.step_seconds > 0.0 ? share * sample_.step_seconds * kMs / sample_.dt
                                                    : std::numeric_limits<double>::quiet_NaN();
        const double sources = rank.cells + rank.remote;
        const double lists = sources * event::bytes_of_list(sources > 0.0 ? sum.connections / sources : 0.0) +
                             sum.points * event::bytes_of_list(sum.points > 0.0 ? sum.connections / sum.points : 0.0);
        rank.memory = share * (sample_.model_bytes + sample_.objects_bytes) + sum.own_bytes + lists +
                      rank.remote * event::bytes_of_remote() + rank.cells * request_.extra;
    }

    void time_exchange() {
        double slowest = 0.0;
        double busiest = 0.0;
        for (const NetworkPlan::Rank& rank : plan_.ranks) {
            slowest = std::max(slowest, rank.computing);
            slowest = std::isnan(rank.computing) ? rank.computing : slowest;
            busiest = std::max(busiest, rank.sent);
            plan_.spikes += rank.sent;
        }
        if (plan_.exchanges > 0.0) {
            const auto n = static_cast<double>(request_.ranks);
            // Packets are as long as the fullest needs: spikes of an exchange vary as random ones do.
            const double mean = busiest / plan_.exchanges;
            plan_.packet = event::Exchange::packet_bytes(mean + 3.0 * std::sqrt(mean), request_.compressed);
            const double doublings = std::bit_width(request_.ranks - 1);
            const double travel = doublings * request_.latency + (n - 1.0) * plan_.packet / request_.bandwidth;
            const double looks = plan_.spikes * request_.look;
            plan_.exchange = plan_.exchanges * travel + looks;
            const double waits =
                plan_.overlaps ? std::max(0.0, plan_.exchanges * travel - slowest) : plan_.exchange - looks;
            plan_.all = slowest + waits + looks;
        } else {
            plan_.all = slowest;
        }
    }

    const NetworkSample& sample_;
    const PlanRequest& request_;
    std::vector<Share> shares_;
    NetworkPlan plan_;
};

}  // namespace

NetworkPlan plan_network(const NetworkSample& sample, const PlanRequest& request) {
    return Planner(sample, request).make();
}

}  // namespace nrn::sim
