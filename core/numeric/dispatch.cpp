#include "numeric/dispatch.hpp"

#include <algorithm>
#include <atomic>

namespace nrn::numeric {

namespace {

SimdLevel detect() noexcept {
#if NRN_HAVE_X86_LEVELS
    __builtin_cpu_init();
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    return avx2 && avx512 ? SimdLevel::Avx512 : avx2 ? SimdLevel::Avx2 : SimdLevel::Baseline;
#else
    return SimdLevel::Baseline;
#endif
}

std::atomic<SimdLevel>& level() noexcept {
    static std::atomic<SimdLevel> value{detect()};
    return value;
}

}  // namespace

SimdLevel simd_level() noexcept {
    return level().load(std::memory_order_relaxed);
}

void limit_simd_level(SimdLevel limit) noexcept {
    level().store(std::min(limit, detect()), std::memory_order_relaxed);
}

}  // namespace nrn::numeric
