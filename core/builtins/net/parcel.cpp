#include "builtins/net/parcel.hpp"

#include <cstdint>
#include <cstring>
#include <numeric>

#include "base/error.hpp"

namespace nrn {
namespace {

constexpr std::size_t kLargeFrom = std::size_t{32} << 10;  // [B]; smaller buffers are copied into the packet

// A packet ends with its small buffers, the sizes of all buffers, and these two numbers.
struct Trailer {
    std::uint64_t stream_bytes;
    std::uint64_t buffers;
};

[[noreturn]] void torn() {
    fail(ErrorKind::Parallel, "a pickled object arrived incomplete; the ranks seem to run different versions");
}

struct Parts {
    std::size_t stream_bytes;
    std::vector<std::size_t> sizes;
};

Parts parts_of(std::string_view packet) {
    Trailer trailer{};
    if (packet.size() < sizeof trailer) {
        torn();
    }
    std::memcpy(&trailer, packet.data() + packet.size() - sizeof trailer, sizeof trailer);
    const std::size_t room = packet.size() - sizeof trailer;
    if (trailer.stream_bytes > room || trailer.buffers > (room - trailer.stream_bytes) / sizeof(std::size_t)) {
        torn();
    }
    Parts parts{trailer.stream_bytes, std::vector<std::size_t>(trailer.buffers)};
    if (!parts.sizes.empty()) {
        const std::size_t bytes = parts.sizes.size() * sizeof(std::size_t);
        std::memcpy(parts.sizes.data(), packet.data() + room - bytes, bytes);
    }
    return parts;
}

}  // namespace

Parcel::Parcel(Host& host, const Value& object) {
    Pickled pickled = host.pickle(object);
    std::vector<std::size_t> sizes;
    packet = std::move(pickled.stream);
    const Trailer trailer{packet.size(), pickled.buffers.size()};
    for (const HostBuffer& buffer : pickled.buffers) {
        sizes.push_back(buffer.size);
        if (buffer.size >= kLargeFrom) {
            large.push_back(buffer);
        } else {
            packet.append(static_cast<const char*>(buffer.data), buffer.size);
        }
    }
    packet.append(reinterpret_cast<const char*>(sizes.data()), sizes.size() * sizeof(std::size_t));
    packet.append(reinterpret_cast<const char*>(&trailer), sizeof trailer);
    keeper_ = std::move(pickled.keeper);
}

Arrival::Arrival(Host& host, std::string packet) : stream_(std::move(packet)) {
    const Parts parts = parts_of(stream_);
    if (!parts.sizes.empty()) {
        room_ = host.make_room(parts.sizes);
    }
    const char* inside = stream_.data() + parts.stream_bytes;
    for (const HostBuffer& buffer : room_.buffers) {
        if (buffer.size >= kLargeFrom) {
            large.push_back(buffer);
        } else if (buffer.size != 0) {
            std::memcpy(buffer.data, inside, buffer.size);
            inside += buffer.size;
        }
    }
    stream_.resize(parts.stream_bytes);
}

std::string wrap_whole(Host& host, const Value& object) {
    Parcel parcel(host, object);
    const std::uint64_t packet_bytes = parcel.packet.size();
    std::string whole(reinterpret_cast<const char*>(&packet_bytes), sizeof packet_bytes);
    whole += parcel.packet;
    for (const HostBuffer& buffer : parcel.large) {
        whole.append(static_cast<const char*>(buffer.data), buffer.size);
    }
    return whole;
}

Value unwrap_whole(Host& host, std::string_view whole) {
    std::uint64_t packet_bytes = 0;
    if (whole.size() < sizeof packet_bytes) {
        torn();
    }
    std::memcpy(&packet_bytes, whole.data(), sizeof packet_bytes);
    whole.remove_prefix(sizeof packet_bytes);
    if (packet_bytes > whole.size()) {
        torn();
    }
    const Arrival arrival(host, std::string(whole.substr(0, packet_bytes)));
    whole.remove_prefix(packet_bytes);
    for (const HostBuffer& buffer : arrival.large) {
        if (buffer.size > whole.size()) {
            torn();
        }
        std::memcpy(buffer.data, whole.data(), buffer.size);
        whole.remove_prefix(buffer.size);
    }
    return arrival.load(host);
}

}  // namespace nrn
