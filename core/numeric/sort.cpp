// Why our own radix sort: np.sort on AVX-512 takes 9 ms for 10^6 normal numbers; of the libraries that come
// as a package, boost::sort::spreadsort takes 42 ms and pdqsort_branchless 47 ms, std::sort 89 ms. The radix
// sort below takes 13 ms with SSE2 only, in 100 lines.
//
// A double maps to a 64-bit number whose unsigned order is the order of the doubles (the image). A stable
// counting sort by the top 32 bits of the image, in three digits, leaves few pairs out of order for most
// data; the last walk over the array inserts them where they belong, and gives up in favour of std::sort if
// there are too many. The topmost digit is sign and exponent as a whole: of these few occur, and splitting
// them further would make the same counter be used again and again, each time waiting for the last.
//
// The index sort packs the top 32 bits of the image and a 32-bit index into one word, sorts that the same
// way, and settles runs of equal top bits by the full numbers and the indices.
#include "numeric/sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <vector>

#include "base/error.hpp"

namespace nrn::numeric {

namespace {

using Word = std::uint64_t;

constexpr std::size_t short_array = 200;                                          // below this, std::sort wins
constexpr std::size_t longest_array = std::numeric_limits<std::uint32_t>::max();  // beyond, std::sort has to do
constexpr int low_bits = 32;                                                      // not looked at by the counting sort
constexpr Word sign_bit = Word{1} << 63;

// Negative numbers turn all bits around, others the sign only.
Word image(double x) noexcept {
    const Word bits = std::bit_cast<Word>(x);
    return bits ^ ((bits & sign_bit) ? ~Word{0} : sign_bit);
}

double number(Word image) noexcept {
    return std::bit_cast<double>(image ^ ((image & sign_bit) ? sign_bit : ~Word{0}));
}

// NaN has the largest image, whatever its sign.
Word image_or_nan(double x) noexcept {
    return std::isnan(x) ? ~Word{0} : image(x);
}

// NaN after everything else.
bool less(double a, double b) noexcept {
    return a < b || (std::isnan(b) && !std::isnan(a));
}

// One digit of a word: how often each of its values occurs, then where the next word with it belongs.
template <int first_bit, int bits>
class Digit {
  public:
    void count(Word word) noexcept {
        ++table_[value(word)];
    }

    // Stable counting sort of n words by this digit. Item is Word, or double as the carrier of its bits.
    // Exchanges from and to, unless all words have the same digit and nothing is to be done.
    template <class Item>
    void sort(Item*& from, Item*& to, std::size_t n) noexcept {
        if (table_[value(std::bit_cast<Word>(from[0]))] == n) {
            return;
        }
        std::exclusive_scan(table_.begin(), table_.end(), table_.begin(), std::uint32_t{0});
        for (std::size_t i = 0; i < n; ++i) {
            const auto word = std::bit_cast<Word>(from[i]);
            to[table_[value(word)]++] = std::bit_cast<Item>(word);
        }
        std::swap(from, to);
    }

  private:
    static std::size_t value(Word word) noexcept {
        return (word >> first_bit) % table_size;
    }
    static constexpr std::size_t table_size = std::size_t{1} << bits;
    std::array<std::uint32_t, table_size> table_{};
};

struct Digits {
    Digit<32, 10> low;
    Digit<42, 10> middle;
    Digit<52, 12> exponent;

