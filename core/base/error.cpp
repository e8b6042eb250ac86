#include "base/error.hpp"

#include "base/text.hpp"

namespace nrn {

void fail(ErrorKind kind, const char* format, ...) {
    va_list args;
    va_start(args, format);
    std::string message = vformat(format, args);
    va_end(args);
    throw Error(kind, std::move(message));
}

}  // namespace nrn
