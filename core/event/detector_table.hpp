// DetectorTable: detectors by the number that they watch. A table of pointers, where one that is taken sends to the
// next.
#pragma once

#include <cstddef>
#include <vector>

#include "mech/table.hpp"

namespace nrn::event {

class Detector;

class DetectorTable {
  public:
    Detector* find(const mech::Handle& watched) const noexcept;  // null: none
    void add(Detector& detector);                                // none watches the same number
    void remove(const Detector& detector) noexcept;

  private:
    std::size_t home_of(const mech::Handle& watched) const noexcept;
    std::size_t place_of(const mech::Handle& watched) const noexcept;  // its own, or the free one where it would be
    void grow();

    std::vector<Detector*> places_;  // a power of two, more than half of them free
    std::size_t count_ = 0;
};

}  // namespace nrn::event
