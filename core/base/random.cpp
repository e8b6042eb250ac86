#include "base/random.hpp"

namespace nrn {
namespace {

constexpr int kPhiloxRounds = 10;
constexpr std::uint64_t kPhiloxMultiplier0 = 0xD2511F53;
constexpr std::uint64_t kPhiloxMultiplier1 = 0xCD9E8D57;
constexpr PhiloxKey kPhiloxWeyl = {0x9E3779B9, 0xBB67AE85};  // golden ratio, sqrt(3) - 1

std::uint32_t high_half(std::uint64_t x) {
    return static_cast<std::uint32_t>(x >> 32);
}
std::uint32_t low_half(std::uint64_t x) {
    return static_cast<std::uint32_t>(x);
}

// Constants of Numerical Recipes, table 7.5: about half of the bits set, otherwise arbitrary.
constexpr std::uint32_t kBefore[] = {0xBAA96887, 0x1E17D32C};
constexpr std::uint32_t kAfter[] = {0x4B0F3B58, 0xE874F0C3};

// The hash of one half word, which the other half is added to.
std::uint32_t scramble(std::uint32_t word, std::uint32_t before, std::uint32_t after) {
    const std::uint32_t mixed = word ^ before;
    const std::uint32_t low = mixed & 0xFFFF;
    const std::uint32_t high = mixed >> 16;
    const std::uint32_t squares = low * low + ~(high * high);
    const std::uint32_t swapped = (squares >> 16) | (squares << 16);
    return (swapped ^ after) + low * high;
}

}  // namespace

PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) noexcept {
    for (int round = 0; round < kPhiloxRounds; ++round) {
        const std::uint64_t product0 = kPhiloxMultiplier0 * counter[0];
        const std::uint64_t product1 = kPhiloxMultiplier1 * counter[2];
        counter = {high_half(product1) ^ counter[1] ^ key[0], low_half(product1),
                   high_half(product0) ^ counter[3] ^ key[1], low_half(product0)};
        key[0] += kPhiloxWeyl[0];
        key[1] += kPhiloxWeyl[1];
    }
    return counter;
}

std::uint32_t ran4(std::uint32_t low, std::uint32_t high) noexcept {
    std::uint32_t left = low;
    std::uint32_t right = high;
    for (int round = 0; round < 2; ++round) {
        const std::uint32_t scrambled = left ^ scramble(right, kBefore[round], kAfter[round]);
        left = right;
        right = scrambled;
    }
    return right;
}

double half_open_unit(std::uint32_t word) noexcept {
    constexpr double kStep = 1.0 / 4294967296.0;
    return static_cast<double>(word) * kStep;
}

}  // namespace nrn
