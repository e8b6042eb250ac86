#include "event/random_streams.hpp"

#include <cmath>

namespace nrn::event {

void RandomStream::compute_block(std::uint32_t key) noexcept {
    block_ = place_ / 4;
    key_ = key;
    words_ = philox4x32({static_cast<std::uint32_t>(block_), ids_[2], ids_[0], ids_[1]}, {key, 0});
}

namespace {

// Marsaglia's polar method; the second number of each point is not used, so that a place in the stream says everything.
double normal(RandomStream& stream, std::uint32_t key) {
    for (;;) {
        const double x = 2.0 * stream.uniform(key) - 1.0;
        const double y = 2.0 * stream.uniform(key) - 1.0;
        const double square = x * x + y * y;
        if (square <= 1.0 && square > 0.0) {
            return x * std::sqrt(-2.0 * std::log(square) / square);
        }
    }
}

// Counts intervals within the mean: the product of uniform numbers falls below e^-mean. Large means are taken in parts.
double poisson(RandomStream& stream, std::uint32_t key, double mean) {
    constexpr double kPart = 500.0;
    double count = 0.0;
    while (mean > 0.0) {
        const double part = mean < kPart ? mean : kPart;
        const double limit = std::exp(-part);
        for (double product = stream.uniform(key); product > limit; product *= stream.uniform(key)) {
            count += 1.0;
        }
        mean -= part;
    }
    return count;
}

}  // namespace

double draw(RandomStream& stream, std::uint32_t key, std::int32_t distribution, double a, double b) {
    switch (distribution) {
        case NRN_RANDOM_EXPONENTIAL:
            return -a * std::log(stream.uniform(key));
        case NRN_RANDOM_NORMAL:
            return a + b * normal(stream, key);
        case NRN_RANDOM_POISSON:
            return poisson(stream, key, a);
        default:
            return a + (b - a) * stream.uniform(key);
    }
}

RandomStream& RandomStreams::of(const mech::Mechanism& mechanism, mech::Id id, std::size_t which) {
    if (last_ != &mechanism) {
        last_ = &mechanism;
        of_last_ = &instances_[&mechanism];
    }
    const std::size_t limit = mechanism.table.id_limit();
    if (of_last_->size() <= limit) {
        of_last_->resize(limit + 1);
    }
    Instance& instance = (*of_last_)[id < limit ? id + 1 : 0];
    const std::uint32_t generation = id < limit ? mechanism.table.generation(id) : 1;
    if (instance.generation != generation || instance.streams.size() <= which) {
        instance.generation = generation;
        instance.streams.clear();
        const auto count = static_cast<std::size_t>(mechanism.abi()->random_count);
        for (std::size_t k = 0; k < count; ++k) {
            instance.streams.emplace_back(std::array<std::uint32_t, 3>{1, 0, ++made_});
        }
    }
    return instance.streams[which];
}

}  // namespace nrn::event
