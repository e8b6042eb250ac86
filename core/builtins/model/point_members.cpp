// Members that built-in point processes have beyond what their mechanisms say: those that take objects.
#include <cmath>
#include <iterator>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/random.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/data/vector_record.hpp"
#include "builtins/model/model.hpp"
#include "cable/cable.hpp"
#include "event/events.hpp"

namespace nrn {
namespace {

cable::PointProcess& self_point(Call& call) {
    return payload<cable::PointProcess>(call.self);
}

// ---- APCount ----

// Where counters store times. One for a counter that has ended does nothing more; it is dropped when another counter
// takes its address.
struct CountedTimes {
    std::unordered_map<const cable::PointProcess*, std::weak_ptr<event::Recording>> of;
};

mech::Handle handle_of(const cable::PointProcess& point, const char* name) {
    return {point.mechanism->table, point.mechanism->find(name)->column, point.id};
}

Value record_(Call& call) {
    const cable::PointProcess& point = self_point(call);
    auto& times = call.context.state<CountedTimes>().of;
    if (const auto former = times.find(&point); former != times.end()) {
        end_times(call.context, former->second);
        times.erase(former);
    }
    if (call.has(0)) {
        times.emplace(&point, record_times(call.object(0), handle_of(point, "n"), handle_of(point, "time")));
    }
    return Value::number(1.0);
}

const Member kCounterMembers[] = {
    {"record", MemberKind::Method, "() -> float ; (times: Vector) -> float", "",
     "The Vector gets the times of crossings; without one, none does any more.\n\n"
     "It begins with finitialize(), which empties the Vector. When the Vector or the counter ends, so does this.",
     record_},
};

// ---- NetStim ----

// The stream begins at the place of the Random, and finitialize() moves it to the first; afterwards the two have
// nothing to do with each other.
Value noise_from_random_(Call& call) {
    const auto* philox = std::get_if<PhiloxStream>(&random_arg(call, 0).source.stream());
    if (philox == nullptr) {
        call.bad(ErrorKind::Value, 0, "must have the generator Random123: call its Random123(id1, id2, id3) first");
    }
    const cable::PointProcess& point = self_point(call);
    auto& stream = call.context.state<event::Events>().random_stream(*point.mechanism, point.id, 0);
    stream.set_ids(philox->ids());
    stream.set_place(philox->place());
    return Value::number(1.0);
}

const Member kNetStimMembers[] = {
    {"noiseFromRandom", MemberKind::Method, "(random: Random) -> float", "",
     "Takes the stream of a Random, as noiseFromRandom123() with its three numbers does.\n\n"
     "The Random itself stays where it is, and its distribution is not used: intervals remain exponential.\n"
     "ValueError unless its generator is Random123.",
     noise_from_random_},
};

// ---- PatternStim ----

// The numbers are copied: the Vectors may change.
Value play_(Call& call) {
    std::vector<event::Pattern::Spike> spikes;
    if (call.has(0)) {
        const std::span<const double> times = vector_of(call.object(0)).span();
        const std::span<const double> gids = vector_of(call.object(1)).span();
        if (times.size() != gids.size()) {
            call.refuse(ErrorKind::Value,
                        format("there are %zu times and %zu gids: each spike needs both", times.size(), gids.size()));
        }
        for (std::size_t i = 0; i < times.size(); ++i) {
            constexpr double kMostGid = 2147483647.0;
            if (!std::isfinite(times[i])) {
                call.bad(ErrorKind::Value, 0, format("holds %g at %zu, which is no time", times[i], i));
            }
            const bool possible = gids[i] >= 0.0 && gids[i] <= kMostGid;  // any other is nobody's
            spikes.push_back({times[i], possible ? static_cast<std::int64_t>(gids[i]) : event::kNoGid});
        }
    }
    auto& events = call.context.state<event::Events>();
    events.point_of(self_point(call))
        .set_pattern(spikes.empty() ? nullptr : std::make_unique<event::Pattern>(events, std::move(spikes)));
    return Value::number(1.0);
}

const Member kPatternMembers[] = {
    {"play", MemberKind::Method, "() -> float ; (times: Vector, gids: Vector) -> float", "ms",
     "Plays spikes from the next finitialize() on: connections of ParallelContext.gid_connect get them.\n\n"
     "times [ms] and gids say who fires when, in any order; those of cells that are here, and of gids nobody waits "
     "for, play no part. Without arguments it plays nothing any more. ValueError when there are not as many times as "
     "gids.",
     play_},
};

}  // namespace

void add_point_members(const mech::Mechanism& mechanism, std::vector<Member>& members) {
    if (mechanism.name() == "APCount") {
        members.insert(members.end(), std::begin(kCounterMembers), std::end(kCounterMembers));
    } else if (mechanism.name() == "NetStim") {
        members.insert(members.end(), std::begin(kNetStimMembers), std::end(kNetStimMembers));
    } else if (mechanism.name() == "PatternStim") {
        members.insert(members.end(), std::begin(kPatternMembers), std::end(kPatternMembers));
    }
}

}  // namespace nrn
