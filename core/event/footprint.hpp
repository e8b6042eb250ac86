// What connections and sources take of memory, each: from the sizes of what is allocated for them. Containers are
// counted as the C++ library has them on 64 bits, and what malloc adds.
#pragma once

#include <cstddef>

namespace nrn::event {

// An allocation of so many bytes.
constexpr double allocated(std::size_t bytes) noexcept {
    constexpr std::size_t kLeast = 32;
    constexpr std::size_t kHeader = 8;
    constexpr std::size_t kGrain = 16;
    const std::size_t whole = (bytes + kHeader + kGrain - 1) / kGrain * kGrain;
    return static_cast<double>(whole < kLeast ? kLeast : whole);
}
// A Roster of so many members that came one by one, or of a number between.
double bytes_of_list(double entries) noexcept;

// A NetCon with so many weights, its number in the list of NetCons, but not its places in the lists of both ends.
double bytes_of_connection(std::size_t weights) noexcept;
// The source of a cell with gid on this rank; of one that watches no voltage but is a point process; of a cell of
// another rank. Without the lists of their connections.
double bytes_of_detector() noexcept;
double bytes_of_artificial() noexcept;
double bytes_of_remote() noexcept;
// What is kept for a point process that gets events, without the list of its connections.
double bytes_of_target() noexcept;
// An object of hoc with a payload of so many bytes, and its number in the list of its class.
double bytes_of_object(std::size_t payload) noexcept;

}  // namespace nrn::event
