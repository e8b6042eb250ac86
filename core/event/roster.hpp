// Roster: who is present, in the order of arrival. Leaving costs the same with any number of others, and both arriving
// and leaving are allowed while somebody walks along it: a place that was left is skipped, and closed up later.
//
// There may be one for each cell of a network, so it is small: 24 bytes, and nothing else when there is one member.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <type_traits>

namespace nrn::event {

template <class T, auto Seat>
class Roster {
  public:
    Roster() = default;
    ~Roster() {
        free_items();
    }
    Roster(const Roster&) = delete;
    Roster& operator=(const Roster&) = delete;

    void add(T& item) {
        if (size_ == room_) {
            grow();
        }
        items()[size_] = &item;
        sit(item, size_++);
    }
    void remove(T& item) noexcept {
        items()[item.*Seat] = nullptr;
        ++holes_;
        close_up();
    }
    // The one at a place, where places are not closed up meanwhile; null where somebody left.
    T* at(std::size_t place) const noexcept {
        return place < size_ ? items()[place] : nullptr;
    }
    // Those that arrive meanwhile are not visited.
    template <class Visit>
    void each(Visit&& visit) {
        const Walk walk(*this);
        const std::uint32_t n = size_;
        for (std::uint32_t i = 0; i < n; ++i) {
            if (T* item = items()[i]) {
                visit(*item);
            }
        }
    }
    std::size_t size() const noexcept {
        return size_ - holes_;
    }
    bool empty() const noexcept {
        return size() == 0;
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

    T** items() noexcept {
        return room_ > 1 ? many_ : &one_;
    }
    T* const* items() const noexcept {
        return room_ > 1 ? many_ : &one_;
    }
    static void sit(T& item, std::uint32_t place) noexcept {
        item.*Seat = static_cast<std::remove_reference_t<decltype(item.*Seat)>>(place);
    }
    void free_items() noexcept {
        if (room_ > 1) {
            std::free(static_cast<void*>(many_));
        }
    }
    // By little, since most lists are short, to an odd number: what malloc() adds makes that whole.
    void grow() {
        const std::uint32_t room = (room_ + room_ / 8 + 2) | 1U;
        void* made = std::realloc(room_ > 1 ? static_cast<void*>(many_) : nullptr, room * sizeof(T*));
        if (made == nullptr) {
            throw std::bad_alloc();
        }
        T* const first = one_;
        const bool had_one = room_ == 1;
        many_ = static_cast<T**>(made);
        if (had_one) {
            many_[0] = first;
        }
        room_ = room;
    }

    void close_up() noexcept {
        constexpr std::uint32_t kFew = 16;
        if (walks_ > 0 || (holes_ < size_ && holes_ * 2 <= size_ + kFew)) {
            return;
        }
        std::uint32_t place = 0;
        for (std::uint32_t i = 0; i < size_; ++i) {
            if (T* item = items()[i]) {
                sit(*item, place);
                items()[place++] = item;
            }
        }
        size_ = place;
        holes_ = 0;
        if (size_ == 0) {
            free_items();
            room_ = 1;
        }
    }

    union {
        T* one_ = nullptr;  // where there is room for one
        T** many_;
    };
    std::uint32_t size_ = 0;
    std::uint32_t room_ = 1;
    std::uint32_t holes_ = 0;
    std::uint32_t walks_ = 0;
};

}  // namespace nrn::event
