// Random numbers for VERBATIM text: Random objects, streams of Random123 and ran4.
#include "base/random.hpp"
#include "builtins/data/random.hpp"
#include "builtins/model/verbatim_state.hpp"

namespace nrn {
namespace {

double random_pick(const NrnMechRun*, void* random) {
    return payload<Random>(object_behind(random)).pick();
}

std::uint32_t ran4_low(const NrnMechRun* run, const std::uint32_t* next) {
    std::uint32_t& low = context_of(run).state<RandomDefaults>().low_index;
    return next != nullptr ? low = *next : low;
}

std::uint32_t random123_key(const NrnMechRun* run, const std::uint32_t* next) {
    std::uint32_t& key = context_of(run).state<RandomDefaults>().global_index;
    if (next != nullptr) {
        events_of(run).random_key = key = *next;
    }
    return key;
}

double random123(const NrnMechRun* run, NrnVerbatimStream* at, std::int32_t distribution, double a, double b) {
    event::RandomStream stream({at->ids[0], at->ids[1], at->ids[2]});
    stream.set_place(at->place);
    const double drawn = event::draw(stream, events_of(run).random_key, distribution, a, b);
    at->place = stream.place();
    return drawn;
}

std::uint32_t random123_word(const NrnMechRun* run, NrnVerbatimStream* at) {
    const std::uint32_t key = events_of(run).random_key;
    PhiloxStream stream(at->ids[0], at->ids[1], at->ids[2], key);
    stream.move_to(at->place, key);
    at->place = (at->place + 1) % PhiloxStream::kPlaces;
    return stream.next(key);
}

std::int32_t random_stream(const NrnMechRun* run, void* random, NrnVerbatimStream* at, std::int32_t move) {
    auto* philox = std::get_if<PhiloxStream>(&payload<Random>(object_behind(random)).source.stream());
    if (philox == nullptr) {
        return 0;
    }
    if (move != 0) {
        philox->move_to(at->place, events_of(run).random_key);
    }
    const auto ids = philox->ids();
    *at = {{ids[0], ids[1], ids[2]}, philox->place()};
    return 1;
}

}  // namespace

void add_verbatim_random(NrnVerbatimServices& services) {
    services.random_pick = random_pick;
    services.ran4 = [](std::uint32_t low, std::uint32_t high) { return ran4(low, high); };
    services.ran4_low = ran4_low;
    services.random123_key = random123_key;
    services.random123 = random123;
    services.random123_word = random123_word;
    services.random_stream = random_stream;
}

}  // namespace nrn
