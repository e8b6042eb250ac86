// Pieces of lines, for readers of formats with one point a line.
#include "builtins/morphology/fields.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

namespace nrn::morphology {

bool eat(std::string_view& text, char c) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos || text[begin] != c) {
        return false;
    }
    text.remove_prefix(begin + 1);
    return true;
}

bool eat_number(std::string_view& text, double& out) {
    const std::string copy(text);
    char* end = nullptr;
    out = std::strtod(copy.c_str(), &end);
    text.remove_prefix(static_cast<std::size_t>(end - copy.c_str()));
    return end != copy.c_str() && std::fabs(out) <= std::numeric_limits<float>::max();
}

std::string_view eat_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    const std::size_t length = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view out = text.substr(0, length);
    text.remove_prefix(length);
    return out;
}

}  // namespace nrn::morphology
