#include "builtins/model/section_pattern.hpp"

#include <charconv>

#include "base/error.hpp"

namespace nrn {

namespace {

constexpr unsigned kMostNumbers = 10000;  // of <first-last>

std::u32string characters(std::string_view text) {
    std::u32string out;
    for (const char c : text) {
        out += static_cast<unsigned char>(c);
    }
    return out;
}

// first-last as (first|…|last); false when the text is no range of numbers.
bool append_numbers(std::string& out, std::string_view text) {
    const std::size_t dash = text.find('-');
    unsigned first = 0;
    unsigned last = 0;
    const auto number = [](std::string_view part, unsigned& x) {
        const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), x);
        return failed == std::errc() && end == part.data() + part.size();
    };
    if (dash == std::string_view::npos || !number(text.substr(0, dash), first) ||
        !number(text.substr(dash + 1), last)) {
        return false;
    }
    if (last < first || last - first > kMostNumbers) {
        fail(ErrorKind::Value, "the numbers of <%s> must rise, to at most %u of them", std::string(text).c_str(),
             kMostNumbers);
    }
    out += '(';
    for (unsigned i = first; i <= last; ++i) {
        out += (i == first ? "" : "|") + std::to_string(i);
    }
    out += ')';
    return true;
}

std::string translated(std::string_view text, bool whole) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            out += c;
            out += text[++i];
        } else if (c == '[' || c == ']') {
            out += '\\';
            out += c;
        } else if (const std::size_t end = c == '<' ? text.find('>', i) : std::string_view::npos;
                   end != std::string_view::npos) {
            const std::string_view inside = text.substr(i + 1, end - i - 1);
            if (!append_numbers(out, inside)) {
                out.append("[").append(inside).append("]");
            }
            i = end;
        } else {
            out += c;
        }
    }
    return whole ? "^(" + out + ")$" : out;
}

}  // namespace

SectionPattern::SectionPattern(std::string_view text, bool whole) : pattern_(characters(translated(text, whole))) {
}

bool SectionPattern::matches(std::string_view name) const {
    Pattern::Match match{};
    return pattern_.search(characters(name), &match);
}

}  // namespace nrn
