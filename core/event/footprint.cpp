#include "event/footprint.hpp"

#include <cmath>
#include <cstdint>

#include "event/connection.hpp"
#include "event/point.hpp"
#include "event/source.hpp"

namespace nrn::event {

namespace {

constexpr std::size_t kPointer = sizeof(void*);
constexpr double kBucket = 1.5 * kPointer;       // of a hash table: its buckets double when they are full
constexpr std::size_t kTreeNode = 4 * kPointer;  // of std::map, before the value
constexpr double kNumbered = 64.0;               // objects in a piece of Instances
constexpr double kListed = 1.06 * kPointer;      // of a long Roster, whose room grows by an eighth
constexpr double kFound = 3.0 * kPointer;        // of DetectorTable, a half to three quarters of which are free

// An entry of a hash table.
double entry(std::size_t value) noexcept {
    return allocated(kPointer + value) + kBucket;
}

// An object's number in the list of its class.
constexpr double kNumber =
    (allocated(sizeof(std::uint64_t) + 64 * kPointer) + allocated(kTreeNode + 2 * kPointer)) / kNumbered;

double bytes_of_gid() noexcept {
    return entry(sizeof(std::int64_t) + kPointer);
}

}  // namespace

double bytes_of_list(double entries) noexcept {
    const auto room = [](double n) {  // one needs none
        std::size_t has = 1;
        while (static_cast<double>(has) < n) {
            has = (has + has / 8 + 2) | 1U;
        }
        return has == 1 ? 0.0 : allocated(kPointer * has);
    };
    const double below = std::floor(entries);
    const double share = entries - below;
    return (1.0 - share) * room(below) + share * room(std::ceil(entries));
}

double bytes_of_object(std::size_t payload) noexcept {
    return allocated(Object::kPayloadOffset + payload) + kNumber;
}

double bytes_of_connection(std::size_t weights) noexcept {
    const double more = weights > 1 ? allocated(weights * sizeof(double)) : 0.0;
    return static_cast<double>(Object::kPayloadOffset + sizeof(Connection)) + kNumber + more;  // cut from blocks
}

double bytes_of_detector() noexcept {
    return allocated(sizeof(Detector)) + 2.0 * kListed + kFound + bytes_of_gid();
}

double bytes_of_artificial() noexcept {
    return allocated(sizeof(Source)) + kListed + bytes_of_gid();
}

double bytes_of_remote() noexcept {
    return bytes_of_artificial();
}

double bytes_of_target() noexcept {
    return allocated(sizeof(Point)) + kListed;
}

}  // namespace nrn::event
