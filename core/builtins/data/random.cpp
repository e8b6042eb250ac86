#include "builtins/data/random.hpp"

#include <cmath>
#include <new>

#include "base/text.hpp"
#include "event/events.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

constexpr long kLargestWord = 4294967295L;

Random& self_random(Call& call) {
    return payload<Random>(call.self);
}

std::uint32_t word_arg(const Call& call, std::size_t i) {
    return static_cast<std::uint32_t>(call.integer_or(i, 0, 0, kLargestWord));
}

// A number as hoc turns it into a word: whole, modulo 2^32; 0 when it is too large to tell.
std::uint32_t wrapped_word(double x) {
    constexpr double kLimit = 9007199254740992.0;  // 2^53
    return std::fabs(x) < kLimit ? static_cast<std::uint32_t>(static_cast<std::int64_t>(x)) : 0;
}

// ---- generators ----

PhiloxStream new_philox(Context& context, std::uint32_t id1, std::uint32_t id2, std::uint32_t id3) {
    return {id1, id2, id3, context.state<RandomDefaults>().global_index};
}

void construct(Call& call, void* raw) {
    constexpr long kSmallest = 7;
    constexpr long kUsual = 55;
    constexpr long kLargest = 98;
    const std::uint32_t seed = wrapped_word(call.number_or(0, 0.0));
    const auto size = static_cast<std::uint32_t>(call.integer_or(1, kUsual, kSmallest, kLargest));
    new (raw) Random{UniformSource(call.context, new_philox(call.context, seed, size, 0)), standard_normal()};
}

void destroy(void* raw) noexcept {
    static_cast<Random*>(raw)->~Random();
}

Value random123_(Call& call) {
    self_random(call).source.stream() =
        new_philox(call.context, word_arg(call, 0), word_arg(call, 1), word_arg(call, 2));
    return Value::number(0.0);
}

Value random123_globalindex_(Call& call) {
    std::uint32_t& index = call.context.state<RandomDefaults>().global_index;
    if (call.has(0)) {
        index = word_arg(call, 0);
        call.context.state<event::Events>().random_key = index;
    }
    return Value::number(index);
}

Value mcell_ran4_generator_(Call& call) {
    auto& defaults = call.context.state<RandomDefaults>();
    std::uint32_t high = word_arg(call, 0);
    std::uint32_t low = word_arg(call, 1);
    if (low == 0) {
        low = defaults.low_index;
    }
    ++defaults.unseeded;
    if (high == 0) {
        high = ran4(low, defaults.unseeded);
    }
    self_random(call).source.stream() = Ran4Stream(low, high);
    return Value::number(high);
}

Value seq_(Call& call) {
    auto& stream = self_random(call).source.stream();
    if (auto* philox = std::get_if<PhiloxStream>(&stream)) {
        if (call.has(0)) {
            philox->move_to(static_cast<std::uint64_t>(call.integer(0, 0, PhiloxStream::kPlaces - 1)),
                            call.context.state<RandomDefaults>().global_index);
        }
        return Value::number(static_cast<double>(philox->place()));
    }
    auto& counted = std::get<Ran4Stream>(stream);
    if (call.has(0)) {
        counted.move_to(wrapped_word(call.number(0)));
    }
    return Value::number(counted.place());
}

// ---- distributions ----

template <DistributionMaker make>
Value distribution_(Call& call) {
    Random& self = self_random(call);
    self.distribution = make(call);
    return Value::number(self.pick());
}

Value repick_(Call& call) {
    return Value::number(self_random(call).pick());
}

Value play_(Call& call) {
    call.refuse(ErrorKind::NotImplemented, "not part of this version, it needs the time step of the simulator");
}

// ---- functions of the top level ----

Value mcell_ran4_(Call& call) {
    Ref* counter = call.args[0].as_ref();
    const Value before = counter->get();
    if (!before.is_number()) {
        call.bad(ErrorKind::Type, 0, format("must refer to a number, not to %s", kind_name(before.kind())));
    }
    Ran4Stream stream(call.context.state<RandomDefaults>().low_index, wrapped_word(before.as_number()));
    const double picked = half_open_unit(stream.next());
    counter->set(Value::number(stream.place()));
    return Value::number(picked);
}

Value mcell_ran4_init_(Call& call) {
    std::uint32_t& low = call.context.state<RandomDefaults>().low_index;
    const std::uint32_t before = low;
    if (call.has(0)) {
        low = word_arg(call, 0);
    }
    return Value::number(before);
}

Value use_mcell_ran4_(Call& call) {
    double& preference = call.context.state<RandomDefaults>().prefers_ran4;
    const double before = preference;
    if (call.has(0)) {
        preference = static_cast<double>(call.integer(0, 0, 1));
    }
    return Value::number(before);
}

// ---- the tables ----

