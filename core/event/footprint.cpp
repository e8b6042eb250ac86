#include "event/footprint.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include "event/connection.hpp"
#include "event/point.hpp"

namespace nrn::event {

namespace {

constexpr std::size_t kPointer = sizeof(void*);
constexpr double kBucket = 1.5 * kPointer;       // of a hash table: its buckets double when they are full
constexpr std::size_t kTreeNode = 4 * kPointer;  // of std::map, before the value
constexpr double kNumbered = 64.0;               // objects in a piece of Instances

// An entry of a hash table.
double entry(std::size_t value) noexcept {
    return allocated(kPointer + value) + kBucket;
}

double bytes_of_source() noexcept {
    return allocated(sizeof(Source)) + allocated(kTreeNode + 2 * kPointer);  // and its entry by number
}

double bytes_of_gid() noexcept {
    return entry(sizeof(std::int64_t) + kPointer);
}

}  // namespace

double bytes_of_list(double entries) noexcept {
    if (entries <= 0.0) {
        return 0.0;
    }
    const auto room = [](double n) { return allocated(kPointer * std::bit_ceil(static_cast<std::size_t>(n))); };
    const double below = std::floor(entries);
    const double above = std::ceil(entries);
    const double share = entries - below;
    return (below > 0.0 ? (1.0 - share) * room(below) : 0.0) + share * room(above);
}

double bytes_of_object(std::size_t payload) noexcept {
    constexpr double kPiece = allocated(sizeof(std::uint64_t) + 64 * kPointer) + allocated(kTreeNode + 2 * kPointer);
    return allocated(Object::kPayloadOffset + payload) + kPiece / kNumbered;
}

double bytes_of_connection(std::size_t weights) noexcept {
    const double more = weights > 1 ? allocated(weights * sizeof(double)) : 0.0;
    return bytes_of_object(sizeof(Connection)) + more;
}

double bytes_of_detector() noexcept {
    return bytes_of_source() + bytes_of_gid() + entry(sizeof(mech::Handle) + kPointer) + 1.5 * kPointer;
}

double bytes_of_artificial() noexcept {
    return bytes_of_source() + bytes_of_gid();
}

double bytes_of_remote() noexcept {
    return bytes_of_source() + bytes_of_gid();
}

double bytes_of_target() noexcept {
    return allocated(sizeof(Point)) + entry(2 * kPointer);
}

}  // namespace nrn::event
