// Parcels: pickled objects on their way to other ranks.
//
// A packet holds the pickle stream, the small buffers beside it and the sizes of all buffers; large buffers (the
// storage of Vectors and arrays) stay where they are and travel as messages of their own, straight from the
// sender's object into the memory of the receiver's.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "object/host.hpp"
#include "object/value.hpp"

namespace nrn {

// What a rank sends. Throws Error(Host) when the object cannot be pickled.
class Parcel {
  public:
    Parcel() = default;
    Parcel(Host& host, const Value& object);

    std::string packet;
    std::vector<HostBuffer> large;

  private:
    Value keeper_;
};

// What a rank receives: made from the packet, then the large buffers are filled, then load() gives the object.
class Arrival {
  public:
    Arrival() = default;
    Arrival(Host& host, std::string packet);

    std::vector<HostBuffer> large;  // to be filled

    Value load(Host& host) const {
        return host.unpickle(stream_, room_);
    }

  private:
    std::string stream_;
    Pickled room_;
};

// The whole object in one string, large buffers included, and back.
std::string wrap_whole(Host& host, const Value& object);
Value unwrap_whole(Host& host, std::string_view whole);

}  // namespace nrn