const Member kRows[] = {
    {"Random123", MemberKind::Method, "(id1: int = 0, id2: int = 0, id3: int = 0) -> float", "",
     "Takes the numbers from the Philox 4x32-10 stream that id1, id2 and id3 name, at its start.\n\n"
     "Streams of different ids are independent of each other. IndexError for an id outside 0 ... 2^32 - 1.",
     random123_},
    {"Random123_globalindex", MemberKind::Method, "() -> float ; (index: int) -> float", "",
     "The number that selects between whole families of Random123 streams; with an argument, sets it.\n\n"
     "A stream takes it over with its next block of four numbers. IndexError outside 0 ... 2^32 - 1.",
     random123_globalindex_},
    {"MCellRan4", MemberKind::Method, "(highindex: int = 0, lowindex: int = 0) -> float", "",
     "Takes the numbers from the ran4 stream lowindex (0: that of mcell_ran4_init) from place highindex on.\n\n"
     "highindex 0 chooses a place, another one each time. The result is the highindex. IndexError for an index\n"
     "outside 0 ... 2^32 - 1.",
     mcell_ran4_generator_},
    {"seq", MemberKind::Method, "() -> float ; (place: float) -> float", "",
     "The place in the stream; with an argument, moves there.\n\n"
     "It counts uniform numbers: for Random123 from 0 to 2^34 - 1 (IndexError outside), for MCellRan4 it is the\n"
     "highindex, modulo 2^32.",
     seq_},
    {"repick", MemberKind::Method, "() -> float", "", "Another number of the distribution chosen last.", repick_},
    {"play", MemberKind::Method, "(variable: ref) -> float", "",
     "Gives a variable a new number at each step of a simulation.\n\nNotImplementedError in this version.", play_},
    {"uniform", MemberKind::Method, "(low: float, high: float) -> float", "",
     "Numbers between low and high, all equally likely; the result is the first.\n\n"
     "ValueError for limits that are not finite.",
     distribution_<make_uniform>},
    {"discunif", MemberKind::Method, "(low: float, high: float) -> float", "",
     "Whole numbers from low to high, both included; the result is the first.\n\n"
     "ValueError for limits that are not finite or beyond 2^53.",
     distribution_<make_discunif>},
    {"normal", MemberKind::Method, "(mean: float, variance: float) -> float", "",
     "Normally distributed numbers (polar method); the result is the first.\n\nValueError for a negative variance.",
     distribution_<make_normal>},
    {"lognormal", MemberKind::Method, "(mean: float, variance: float) -> float", "",
     "Numbers whose logarithm is normally distributed; the result is the first.\n\n"
     "mean and variance are those of the numbers. ValueError for a mean of 0 or a negative variance.",
     distribution_<make_lognormal>},
    {"negexp", MemberKind::Method, "(mean: float) -> float", "",
     "Exponentially distributed numbers, intervals of a Poisson process; the result is the first.",
     distribution_<make_negexp>},
    {"poisson", MemberKind::Method, "(mean: float) -> float", "",
     "Counts of a Poisson process in an interval; the result is the first.\n\n"
     "ValueError for a mean that is negative or above 745.",
     distribution_<make_poisson>},
    {"binomial", MemberKind::Method, "(n: float, p: float) -> float", "",
     "How many of n tries succeed, each with probability p; the result is the first.\n\n"
     "The time grows with n. ValueError unless 0 <= n < 2^31 and 0 <= p <= 1.",
     distribution_<make_binomial>},
    {"erlang", MemberKind::Method, "(mean: float, variance: float) -> float", "",
     "Sums of k exponentially distributed numbers, k the whole number closest to mean^2/variance; gives the first.\n\n"
     "The time grows with k. ValueError for a variance that is not above 0, or k of 2^31 and more.",
     distribution_<make_erlang>},
    {"geometric", MemberKind::Method, "(p: float) -> float", "",
     "How many tries the first failure takes, p the probability of success; the result is the first.\n\n"
     "ValueError for p that is negative or (almost) 1.",
     distribution_<make_geometric>},
    {"hypergeo", MemberKind::Method, "(mean: float, variance: float) -> float", "",
     "Numbers of two exponential distributions, mixed to have this mean and variance; the result is the first.\n\n"
     "ValueError for a mean of 0, or a variance below the square of the mean.",
     distribution_<make_hypergeo>},
    {"weibull", MemberKind::Method, "(alpha: float, beta: float) -> float", "",
     "Weibull distributed numbers, (-beta log(1-u))^(1/alpha); the result is the first.\n\n"
     "ValueError for alpha of 0.",
     distribution_<make_weibull>},
};

constexpr const char* kDoc =
    "A source of random numbers: a generator, which is a place in a stream, and a distribution.\n\n"
    "Random(seed) is the Philox stream (seed, size, 0), as Random123(seed, size, 0) chooses it; seed is taken\n"
    "modulo 2^32, size is 7 ... 98. The numbers are standard normal until a distribution is chosen. Choosing one, "
    "such\n"
    "as uniform(0, 1), gives its first number, and repick() the following. The same ids give the same numbers on\n"
    "every machine.";

}  // namespace

ClassDef random_class() {
    ClassDef def{"Random", "(seed: float = 0, size: int = 55)", kDoc, sizeof(Random), construct, destroy, {}};
    def.members.assign(std::begin(kRows), std::end(kRows));
    return def;
}

void define_random_functions(SymbolTable& symbols) {
    symbols.add_function(
        {"mcell_ran4", "(highindex: ref) -> float",
         "A uniform number in [0, 1): that of place highindex in the stream set by mcell_ran4_init.\n\n"
         "highindex refers to a number, which is increased by 1 (modulo 2^32).",
         mcell_ran4_});
    symbols.add_function({"mcell_ran4_init", "() -> float ; (lowindex: int) -> float",
                          "The lowindex, which names the stream of mcell_ran4; with an argument, sets it.\n\n"
                          "The result is the value before. IndexError outside 0 ... 2^32 - 1.",
                          mcell_ran4_init_});
    symbols.add_function({"use_mcell_ran4", "() -> float ; (use: int) -> float",
                          "Whether mechanisms take their random numbers from mcell_ran4; with 0 or 1, sets it.\n\n"
                          "The result is the value before. IndexError for another number.",
                          use_mcell_ran4_});
}

}  // namespace nrn
