// IdList: the rows of a section's segments, in order. Rows that were made together have Ids that follow one another,
// and a long cable has many: stretches of such Ids are kept as their first one. Where there are many stretches, every
// Id is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <vector>

#include "mech/table.hpp"

namespace nrn::cable {

using mech::Id;
using mech::kNoId;

class IdList {
  public:
    IdList() = default;
    explicit IdList(const std::vector<Id>& ids) : count_(static_cast<std::uint32_t>(ids.size())) {
        std::vector<Stretch> found;
        for (std::uint32_t k = 0; k < count_; ++k) {
            if (k == 0 || ids[k] != ids[k - 1] + 1) {
                found.push_back({k, ids[k]});
            }
        }
        if (found.size() == 1) {
            first_ = ids[0];
        } else if (found.size() > kMostStretches) {
            more_ = std::make_unique<More>(More{{}, {ids.begin(), ids.end()}});
        } else if (!found.empty()) {
            more_ = std::make_unique<More>(More{{found.begin(), found.end()}, {}});
        }
    }

    std::size_t size() const noexcept {
        return count_;
    }
    bool empty() const noexcept {
        return count_ == 0;
    }
    Id operator[](std::size_t k) const noexcept {
        if (!more_) {
            return first_ + static_cast<Id>(k);
        }
        if (!more_->each.empty()) {
            return more_->each[k];
        }
        const Stretch* last = &more_->stretches.back();
        while (last->begin > k) {
            --last;
        }
        return last->first + static_cast<Id>(k - last->begin);
    }
    Id front() const noexcept {
        return (*this)[0];
    }

    class Iterator {
      public:
        using difference_type = std::ptrdiff_t;
        using value_type = Id;
        Iterator(const IdList& list, std::size_t k) noexcept : list_(&list), k_(k) {
        }
        Id operator*() const noexcept {
            return (*list_)[k_];
        }
        Iterator& operator++() noexcept {
            ++k_;
            return *this;
        }
        bool operator==(const Iterator& other) const noexcept {
            return k_ == other.k_;
        }

      private:
        const IdList* list_;
        std::size_t k_;
    };
    Iterator begin() const noexcept {
        return {*this, 0};
    }
    Iterator end() const noexcept {
        return {*this, count_};
    }
    std::size_t bytes() const noexcept {  // of memory, besides itself
        return !more_ ? 0 : sizeof(More) + more_->stretches.size() * sizeof(Stretch) + more_->each.size() * sizeof(Id);
    }

  private:
    static constexpr std::size_t kMostStretches = 8;
    struct Stretch {
        std::uint32_t begin;
        Id first;
    };
    struct More {
        std::vector<Stretch> stretches;
        std::vector<Id> each;  // or these
    };
    Id first_ = kNoId;
    std::uint32_t count_ = 0;
    std::unique_ptr<More> more_;
};

}  // namespace nrn::cable
