// Strings: printf-style formatting into std::string, and a hash that accepts std::string_view keys.
#pragma once

#include <cstdarg>
#include <string>
#include <string_view>

namespace nrn {

// Formats as printf does, into a string of whatever length is needed.
[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...);
std::string vformat(const char* pattern, va_list args);

// For unordered containers keyed by std::string and searched by std::string_view without a copy.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

}  // namespace nrn
