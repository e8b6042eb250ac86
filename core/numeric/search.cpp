#include "numeric/search.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "numeric/dispatch.hpp"

#if NRN_HAVE_X86_LEVELS
#include <immintrin.h>
#endif

namespace nrn::numeric {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Every condition comes down to low <= x <= high, or its opposite. A strict bound is the next double.
struct Range {
    double low = -infinity;
    double high = infinity;
    bool outside = false;

    NRN_INLINE bool has(double x) const noexcept {
        return ((x >= low) & (x <= high)) != outside;
    }
};

constexpr Range nowhere{infinity, -infinity, false};

double above(double bound) noexcept {
    return std::nextafter(bound, infinity);
}
double below(double bound) noexcept {
    return std::nextafter(bound, -infinity);
}

// low < x is low' <= x with the next double; nothing is above infinity, nor beyond NaN.
Range range_between(double low, bool low_open, double high, bool high_open) noexcept {
    if (std::isnan(low) || std::isnan(high) || (low_open && low == infinity) || (high_open && high == -infinity)) {
        return nowhere;
    }
    return {low_open ? above(low) : low, high_open ? below(high) : high, false};
}

Range range_of(const Condition& c) noexcept {
    const double t = c.tolerance;
    switch (c.comparison) {
        case Comparison::Equal:
            return range_between(c.a - t, t > 0, c.a + t, t > 0);
        case Comparison::NotEqual: {
            Range range = range_between(c.a - t, t > 0, c.a + t, t > 0);
            range.outside = true;
            return range;
        }
        case Comparison::Less:
            return range_between(-infinity, false, c.a - t, true);
        case Comparison::LessEqual:
            return range_between(-infinity, false, c.a + t, false);
        case Comparison::Greater:
            return range_between(c.a + t, true, infinity, false);
        case Comparison::GreaterEqual:
            return range_between(c.a - t, false, infinity, false);
        case Comparison::InClosed:
            return range_between(c.a - t, false, c.b + t, false);
        case Comparison::InClosedOpen:
            return range_between(c.a - t, false, c.b - t, true);
        case Comparison::InOpenClosed:
            return range_between(c.a + t, true, c.b + t, false);
        case Comparison::InOpen:
            return range_between(c.a + t, true, c.b - t, true);
    }
    return nowhere;
}

constexpr std::array<std::pair<std::string_view, Comparison>, 10> comparisons{{
    {"==", Comparison::Equal},
    {"!=", Comparison::NotEqual},
    {"<", Comparison::Less},
    {"<=", Comparison::LessEqual},
    {">", Comparison::Greater},
    {">=", Comparison::GreaterEqual},
    {"[]", Comparison::InClosed},
    {"[)", Comparison::InClosedOpen},
    {"(]", Comparison::InOpenClosed},
    {"()", Comparison::InOpen},
}};

// The hits among 64 elements as bits, the first lowest.
constexpr std::size_t group = 64;

//
// The x86 versions need the instruction that gathers signs into bits, which no vector expression yields. They
// carry the target of their level, and so may be inlined into the kernels of that level only.
#if NRN_HAVE_X86_LEVELS
inline void hits_of_group(std::uint64_t& bits, const double* x, const Double2& low, const Double2& high) noexcept {
    bits = 0;
    for (std::size_t i = 0; i < group; i += 2) {
        const __m128d v = _mm_loadu_pd(x + i);
        const __m128d hit = _mm_and_pd(_mm_cmpge_pd(v, low), _mm_cmple_pd(v, high));
        bits |= static_cast<std::uint64_t>(_mm_movemask_pd(hit)) << i;
    }
}

NRN_TARGET_AVX2 inline void hits_of_group(std::uint64_t& bits, const double* x, const Double4& low,
                                          const Double4& high) noexcept {
    bits = 0;
    for (std::size_t i = 0; i < group; i += 4) {
        const __m256d v = _mm256_loadu_pd(x + i);
        const __m256d hit = _mm256_and_pd(_mm256_cmp_pd(v, low, _CMP_GE_OQ), _mm256_cmp_pd(v, high, _CMP_LE_OQ));
        bits |= static_cast<std::uint64_t>(_mm256_movemask_pd(hit)) << i;
    }
}

NRN_TARGET_AVX512 inline void hits_of_group(std::uint64_t& bits, const double* x, const Double8& low,
                                            const Double8& high) noexcept {
    bits = 0;
    for (std::size_t i = 0; i < group; i += 8) {
        const __m512d v = _mm512_loadu_pd(x + i);
        const __mmask8 above_low = _mm512_cmp_pd_mask(v, low, _CMP_GE_OQ);
        bits |= static_cast<std::uint64_t>(_mm512_mask_cmp_pd_mask(above_low, v, high, _CMP_LE_OQ)) << i;
    }
}
#else
template <class V>
inline void hits_of_group(std::uint64_t& bits, const double* x, const V& low, const V& high) noexcept {
    bits = 0;
    for (std::size_t i = 0; i < group; ++i) {
        bits |= static_cast<std::uint64_t>((x[i] >= low[0]) & (x[i] <= high[0])) << i;
    }
}
#endif

// The hits among the elements from i on, at most 64 of them.
template <class V>
NRN_INLINE std::uint64_t hits_from(const double* x, std::size_t i, std::size_t n, const Range& range) noexcept {
    std::uint64_t bits = 0;
    if (n - i >= group) {
        V low = {}, high = {};
        broadcast(low, range.low);
        broadcast(high, range.high);
        hits_of_group(bits, x + i, low, high);
        return bits ^ (range.outside ? ~std::uint64_t{0} : 0);
    }
    for (std::size_t j = 0; i + j < n; ++j) {
        bits |= static_cast<std::uint64_t>(range.has(x[i + j])) << j;
    }
    return bits;
}

struct CountKernel {
    template <class V>
    static NRN_INLINE std::size_t run(const double* x, std::size_t n, Range range) noexcept {
        std::size_t count = 0;
        for (std::size_t i = 0; i < n; i += group) {
            count += static_cast<std::size_t>(__builtin_popcountll(hits_from<V>(x, i, n, range)));
        }
        return count;
    }
};

struct FirstKernel {
    template <class V>
    static NRN_INLINE std::size_t run(const double* x, std::size_t n, Range range) noexcept {
        for (std::size_t i = 0; i < n; i += group) {
            if (const std::uint64_t hits = hits_from<V>(x, i, n, range)) {
                return i + static_cast<std::size_t>(__builtin_ctzll(hits));
            }
        }
        return n;
    }
};

struct Index {
    static NRN_INLINE double of(const double*, std::size_t i) noexcept {
        return static_cast<double>(i);
    }
};
struct Value {
    static NRN_INLINE double of(const double* x, std::size_t i) noexcept {
        return x[i];
    }
};

// Few hits in a group are taken bit by bit; many are written without a branch to a buffer first, which may
// hold one number too many.
template <class What>
NRN_INLINE void write_hits(const double* x, std::size_t i, std::uint64_t hits, std::size_t count,
                           double* out) noexcept {
    if (count <= 12) {
        for (; hits != 0; hits &= hits - 1) {
            *out++ = What::of(x, i + static_cast<std::size_t>(__builtin_ctzll(hits)));
        }
        return;
    }
    double buffer[group + 1];
    std::size_t k = 0;
    for (; hits != 0; hits >>= 1, ++i) {
        buffer[k] = What::of(x, i);
        k += hits & 1;
    }
    __builtin_memcpy(out, buffer, count * sizeof(double));
}

struct Written {
    std::size_t count;
    bool complete;
};

template <class What>
struct FindKernel {
    template <class V>
    static NRN_INLINE Written run(const double* x, std::size_t n, Range range, double* out, std::size_t room) noexcept {
        std::size_t written = 0;
        for (std::size_t i = 0; i < n; i += group) {
            const std::uint64_t hits = hits_from<V>(x, i, n, range);
            if (hits == 0) {
                continue;
            }
            const auto count = static_cast<std::size_t>(__builtin_popcountll(hits));
            if (count > room - written) {
                return {written, false};
            }
            write_hits<What>(x, i, hits, count, out + written);
            written += count;
        }
        return {written, true};
    }
};

template <class What>
std::size_t find(const char* what, std::span<const double> x, const Condition& condition, std::span<double> out) {
    const Written result =
        run_widest<FindKernel<What>>(x.data(), x.size(), range_of(condition), out.data(), out.size());
    if (!result.complete) {
        fail(ErrorKind::Value, "%s: room for %zu results is not enough; give room for count_where() of them", what,
             out.size());
    }
    return result.count;
}

struct MarkKernel {
    template <class V>
    static NRN_INLINE void run(const double* x, std::size_t n, Range range, double* out) noexcept {
        const double inside = range.outside ? 0.0 : 1.0;
#pragma GCC ivdep
        for (std::size_t i = 0; i < n; ++i) {
            out[i] = (x[i] >= range.low) & (x[i] <= range.high) ? inside : 1.0 - inside;
        }
    }
};

void check_lengths(const char* what, std::size_t x, std::size_t y) {
    if (x != y) {
        fail(ErrorKind::Value, "%s: the arrays have %zu and %zu elements; they must have equally many", what, x, y);
    }
}

// Walks along ascending abscissae: find(x) is the first k with xs[k] >= x, or their number.
class Walk {
  public:
    explicit Walk(std::span<const double> xs) noexcept : xs_(xs) {
    }

