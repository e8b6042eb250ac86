#include "event/calendar.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace nrn::event {

namespace {

constexpr std::size_t kBranches = 4;
constexpr std::size_t kBits = 64;
constexpr double kPerBin = 16.0;  // keys, wanted
constexpr double kReach = 1.25;   // of the bins, in times in which most keys lie
constexpr double kLeast = 2e-3;   // [ms] width of a bin

}  // namespace

// ---- KeyHeap ----

void KeyHeap::push(const Key& key) {
    std::size_t place = keys_.size();
    keys_.push_back(key);
    while (place > 0) {
        const std::size_t parent = (place - 1) / kBranches;
        if (!key.before(keys_[parent])) {
            break;
        }
        keys_[place] = keys_[parent];
        place = parent;
    }
    keys_[place] = key;
}

void KeyHeap::sift_down(std::size_t place, const Key& key) noexcept {
    const std::size_t n = keys_.size();
    for (;;) {
        const std::size_t first = place * kBranches + 1;
        if (first >= n) {
            break;
        }
        std::size_t least = first;
        const std::size_t end = std::min(first + kBranches, n);
        for (std::size_t child = first + 1; child < end; ++child) {
            if (keys_[child].before(keys_[least])) {
                least = child;
            }
        }
        if (!keys_[least].before(key)) {
            break;
        }
        keys_[place] = keys_[least];
        place = least;
    }
    keys_[place] = key;
}

void KeyHeap::pop() noexcept {
    const Key last = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) {
        sift_down(0, last);
    }
}

void KeyHeap::order() noexcept {
    for (std::size_t place = keys_.size() / kBranches + 1; place > 0; --place) {
        if (place - 1 < keys_.size()) {
            sift_down(place - 1, Key(keys_[place - 1]));
        }
    }
}

// ---- Calendar ----

void Calendar::mark(std::size_t bin) noexcept {
    const std::uint64_t bit = std::uint64_t{1} << bin % kBits;
    std::uint64_t& word = taken_[bin / kBits];
    word = bins_[bin].empty() ? word & ~bit : word | bit;
}

std::int64_t Calendar::number_of(double t) const noexcept {
    constexpr double kMost = 4e18;
    return static_cast<std::int64_t>(std::clamp(std::floor(t * per_width_), -kMost, kMost));
}

void Calendar::put(const Key& key) {
    if (!binned_) {
        near_.push(key);
        return;
    }
    const std::int64_t number = number_of(key.t);
    if (number <= present_) {
        near_.push(key);
    } else if (number - present_ < static_cast<std::int64_t>(kBins)) {
        const auto bin = static_cast<std::size_t>(number) % kBins;
        bins_[bin].push_back(key);
        taken_[bin / kBits] |= std::uint64_t{1} << bin % kBits;
    } else {
        far_.push(key);
    }
}

void Calendar::push(const Key& key) {
    put(key);
    if (++size_ > next_spread_) {
        spread();
    }
}

// The width is such that bins hold about kPerBin keys, or more where there are not bins enough.
void Calendar::spread() {
    bins_.resize(kBins);
    taken_.resize(kBins / kBits);
    std::vector<Key> all;
    all.reserve(size_);
    each([&](const Key& key) { all.push_back(key); });
    clear();
    const auto by_time = [](const Key& a, const Key& b) { return a.t < b.t; };
    const double first = std::min_element(all.begin(), all.end(), by_time)->t;
    const std::size_t most = all.size() - all.size() / 8;
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most) - 1, all.end(), by_time);
    const double span = all[most - 1].t - first;
    const double width =
        std::max({span * kPerBin / static_cast<double>(most), span * kReach / static_cast<double>(kBins), kLeast});
    binned_ = std::isfinite(width) && std::isfinite(first);
    if (binned_) {
        per_width_ = 1.0 / width;
        present_ = number_of(first);
    }
    for (const Key& key : all) {
        put(key);
    }
    size_ = all.size();
    next_spread_ = 8 * size_;
}

std::int64_t Calendar::next_bin() const noexcept {
    constexpr std::size_t kWords = kBins / kBits;
    const auto first = static_cast<std::size_t>(present_ + 1) % kBins;
    for (std::size_t k = 0; k <= kWords; ++k) {
        const std::size_t word = (first / kBits + k) % kWords;
        std::uint64_t bits = taken_[word];
        if (k == 0) {
            bits = bits >> first % kBits << first % kBits;
        }
        if (bits != 0) {
            const std::size_t bin = word * kBits + static_cast<std::size_t>(std::countr_zero(bits));
            return present_ + 1 + static_cast<std::int64_t>((bin + kBins - first) % kBins);
        }
    }
    return std::numeric_limits<std::int64_t>::max();
}

void Calendar::advance() {
    std::int64_t next = next_bin();
    if (!far_.empty()) {
        next = std::min(next, number_of(far_.front().t));
    }
    present_ = next;
    const std::size_t bin = static_cast<std::size_t>(next) % kBins;
    run_.clear();
    at_ = 0;
    run_.swap(bins_[bin]);
    mark(bin);
    const auto before = [](const Key& a, const Key& b) { return a.before(b); };
    if (!std::is_sorted(run_.begin(), run_.end(), before)) {
        std::sort(run_.begin(), run_.end(), before);
    }
    while (!far_.empty() && number_of(far_.front().t) - present_ < static_cast<std::int64_t>(kBins)) {
        const Key key = far_.front();
        far_.pop();
        put(key);
    }
}

Key Calendar::pop() {
    --size_;
    if (at_ == run_.size() && near_.empty()) {
        advance();
    }
    if (at_ == run_.size() || (!near_.empty() && near_.front().before(run_[at_]))) {
        const Key key = near_.front();
        near_.pop();
        return key;
    }
    return run_[at_++];
}

void Calendar::clear() noexcept {
    run_.clear();
    at_ = 0;
    near_.clear();
    far_.clear();
    for (std::vector<Key>& bin : bins_) {
        bin.clear();
    }
    std::fill(taken_.begin(), taken_.end(), 0);
    size_ = 0;
    binned_ = false;
    next_spread_ = kFew;
}

}  // namespace nrn::event
