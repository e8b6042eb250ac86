// Random: hoc's source of random numbers, a stream of uniform ones and a distribution that is made of them.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>

#include "base/random.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "object/klass.hpp"

namespace nrn {

class SymbolTable;

// What the streams of a Context have in common.
struct RandomDefaults {
    std::uint32_t global_index = 0;  // the key of all Random123 streams
    std::uint32_t low_index = 0;     // the stream of ran4 where none is given
    std::uint32_t unseeded = 0;      // how many MCellRan4 generators were made
    double prefers_ran4 = 0.0;       // what use_mcell_ran4 was set to
};

// Uniform numbers, and the look at signals that long work with them needs.
class UniformSource {
  public:
    using Stream = std::variant<PhiloxStream, Ran4Stream>;

    UniformSource(Context& context, PhiloxStream stream)
        : host_(host_of(context)), defaults_(context.state<RandomDefaults>()), stream_(stream) {
    }

    double next() {
        if (auto* philox = std::get_if<PhiloxStream>(&stream_)) {
            return open_unit(philox->next(defaults_.global_index));
        }
        return half_open_unit(std::get_if<Ran4Stream>(&stream_)->next());
    }
    // next() within a loop whose length has no bound: the user can interrupt it.
    double next_of_many() {
        constexpr std::uint32_t kLookAtSignals = 1U << 20;
        if (++since_look_ % kLookAtSignals == 0) {
            host_.check_signals();
        }
        return next();
    }
    Stream& stream() {
        return stream_;
    }

  private:
    Host& host_;
    const RandomDefaults& defaults_;
    Stream stream_;
    std::uint32_t since_look_ = 0;
};

class Distribution {
  public:
    virtual ~Distribution() = default;
    virtual double draw(UniformSource& source) = 0;
};

// Each checks its parameters, the arguments of a call: Error(Value) names the one that is out of its domain.
using DistributionMaker = std::unique_ptr<Distribution> (*)(const Call&);
std::unique_ptr<Distribution> standard_normal();
std::unique_ptr<Distribution> make_uniform(const Call& call);
std::unique_ptr<Distribution> make_discunif(const Call& call);
std::unique_ptr<Distribution> make_normal(const Call& call);
std::unique_ptr<Distribution> make_lognormal(const Call& call);
std::unique_ptr<Distribution> make_negexp(const Call& call);
std::unique_ptr<Distribution> make_poisson(const Call& call);
std::unique_ptr<Distribution> make_binomial(const Call& call);
std::unique_ptr<Distribution> make_erlang(const Call& call);
std::unique_ptr<Distribution> make_geometric(const Call& call);
std::unique_ptr<Distribution> make_hypergeo(const Call& call);
std::unique_ptr<Distribution> make_weibull(const Call& call);

struct Random {
    UniformSource source;
    std::unique_ptr<Distribution> distribution;

    double pick() {
        return distribution->draw(source);
    }
};

inline Random& random_arg(Call& call, std::size_t i) {
    return payload<Random>(call.object(i));
}

ClassDef random_class();
void define_random_functions(SymbolTable& symbols);  // mcell_ran4, mcell_ran4_init, use_mcell_ran4

}  // namespace nrn