    std::size_t find(double x) noexcept {
        if (at_ > 0 && xs_[at_ - 1] >= x) {
            return at_ = search(0, at_, x);
        }
        const std::size_t near = std::min(at_ + near_steps, xs_.size());
        while (at_ < near && xs_[at_] < x) {
            ++at_;
        }
        if (at_ == near && near < xs_.size()) {
            at_ = search(near, xs_.size(), x);
        }
        return at_;
    }

  private:
    static constexpr std::size_t near_steps = 16;

    std::size_t search(std::size_t begin, std::size_t end, double x) const noexcept {
        return static_cast<std::size_t>(std::lower_bound(xs_.begin() + begin, xs_.begin() + end, x) - xs_.begin());
    }

    std::span<const double> xs_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<Comparison> comparison(std::string_view text) noexcept {
    for (const auto& [name, value] : comparisons) {
        if (name == text) {
            return value;
        }
    }
    return std::nullopt;
}

bool holds(const Condition& condition, double x) noexcept {
    return range_of(condition).has(x);
}

std::size_t count_where(std::span<const double> x, const Condition& condition) noexcept {
    return run_widest<CountKernel>(x.data(), x.size(), range_of(condition));
}

std::size_t find_first(std::span<const double> x, const Condition& condition) noexcept {
    return run_widest<FirstKernel>(x.data(), x.size(), range_of(condition));
}

std::size_t find_indices(std::span<const double> x, const Condition& condition, std::span<double> out) {
    return find<Index>("find_indices", x, condition, out);
}

std::size_t find_values(std::span<const double> x, const Condition& condition, std::span<double> out) {
    return find<Value>("find_values", x, condition, out);
}

void mark_where(std::span<const double> x, const Condition& condition, std::span<double> out) {
    check_lengths("mark_where", x.size(), out.size());
    run_widest<MarkKernel>(x.data(), x.size(), range_of(condition), out.data());
}

OutsideBins count_in_bins(std::span<const double> x, double low, double width, std::span<double> counts) {
    if (!std::isfinite(low) || !std::isfinite(width) || width <= 0) {
        fail(ErrorKind::Value, "count_in_bins: low %g and width %g must be finite, and the width above 0", low, width);
    }
    const auto bins = static_cast<double>(counts.size());
    OutsideBins outside;
    for (const double v : x) {
        const double bin = (v - low) / width;
        if (bin >= 0 && bin < bins) {
            counts[static_cast<std::size_t>(bin)] += 1;
        } else {
            outside.below += bin < 0;
            outside.above += bin >= bins;
            outside.nan += std::isnan(bin);
        }
    }
    return outside;
}

void interpolate(std::span<const double> x, std::span<const double> xs, std::span<const double> ys,
                 std::span<double> out) {
    check_lengths("interpolate (abscissae and ordinates)", xs.size(), ys.size());
    check_lengths("interpolate (where and result)", x.size(), out.size());
    if (xs.empty()) {
        fail(ErrorKind::Value, "interpolate: there are no points to interpolate between; give at least one");
    }
    Walk walk(xs);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double at = x[i];
        if (std::isnan(at)) {
            out[i] = at;
            continue;
        }
        const std::size_t k = walk.find(at);
        if (k == 0) {
            out[i] = ys.front();
        } else if (k == xs.size()) {
            out[i] = ys.back();
        } else if (at == xs[k]) {
            out[i] = ys[k];
        } else {
            const double t = (at - xs[k - 1]) / (xs[k] - xs[k - 1]);
            out[i] = (1 - t) * ys[k - 1] + t * ys[k];
        }
    }
}

void reverse(std::span<double> x) noexcept {
    std::reverse(x.begin(), x.end());
}

void rotate(std::span<double> x, std::ptrdiff_t k) noexcept {
    if (x.empty()) {
        return;
    }
    const auto n = static_cast<std::ptrdiff_t>(x.size());
    const std::ptrdiff_t right = ((k % n) + n) % n;
    std::rotate(x.begin(), x.end() - right, x.end());
}

void gather(std::span<const double> x, std::span<const double> indices, double missing, std::span<double> out) {
    check_lengths("gather", indices.size(), out.size());
    const auto n = static_cast<double>(x.size());
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const double index = std::floor(indices[i]);
        out[i] = index >= 0 && index < n ? x[static_cast<std::size_t>(index)] : missing;
    }
}

}  // namespace nrn::numeric
