// Bytes of a saved state: numbers one behind the other, as they lie in memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/error.hpp"

namespace nrn::sim {

class ByteWriter {
  public:
    template <class T>
    void put(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put_count(std::size_t count) {
        put(static_cast<std::uint64_t>(count));
    }
    std::string bytes;
};

// Reading beyond the end is an Error(Value): the bytes are not what they should be.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : left_(bytes) {
    }
    template <class T>
    T take() {
        static_assert(std::is_trivially_copyable_v<T>);
        if (left_.size() < sizeof(T)) {
            fail(ErrorKind::Value, "the saved state ends too early");
        }
        T value;
        std::memcpy(&value, left_.data(), sizeof value);
        left_.remove_prefix(sizeof value);
        return value;
    }
    std::size_t take_count() {
        return static_cast<std::size_t>(take<std::uint64_t>());
    }
    bool at_end() const noexcept {
        return left_.empty();
    }

  private:
    std::string_view left_;
};

// FNV-1a of 64 bits: tells damaged files from whole ones.
inline std::uint64_t checksum(std::string_view bytes, std::uint64_t sum = 0xcbf29ce484222325ULL) noexcept {
    for (const char byte : bytes) {
        sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    }
    return sum;
}

}  // namespace nrn::sim
