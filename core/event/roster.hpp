// Roster: who is present, in the order of arrival. Leaving costs the same with any number of others, and both arriving
// and leaving are allowed while somebody walks along it: a place that was left is skipped, and closed up later.
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

namespace nrn::event {

template <class T, auto Seat>
class Roster {
  public:
    void add(T& item) {
        items_.push_back(&item);
        item.*Seat = static_cast<std::remove_reference_t<decltype(item.*Seat)>>(items_.size() - 1);
    }
    void remove(T& item) noexcept {
        items_[item.*Seat] = nullptr;
        ++holes_;
        close_up();
    }
    // The one at a place, for a guess at what is needed soon; null where somebody left.
    T* at(std::size_t place) const noexcept {
        return place < items_.size() ? items_[place] : nullptr;
    }
    // Those that arrive meanwhile are not visited.
    template <class Visit>
    void each(Visit&& visit) {
        const Walk walk(*this);
        const std::size_t n = items_.size();
        for (std::size_t i = 0; i < n; ++i) {
            if (items_[i] != nullptr) {
                visit(*items_[i]);
            }
        }
    }
    std::size_t size() const noexcept {
        return items_.size() - holes_;
    }
    bool empty() const noexcept {
        return size() == 0;
    }
    // The last that arrived; null when there is none.
    T* last() const noexcept {
        for (std::size_t i = items_.size(); i > 0; --i) {
            if (items_[i - 1] != nullptr) {
                return items_[i - 1];
            }
        }
        return nullptr;
    }

  private:
    struct Walk {
        explicit Walk(Roster& roster) : roster(roster) {
            ++roster.walks_;
        }
        ~Walk() {
            --roster.walks_;
            roster.close_up();
        }
        Walk(const Walk&) = delete;
        Walk& operator=(const Walk&) = delete;
        Roster& roster;
    };

    void close_up() noexcept {
        constexpr std::size_t kFew = 16;
        if (walks_ > 0 || holes_ * 2 <= items_.size() + kFew) {
            return;
        }
        std::size_t seat = 0;
        for (T* item : items_) {
            if (item != nullptr) {
                item->*Seat = static_cast<std::remove_reference_t<decltype(item->*Seat)>>(seat);
                items_[seat++] = item;
            }
        }
        items_.resize(seat);
        holes_ = 0;
    }

    std::vector<T*> items_;
    std::size_t holes_ = 0;
    int walks_ = 0;
};

}  // namespace nrn::event
