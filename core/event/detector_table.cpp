#include "event/detector_table.hpp"

#include <cstdint>

#include "event/source.hpp"

namespace nrn::event {

std::size_t DetectorTable::home_of(const mech::Handle& watched) const noexcept {
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;
    constexpr unsigned kHalf = 32;
    const auto table = reinterpret_cast<std::uintptr_t>(watched.table);
    const std::uint64_t mixed =
        ((std::uint64_t{watched.id} + kSpread * (watched.column + 1)) ^ (table >> 4U)) * kSpread;
    return static_cast<std::size_t>(mixed >> kHalf) & (places_.size() - 1);
}

std::size_t DetectorTable::place_of(const mech::Handle& watched) const noexcept {
    std::size_t place = home_of(watched);
    while (places_[place] != nullptr && !(places_[place]->handle == watched)) {
        place = (place + 1) & (places_.size() - 1);
    }
    return place;
}

Detector* DetectorTable::find(const mech::Handle& watched) const noexcept {
    return places_.empty() ? nullptr : places_[place_of(watched)];
}

void DetectorTable::grow() {
    constexpr std::size_t kFirst = 16;
    std::vector<Detector*> had(places_.empty() ? kFirst : 2 * places_.size());
    had.swap(places_);
    for (Detector* each : had) {
        if (each != nullptr) {
            places_[place_of(each->handle)] = each;
        }
    }
}

void DetectorTable::add(Detector& detector) {
    if (2 * (count_ + 1) > places_.size()) {
        grow();
    }
    places_[place_of(detector.handle)] = &detector;
    ++count_;
}

// Those behind it that were sent on move up, so that no gap lies between them and where they are looked for.
void DetectorTable::remove(const Detector& detector) noexcept {
    const std::size_t mask = places_.size() - 1;
    std::size_t gap = place_of(detector.handle);
    places_[gap] = nullptr;
    --count_;
    for (std::size_t place = (gap + 1) & mask; places_[place] != nullptr; place = (place + 1) & mask) {
        const std::size_t home = home_of(places_[place]->handle);
        if (((place - home) & mask) >= ((place - gap) & mask)) {
            places_[gap] = places_[place];
            places_[place] = nullptr;
            gap = place;
        }
    }
}

}  // namespace nrn::event
