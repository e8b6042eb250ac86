// Run-time choice of the instruction set, for the .cpp files of this room only.
//
// A kernel is a struct with one static function template `run<V>(arguments...)`, where V is a vector of
// doubles as wide as a register (GCC vector extension). run_widest<Kernel>(arguments...) calls the copy
// compiled for the best instruction set of this machine. The whole file is compiled for the baseline, and
// only the three entry functions below carry a target attribute; a kernel is inlined into each of them and
// so compiled three times. Two rules make that work:
//   - everything a kernel calls is NRN_INLINE or a builtin: a function that is not inlined stays baseline
//     code, and a lambda does not inherit the target of the function around it;
//   - vectors are passed by reference, so that no calling convention depends on the target.
// Kernels live in unnamed namespaces: no copy for a better processor can replace a baseline one at link time.
#pragma once

#include <cstddef>
#include <cstring>

#define NRN_INLINE inline __attribute__((always_inline))

namespace nrn::numeric {

enum class SimdLevel : int {
    Baseline,  // SSE2 on x86-64; whatever the compiler assumes elsewhere
    Avx2,      // AVX2 and FMA
    Avx512,    // AVX-512 F, DQ, BW, VL
};

// The level in use: the best of this machine, or the limit if that is lower.
SimdLevel simd_level() noexcept;

// Lowers the level for the whole process, for tests that compare the levels with one another.
void limit_simd_level(SimdLevel limit) noexcept;

using Double2 = double __attribute__((vector_size(16)));
using Double4 = double __attribute__((vector_size(32)));
using Double8 = double __attribute__((vector_size(64)));

template <class V>
inline constexpr std::size_t lanes = sizeof(V) / sizeof(double);

// Unaligned load and store of one vector.
template <class V>
NRN_INLINE void load(V& v, const double* from) noexcept {
    std::memcpy(&v, from, sizeof v);
}
template <class V>
NRN_INLINE void store(double* to, const V& v) noexcept {
    std::memcpy(to, &v, sizeof v);
}
template <class V>
NRN_INLINE void broadcast(V& v, double x) noexcept {
    v = x - V{};
}

#if defined(__x86_64__) && defined(__GNUC__)
#define NRN_HAVE_X86_LEVELS 1
#define NRN_TARGET_AVX2 __attribute__((target("avx2,fma")))
#if defined(__clang__)  // which refuses the whole attribute for a word that it does not know
#define NRN_WIDE_VECTORS
#else
#define NRN_WIDE_VECTORS ",prefer-vector-width=512"
#endif
#define NRN_TARGET_AVX512 __attribute__((target("avx2,fma,avx512f,avx512dq,avx512bw,avx512vl" NRN_WIDE_VECTORS)))

template <class Kernel, class... Args>
NRN_TARGET_AVX512 auto run_avx512(Args... args) {
    return Kernel::template run<Double8>(args...);
}
template <class Kernel, class... Args>
NRN_TARGET_AVX2 auto run_avx2(Args... args) {
    return Kernel::template run<Double4>(args...);
}
#else
#define NRN_HAVE_X86_LEVELS 0
#endif

template <class Kernel, class... Args>
auto run_baseline(Args... args) {
    return Kernel::template run<Double2>(args...);
}

template <class Kernel, class... Args>
auto run_widest(Args... args) {
#if NRN_HAVE_X86_LEVELS
    switch (simd_level()) {
        case SimdLevel::Avx512:
            return run_avx512<Kernel>(args...);
        case SimdLevel::Avx2:
            return run_avx2<Kernel>(args...);
        case SimdLevel::Baseline:
            break;
    }
#endif
    return run_baseline<Kernel>(args...);
}

}  // namespace nrn::numeric