    void count(Word word) noexcept {
        low.count(word);
        middle.count(word);
        exponent.count(word);
    }
    // Sorts n words between two arrays; returns the one where they ended up.
    template <class Item>
    Item* sort(Item* from, Item* to, std::size_t n) noexcept {
        low.sort(from, to, n);
        middle.sort(from, to, n);
        exponent.sort(from, to, n);
        return from;
    }
};

// x = the numbers of the images, which are sorted by their top bits; images may be x itself. Gives up with
// false when putting numbers in order takes more than a few moves for each; x has all numbers all the same.
bool insert_in_order(const double* images, std::span<double> x) noexcept {
    std::size_t moves_left = 8 * x.size();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double v = number(std::bit_cast<Word>(images[i]));
        std::size_t j = i;
        for (; j > 0 && v < x[j - 1] && moves_left > 0; --j, --moves_left) {
            x[j] = x[j - 1];
        }
        x[j] = v;
    }
    return moves_left > 0;
}

void check_lengths(std::size_t x, std::size_t order) {
    if (x != order) {
        fail(ErrorKind::Value, "sort_indices: the array of %zu elements needs as many indices, not %zu", x, order);
    }
}

struct IndexBefore {
    std::span<const double> x;
    bool operator()(std::size_t i, std::size_t j) const noexcept {
        return less(x[i], x[j]) || (!less(x[j], x[i]) && i < j);
    }
};

// words are sorted by their top 32 bits; sorts each run of equal ones by the numbers that they stand for.
void sort_index_runs(std::span<const double> x, std::span<Word> words) noexcept {
    const IndexBefore before{x};
    const auto word_before = [&](Word a, Word b) {
        return before(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b));
    };
    for (std::size_t begin = 0, end; begin < words.size(); begin = end) {
        end = begin + 1;
        while (end < words.size() && words[end] >> low_bits == words[begin] >> low_bits) {
            ++end;
        }
        const auto first = words.begin() + begin;
        const auto last = words.begin() + end;
        if (end - begin > 1 && !std::is_sorted(first, last, word_before)) {
            std::sort(first, last, word_before);
        }
    }
}

template <class Index>
void sort_indices_as(std::span<const double> x, std::span<Index> order) {
    const std::size_t n = x.size();
    check_lengths(n, order.size());
    if (n < short_array || n > longest_array) {
        std::vector<std::size_t> indices(n);
        std::iota(indices.begin(), indices.end(), std::size_t{0});
        std::sort(indices.begin(), indices.end(), IndexBefore{x});
        std::transform(indices.begin(), indices.end(), order.begin(),
                       [](std::size_t i) { return static_cast<Index>(i); });
        return;
    }
    const auto memory = std::make_unique_for_overwrite<Word[]>(2 * n);
    Digits digits;
    for (std::size_t i = 0; i < n; ++i) {
        memory[i] = (image_or_nan(x[i] + 0.0) >> low_bits << low_bits) | i;  // + 0: -0 is 0
        digits.count(memory[i]);
    }
    Word* sorted = digits.sort(memory.get(), memory.get() + n, n);
    sort_index_runs(x, {sorted, n});
    std::transform(sorted, sorted + n, order.begin(),
                   [](Word word) { return static_cast<Index>(static_cast<std::uint32_t>(word)); });
}

}  // namespace

void sort(std::span<double> x) {
    const std::size_t n = x.size();
    if (n < short_array || n > longest_array) {
        const auto nan = std::partition(x.begin(), x.end(), [](double v) { return !std::isnan(v); });
        return std::sort(x.begin(), nan);
    }
    if (std::is_sorted(x.begin(), x.end(), less)) {
        return;
    }
    const auto scratch = std::make_unique_for_overwrite<double[]>(n);
    Digits digits;
    for (double& v : x) {
        const Word word = image_or_nan(v);
        digits.count(word);
        v = std::bit_cast<double>(word);
    }
    const double* sorted = digits.sort(x.data(), scratch.get(), n);
    if (!insert_in_order(sorted, x)) {
        const auto nan = std::find_if(x.begin(), x.end(), [](double v) { return std::isnan(v); });
        std::sort(x.begin(), nan);
    }
}

void sort_indices(std::span<const double> x, std::span<double> order) {
    sort_indices_as(x, order);
}

void sort_indices(std::span<const double> x, std::span<std::size_t> order) {
    sort_indices_as(x, order);
}

double median(std::span<const double> x) {
    const auto copy = std::make_unique_for_overwrite<double[]>(x.size());
    std::copy(x.begin(), x.end(), copy.get());
    return median_in_place({copy.get(), x.size()});
}

double median_in_place(std::span<double> x) {
    if (x.empty()) {
        fail(ErrorKind::Value, "median: the array is empty; it needs at least one element");
    }
    const auto middle = x.begin() + x.size() / 2;
    std::nth_element(x.begin(), middle, x.end(), less);
    if (x.size() % 2 == 1) {
        return *middle;
    }
    const double below = *std::max_element(x.begin(), middle, less);
    return std::midpoint(below, *middle);
}

}  // namespace nrn::numeric
