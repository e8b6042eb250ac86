#include "hoc/syntax/source.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace nrn::hoc {
namespace {

constexpr std::size_t kShown = 100;  // bytes of a long line around the place
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    if (std::string_view(text_).starts_with(kByteOrderMark)) {
        text_.erase(0, kByteOrderMark.size());
    }
}

Place Source::place(std::size_t offset) const {
    const std::string_view all = text_;
    offset = std::min(offset, all.size());
    std::size_t line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        if (all[i] == '\n' || (all[i] == '\r' && (i + 1 == all.size() || all[i + 1] != '\n'))) {
            ++line;
            start = i + 1;
        }
    }
    std::size_t end = offset;
    while (end < all.size() && !ends_line(all[end])) {
        ++end;
    }
    return {line, offset - start + 1, all.substr(start, end - start)};
}

std::string Source::report(std::size_t offset) const {
    const Place at = place(offset);
    std::size_t column = std::min(at.column - 1, at.text.size());
    std::string_view shown = at.text;
    if (column > kShown) {
        shown.remove_prefix(column - kShown / 2);
        column = kShown / 2;
    }
    shown = shown.substr(0, 2 * kShown);
    std::string line(shown);
    std::replace(line.begin(), line.end(), '\t', ' ');
    std::replace(line.begin(), line.end(), '\0', ' ');
    const std::string where = name_.empty() ? std::string("in hoc text") : "in " + name_;
    return format("%s, line %zu, column %zu:\n  ", where.c_str(), at.line, at.column) + line + "\n  " +
           std::string(column, ' ') + "^";
}

}  // namespace nrn::hoc
