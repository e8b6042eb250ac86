#include "builtins/data/number_format.hpp"

#include <string_view>

namespace nrn {

std::string number_format_arg(Call& call, std::size_t i) {
    const std::string pattern(call.text(i));
    int conversions = 0;
    for (std::size_t at = pattern.find('%'); at != std::string::npos; at = pattern.find('%', at)) {
        std::size_t end = pattern.find_first_not_of("-+ #0", at + 1);
        end = pattern.find_first_not_of("0123456789.", end);
        if (end != std::string::npos && pattern[end] == 'l') {
            ++end;
        }
        const char conversion = end == std::string::npos || end >= pattern.size() ? '\0' : pattern[end];
        const bool percent = conversion == '%' && end == at + 1;
        if (!percent && (conversion == '\0' || std::string_view("eEfFgGaA").find(conversion) == std::string::npos)) {
            call.bad(ErrorKind::Value, i, "needs a conversion for floating point numbers (%g, %e, %f) after each %");
        }
        conversions += percent ? 0 : 1;
        at = end + 1;
    }
    if (conversions > 1) {
        call.bad(ErrorKind::Value, i, "must have one conversion: it is used for each element");
    }
    return pattern;
}

}  // namespace nrn
