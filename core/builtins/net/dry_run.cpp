// ParallelContext.dry_run(): what a large network would take on each of many ranks, told from a small one.
#include "builtins/net/dry_run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <string>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/model.hpp"
#include "cable/cable.hpp"
#include "event/events.hpp"
#include "object/host.hpp"
#include "sim/network_plan.hpp"

namespace nrn {
namespace {

using sim::NetworkPlan;
using sim::PlanRequest;
using Rank = NetworkPlan::Rank;

constexpr const char* kName = "DryRun";
constexpr long kMostRanks = 10000000;
constexpr double kMostCells = 1e9;

NetworkPlan& self_plan(Call& call) {
    return payload<NetworkPlan>(call.self);
}

// ---- making one ----

// What an object of the host takes; 0 without one.
double size_in_host(Call& call, Object* object) {
    constexpr double kCollected = 16.0;  // of objects that the garbage collector of Python follows
    Value made = Value::object(object);
    return host_of(call.context).call_method(made, "__sizeof__", nullptr, 0).as_number() + kCollected;
}

// Of the first instance of a class that has one.
double wrapper_bytes(Call& call, const Class* klass) {
    for (Object* each = klass == nullptr ? nullptr : klass->first(); each != nullptr; each = Class::next(each)) {
        if (each->wrapper != nullptr) {
            return size_in_host(call, each);
        }
    }
    return 0.0;
}

sim::HostBytes host_bytes(Call& call) {
    auto& symbols = call.context.state<SymbolTable>();
    auto& cable = call.context.state<cable::Cable>();
    sim::HostBytes bytes;
    bytes.connection = wrapper_bytes(call, symbols.find_class("NetCon"));
    for (const auto& mechanism : cable.registry.all()) {
        if (mechanism->is_point() && bytes.point == 0.0) {
            bytes.point = wrapper_bytes(call, symbols.find_class(mechanism->name()));
        }
    }
    bytes.section = bytes.point;  // a wrapper of the same make
    return bytes;
}

double positive_arg(Call& call, std::size_t i, double otherwise) {
    const double x = call.number_or(i, otherwise);
    if (!(x > 0.0) || std::isinf(x)) {
        call.bad(ErrorKind::Value, i, format("must be a finite number above 0, not %g", x));
    }
    return x;
}

double not_negative_arg(Call& call, std::size_t i, double otherwise) {
    const double x = call.number_or(i, otherwise);
    if (!(x >= 0.0) || std::isinf(x)) {
        call.bad(ErrorKind::Value, i, format("must be a finite number of 0 or more, not %g", x));
    }
    return x;
}

PlanRequest::Wiring wiring_arg(Call& call, std::size_t i) {
    if (!call.has(i) || call.text(i) == "random") {
        return PlanRequest::Wiring::Random;
    }
    if (call.text(i) != "copies") {
        call.bad(ErrorKind::Value, i, "must be 'random' or 'copies', not '" + std::string(call.text(i)) + "'");
    }
    return PlanRequest::Wiring::Copies;
}

PlanRequest request_of(Call& call, const sim::NetworkSample& sample, double maxstep) {
    PlanRequest request;
    request.ranks = static_cast<std::size_t>(call.integer(0, 1, kMostRanks));
    request.factor = static_cast<std::size_t>(call.integer_or(1, 1, 1));
    if (static_cast<double>(request.factor) * static_cast<double>(sample.cells.size()) > kMostCells) {
        call.bad(ErrorKind::Value, 1, format("makes a network of more than %g cells", kMostCells));
    }
    request.wiring = wiring_arg(call, 2);
    const double rate = call.number_or(3, -1.0);  // [1/s]
    if (std::isnan(rate) || std::isinf(rate)) {
        call.bad(ErrorKind::Value, 3, format("must be a finite number of spikes in a second, not %g", rate));
    }
    request.spikes = rate >= 0.0 ? rate / 1000.0 : sample.spikes;
    request.latency = not_negative_arg(call, 4, 2e-6);
    request.bandwidth = positive_arg(call, 5, 1e10);
    request.look = not_negative_arg(call, 6, 5e-8);
    request.extra = not_negative_arg(call, 7, 0.0);
    request.most_interval = maxstep;
    request.compressed = call.context.state<event::Events>().exchange.compressed;
    return request;
}

void construct(Call& call, void* raw) {
    if (call.form != nullptr) {
        call.refuse(ErrorKind::Type, "is what ParallelContext.dry_run() returns, and cannot be made by itself");
    }
    new (raw) NetworkPlan();
}
void destroy(void* raw) noexcept {
    static_cast<NetworkPlan*>(raw)->~NetworkPlan();
}

// ---- reading it ----

template <double NetworkPlan::* Number>
Value number_(Call& call) {
    return Value::number(self_plan(call).*Number);
}
Value nhost_(Call& call) {
    return Value::integer(static_cast<double>(self_plan(call).ranks.size()));
}

template <double Rank::* Number>
Value by_rank_(Call& call) {
    const NetworkPlan& plan = self_plan(call);
    Value made = Value::adopt_object(new_vector(call.context, plan.ranks.size()));
    std::transform(plan.ranks.begin(), plan.ranks.end(), vector_of(made.as_object()).data(),
                   [](const Rank& rank) { return rank.*Number; });
    return made;
}

struct Range3 {
    double least, mean, most;
};

Range3 range_of(const NetworkPlan& plan, double Rank::* number) {
    Range3 range{std::numeric_limits<double>::infinity(), 0.0, -std::numeric_limits<double>::infinity()};
    for (const Rank& rank : plan.ranks) {
        range.least = std::min(range.least, rank.*number);
        range.most = std::max(range.most, rank.*number);
        range.mean += rank.*number / static_cast<double>(plan.ranks.size());
    }
    return range;
}

double balance_of(const NetworkPlan& plan) {
    const Range3 computing = range_of(plan, &Rank::computing);
    return computing.mean / computing.most;
}
Value balance_(Call& call) {
    return Value::number(balance_of(self_plan(call)));
}
// Of the time of all ranks, the part in which they compute.
Value efficiency_(Call& call) {
    const NetworkPlan& plan = self_plan(call);
    return Value::number(range_of(plan, &Rank::computing).mean / plan.all);
}
Value bytes_(Call& call) {
    const NetworkPlan& plan = self_plan(call);
    return Value::number(plan.packet * static_cast<double>(plan.ranks.size()));
}

Value print_(Call& call) {
    const NetworkPlan& plan = self_plan(call);
    std::string out =
        format("%.0f cells and %.0f connections on %zu ranks\n", plan.cells, plan.connections, plan.ranks.size());
    out += format("%-34s %12s %12s %12s\n", "of a rank", "least", "mean", "most");
    const struct {
        const char* what;
        double Rank::* number;
        double unit;
    } rows[] = {
        {"cells", &Rank::cells, 1.0},
        {"connections to them", &Rank::connections, 1.0},
        {"cells elsewhere it waits for", &Rank::remote, 1.0},
        {"memory [MB]", &Rank::memory, 1e6},
        {"spikes sent in 1 s of the model", &Rank::sent, 1.0},
        {"computing 1 s of the model [s]", &Rank::computing, 1.0},
    };
    for (const auto& row : rows) {
        const Range3 range = range_of(plan, row.number);
        out += format("%-34s %12.6g %12.6g %12.6g\n", row.what, range.least / row.unit, range.mean / row.unit,
                      range.most / row.unit);
    }
    if (plan.exchanges > 0.0) {
        out += format("exchanges in 1 s of the model: %.6g, interval %g ms, %.6g bytes come to each rank\n",
                      plan.exchanges, plan.interval, plan.packet * static_cast<double>(plan.ranks.size()));
        out += format("exchange of 1 s of the model: %.3g s%s\n", plan.exchange,
                      plan.overlaps ? ", beside computing but for looks at spikes" : "");
    }
    out += format("1 s of the model: %.3g s; computing is balanced to %.0f %%\n", plan.all, 100.0 * balance_of(plan));
    if (std::isnan(plan.all)) {
        out += "times are not known: run the sample first, with finitialize() and psolve()\n";
    }
    host_of(call.context).write(out);
    return Value::number(0.0);
}

const Member kRows[] = {
    {"nhost", MemberKind::Property, "int", "", "The number of ranks.", nhost_},
    {"cells", MemberKind::Property, "float", "", "Cells with gids of the whole network.", number_<&NetworkPlan::cells>},
    {"connections", MemberKind::Property, "float", "", "NetCons of the whole network.",
     number_<&NetworkPlan::connections>},
    {"interval", MemberKind::Property, "float", "ms",
     "The smallest delay of connections between ranks, as set_maxstep() would return it; 0 with one rank.",
     number_<&NetworkPlan::interval>},
    {"exchanges", MemberKind::Property, "float", "1/s", "Exchanges of spikes in a second of the model.",
     number_<&NetworkPlan::exchanges>},
    {"spikes", MemberKind::Property, "float", "1/s", "Spikes that travel in a second of the model, from all ranks.",
     number_<&NetworkPlan::spikes>},
    {"bytes", MemberKind::Property, "float", "", "Bytes that come to each rank in an exchange.", bytes_},
    {"exchange_time", MemberKind::Property, "float", "s", "Time of the exchanges of a second of the model.",
     number_<&NetworkPlan::exchange>},
    {"time", MemberKind::Property, "float", "s",
     "Time for a second of the model: the slowest rank's computing, and what of the exchange is not beside it.",
     number_<&NetworkPlan::all>},
    {"balance", MemberKind::Property, "float", "", "Computing of the mean rank over that of the slowest, at most 1.",
     balance_},
    {"efficiency", MemberKind::Property, "float", "", "The part of time in which the mean rank computes.", efficiency_},
    {"cells_on", MemberKind::Method, "() -> Vector", "", "Cells of each rank.", by_rank_<&Rank::cells>},
    {"connections_on", MemberKind::Method, "() -> Vector", "", "NetCons to cells of each rank.",
     by_rank_<&Rank::connections>},
    {"sources_on", MemberKind::Method, "() -> Vector", "", "Cells of other ranks that each rank waits for.",
     by_rank_<&Rank::remote>},
    {"memory_on", MemberKind::Method, "() -> Vector", "",
     "Bytes of memory of each rank: the model, the solver, connections, and the objects of Python that it has "
     "for these.\n\nWhat else the program keeps is in it when dry_run() was told of it (extra); the program itself, "
     "libraries and MPI come on top.",
     by_rank_<&Rank::memory>},
    {"sent_on", MemberKind::Method, "() -> Vector", "1/s", "Spikes that each rank sends in a second of the model.",
     by_rank_<&Rank::sent>},
    {"compute_time_on", MemberKind::Method, "() -> Vector", "s",
     "Time that each rank computes for a second of the model; NaN when the sample was not run.",
     by_rank_<&Rank::computing>},
    {"print", MemberKind::Method, "() -> float", "", "Prints a table of it all.", print_},
};

}  // namespace

Value dry_run(Call& call, double maxstep) {
    if (session_of(call).net().size() > 1) {
        call.refuse(ErrorKind::Value, "works on a sample of the network in one process: start it without mpiexec");
    }
    const sim::NetworkSample sample = sim::take_sample(call.context, host_bytes(call));
    if (sample.cells.empty()) {
        call.refuse(ErrorKind::Value,
                    "there are no cells with gids: build a small sample of the network first, with set_gid2node(), "
                    "cell() and gid_connect()");
    }
    const PlanRequest request = request_of(call, sample, maxstep);
    Value made = Value::adopt_object(call.context.state<SymbolTable>().find_class(kName)->create_unchecked());
    payload<NetworkPlan>(made.as_object()) = sim::plan_network(sample, request);
    return made;
}

ClassDef dry_run_class() {
    return {kName,
            "()",
            "What a large network would take on each of many ranks: the result of ParallelContext.dry_run().\n\n"
            "Seconds of the model are those of h.t. It is not part of NEURON 9.",
            sizeof(NetworkPlan),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows))};
}

}  // namespace nrn
