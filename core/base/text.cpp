#include "base/text.hpp"

#include <cstdio>

namespace nrn {

std::string vformat(const char* pattern, va_list args) {
    va_list again;
    va_copy(again, args);
    char small[256];
    const int length = std::vsnprintf(small, sizeof small, pattern, args);
    std::string out;
    if (length >= 0 && static_cast<std::size_t>(length) < sizeof small) {
        out.assign(small, static_cast<std::size_t>(length));
    } else if (length >= 0) {
        out.resize(static_cast<std::size_t>(length));
        std::vsnprintf(out.data(), out.size() + 1, pattern, again);
    }
    va_end(again);
    return out;
}

std::string format(const char* pattern, ...) {
    va_list args;
    va_start(args, pattern);
    std::string out = vformat(pattern, args);
    va_end(args);
    return out;
}

}  // namespace nrn
