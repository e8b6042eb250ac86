// What a model takes of memory, item by item.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace nrn::sim {

struct MemoryUse {
    std::string what;   // "section", "compartment", "solver", or the name of a mechanism: "hh", "na_ion"
    std::size_t count;  // of these
    std::size_t bytes;  // of all together

    double each() const noexcept {
        return count == 0 ? 0.0 : static_cast<double>(bytes) / static_cast<double>(count);
    }
};

}  // namespace nrn::sim
