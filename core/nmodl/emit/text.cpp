#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {

void Text::line(const std::string& text) {
    if (!text.empty()) {
        const bool directive = text[0] == '#';
        text_.append(directive ? 0 : static_cast<std::size_t>(4 * depth_), ' ');
    }
    text_ += text;
    text_ += '\n';
}

std::string number_text(double value) {
    char buffer[40];
    const std::to_chars_result result = std::to_chars(buffer, buffer + sizeof buffer, value);
    std::string text(buffer, result.ptr);
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    return value < 0 || (value == 0 && std::signbit(value)) ? "(" + text + ")" : text;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 32 ? format("\\%03o", byte) : std::string(1, c);
    }
    return result + "\"";
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
    std::string result;
    for (const std::string& part : parts) {
        result += (result.empty() ? "" : separator) + part;
    }
    return result;
}

// "dir/k-a.mod" becomes nrn_mechanism_of_k_2da.
std::string symbol_of_file(const std::string& file) {
    std::string stem = file.substr(file.find_last_of("/\\") + 1);
    if (stem.size() > 4 && stem.compare(stem.size() - 4, 4, ".mod") == 0) {
        stem.resize(stem.size() - 4);
    }
    std::string result = "nrn_mechanism_of_";
    for (const char c : stem) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        result += plain      ? std::string(1, c)
                  : c == '_' ? std::string("_")
                             : format("_%02x", static_cast<unsigned char>(c));
    }
    return result;
}

}  // namespace nrn::nmodl
