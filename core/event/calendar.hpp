// Calendar: keys by time, for a queue of any size. Few keys lie in a heap. Many lie in bins of equal width, unsorted
// until their turn comes, and those that are far away in another heap; so putting one in costs the same however many
// wait.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nrn::event {

struct Key {
    double t;             // [ms]
    double sent;          // [ms] when it was sent, where that counts
    std::uint64_t order;  // of those with equal times
    std::uintptr_t what;

    bool before(const Key& other) const noexcept {
        if (t != other.t) {
            return t < other.t;
        }
        return sent != other.sent ? sent < other.sent : order < other.order;
    }
};

// The smallest first, four branches.
class KeyHeap {
  public:
    bool empty() const noexcept {
        return keys_.empty();
    }
    std::size_t size() const noexcept {
        return keys_.size();
    }
    const Key& front() const noexcept {
        return keys_.front();
    }
    void push(const Key& key);
    void pop() noexcept;
    void clear() noexcept {
        keys_.clear();
    }
    const std::vector<Key>& keys() const noexcept {
        return keys_;
    }
    template <class Drop>
    void remove_if(Drop&& drop) {
        std::erase_if(keys_, drop);
        order();
    }

  private:
    void sift_down(std::size_t place, const Key& key) noexcept;
    void order() noexcept;

    std::vector<Key> keys_;
};

class Calendar {
  public:
    bool empty() const noexcept {
        return size_ == 0;
    }
    std::size_t size() const noexcept {
        return size_;
    }
    void push(const Key& key);
    Key pop();  // the first one
    void clear() noexcept;
    template <class Visit>
    void each(Visit&& visit) const {
        for (std::size_t i = at_; i < run_.size(); ++i) {
            visit(run_[i]);
        }
        for (const KeyHeap* heap : {&near_, &far_}) {
            for (const Key& key : heap->keys()) {
                visit(key);
            }
        }
        for (const std::vector<Key>& bin : bins_) {
            for (const Key& key : bin) {
                visit(key);
            }
        }
    }
    template <class Drop>
    void remove_if(Drop&& drop) {
        run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ = 0;
        std::erase_if(run_, drop);
        near_.remove_if(drop);
        far_.remove_if(drop);
        size_ = run_.size() + near_.size() + far_.size();
        for (std::size_t i = 0; i < bins_.size(); ++i) {
            std::erase_if(bins_[i], drop);
            size_ += bins_[i].size();
            mark(i);
        }
    }
    // The key that comes `ahead` places behind the next one of the present bin, if there is one: a guess at what is
    // needed soon.
    const Key* soon(std::size_t ahead) const noexcept {
        return at_ + ahead < run_.size() ? &run_[at_ + ahead] : nullptr;
    }

  private:
    static constexpr std::size_t kBins = 4096;
    static constexpr std::size_t kFew = 64;  // keys that need no bins

    std::int64_t number_of(double t) const noexcept;  // of the bin
    void put(const Key& key);
    void spread();   // into bins of a new width
    void advance();  // the next bin becomes the present one
    void mark(std::size_t bin) noexcept;
    std::int64_t next_bin() const noexcept;

    bool binned_ = false;
    double per_width_ = 1.0;    // [1/ms]
    std::int64_t present_ = 0;  // the number of the bin that run_ and near_ are of
    std::vector<Key> run_;      // of the present bin, sorted, from at_ on
    std::size_t at_ = 0;
    KeyHeap near_;  // that came later, of the present bin or before
    KeyHeap far_;   // behind the last bin
    std::vector<std::vector<Key>> bins_;
    std::vector<std::uint64_t> taken_;  // a bit for each bin
    std::size_t size_ = 0;
    std::size_t next_spread_ = kFew;  // when there are that many
};

}  // namespace nrn::event
