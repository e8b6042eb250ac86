#include "numeric/vector_math.hpp"

#include "numeric/dispatch.hpp"

#if NRN_HAVE_X86_LEVELS && defined(__linux__)
#define NRN_HAVE_LIBMVEC 1
#include <dlfcn.h>

#include <array>
#include <cstdio>
#endif

namespace nrn::numeric {

#ifdef NRN_HAVE_LIBMVEC

namespace {

constexpr int level_count = 3;
constexpr int function_count = static_cast<int>(MathFunction::Erf) + 1;

// The addresses found, by SIMD level; null where the library has no such function.
struct Library {
    std::array<std::array<void*, function_count>, level_count> unary{};
    std::array<void*, level_count> power{};

    Library() noexcept;
};

const char* library_name(MathFunction function) noexcept {
    switch (function) {
        case MathFunction::Exp:
            return "exp";
        case MathFunction::Expm1:
            return "expm1";
        case MathFunction::Log:
            return "log";
        case MathFunction::Log10:
            return "log10";
        case MathFunction::Log1p:
            return "log1p";
        case MathFunction::Sin:
            return "sin";
        case MathFunction::Cos:
            return "cos";
        case MathFunction::Tan:
            return "tan";
        case MathFunction::Asin:
            return "asin";
        case MathFunction::Acos:
            return "acos";
        case MathFunction::Atan:
            return "atan";
        case MathFunction::Sinh:
            return "sinh";
        case MathFunction::Cosh:
            return "cosh";
        case MathFunction::Tanh:
            return "tanh";
        case MathFunction::Erf:
            return "erf";
        case MathFunction::Abs:
        case MathFunction::Sqrt:
        case MathFunction::Floor:
        case MathFunction::Ceil:
            break;
    }
    return nullptr;  // a machine instruction: no library needed
}

Library::Library() noexcept {
    void* handle = dlopen("libmvec.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        return;
    }
    constexpr std::array<const char*, level_count> prefix{"_ZGVbN2", "_ZGVdN4", "_ZGVeN8"};
    for (int level = 0; level < level_count; ++level) {
        char symbol[32];
        for (int f = 0; f < function_count; ++f) {
            if (const char* name = library_name(static_cast<MathFunction>(f))) {
                std::snprintf(symbol, sizeof symbol, "%sv_%s", prefix[level], name);
                unary[level][f] = dlsym(handle, symbol);
            }
        }
        std::snprintf(symbol, sizeof symbol, "%svv_pow", prefix[level]);
        power[level] = dlsym(handle, symbol);
    }
}

const Library& library() noexcept {
    static const Library found;
    return found;
}

// A call of a library function takes and gives vectors in registers, so it must be compiled for its level.
inline void call(void* function, Double2& v) noexcept {
    v = reinterpret_cast<Double2 (*)(Double2)>(function)(v);
}
inline void call(void* function, Double2& v, const Double2& w) noexcept {
    v = reinterpret_cast<Double2 (*)(Double2, Double2)>(function)(v, w);
}
NRN_TARGET_AVX2 inline void call(void* function, Double4& v) noexcept {
    v = reinterpret_cast<Double4 (*)(Double4)>(function)(v);
}
NRN_TARGET_AVX2 inline void call(void* function, Double4& v, const Double4& w) noexcept {
    v = reinterpret_cast<Double4 (*)(Double4, Double4)>(function)(v, w);
}
NRN_TARGET_AVX512 inline void call(void* function, Double8& v) noexcept {
    v = reinterpret_cast<Double8 (*)(Double8)>(function)(v);
}
NRN_TARGET_AVX512 inline void call(void* function, Double8& v, const Double8& w) noexcept {
    v = reinterpret_cast<Double8 (*)(Double8, Double8)>(function)(v, w);
}

// x[i] = function(x[i], more...), V by V; the last, partial vector is filled up with its own last number.
template <class V, class... More>
NRN_INLINE void call_for_all(void* function, double* x, std::size_t n, const More&... more) noexcept {
    std::size_t i = 0;
    V v;
    for (; i + lanes<V> <= n; i += lanes<V>) {
        load(v, x + i);
        call(function, v, more...);
        store(x + i, v);
    }
    if (i < n) {
        double rest[lanes<V>];
        for (std::size_t j = 0; j < lanes<V>; ++j) {
            rest[j] = x[i + j < n ? i + j : n - 1];
        }
        load(v, rest);
        call(function, v, more...);
        store(rest, v);
        std::memcpy(x + i, rest, (n - i) * sizeof(double));
    }
}

struct ApplyKernel {
    template <class V>
    static NRN_INLINE void run(void* function, double* x, std::size_t n) noexcept {
        call_for_all<V>(function, x, n);
    }
};

struct PowerKernel {
    template <class V>
    static NRN_INLINE void run(void* function, double* x, std::size_t n, double exponent) noexcept {
        V exponents = {};
        broadcast(exponents, exponent);
        call_for_all<V>(function, x, n, exponents);
    }
};

}  // namespace

bool apply_simd(MathFunction function, std::span<double> x) noexcept {
    void* address = library().unary[static_cast<int>(simd_level())][static_cast<int>(function)];
    if (!address) {
        return false;
    }
    run_widest<ApplyKernel>(address, x.data(), x.size());
    return true;
}

bool power_simd(std::span<double> x, double exponent) noexcept {
    void* address = library().power[static_cast<int>(simd_level())];
    if (!address) {
        return false;
    }
    run_widest<PowerKernel>(address, x.data(), x.size(), exponent);
    return true;
}

#else

bool apply_simd(MathFunction, std::span<double>) noexcept {
    return false;
}

bool power_simd(std::span<double>, double) noexcept {
    return false;
}

#endif

}  // namespace nrn::numeric
