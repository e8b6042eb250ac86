#include "nmodl/sema/verbatim.hpp"

#include <algorithm>
#include <cctype>

namespace nrn::nmodl {
namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Where a comment, a literal or a number that begins at `at` ends; `at` when none does.
std::size_t behind_other(const std::string& text, std::size_t at) {
    const char c = text[at];
    if (text.compare(at, 2, "//") == 0) {
        return std::min(text.find('\n', at), text.size());
    }
    if (text.compare(at, 2, "/*") == 0) {
        const std::size_t end = text.find("*/", at + 2);
        return end == std::string::npos ? text.size() : end + 2;
    }
    if (c == '"' || c == '\'') {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != c && text[end] != '\n') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return std::min(end + 1, text.size());
    }
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
        std::size_t end = at;
        while (end < text.size() && (is_word(text[end]) || text[end] == '.')) {
            ++end;
        }
        return end;
    }
    return at;
}

// visit(begin, end, member) for each identifier.
template <class Visit>
void walk(const std::string& text, Visit&& visit) {
    char before = ' ';  // the last character that is no space
    char before_that = ' ';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t behind = behind_other(text, at);
        if (behind != at) {
            at = behind;
            before_that = before = ' ';
            continue;
        }
        if (is_word(text[at])) {
            std::size_t end = at;
            while (end < text.size() && is_word(text[end])) {
                ++end;
            }
            visit(at, end, before == '.' || (before == '>' && before_that == '-'));
            at = end;
            before_that = before = 'a';
            continue;
        }
        if (std::isspace(static_cast<unsigned char>(text[at])) == 0) {
            before_that = before;
            before = text[at];
        }
        ++at;
    }
}

// Where a line of the preprocessor that begins at `at` ends, with those that continue it.
std::size_t behind_directive(const std::string& text, std::size_t at) {
    std::size_t end = text.find('\n', at);
    while (end != std::string::npos && text[end - 1] == '\\') {
        end = text.find('\n', end + 1);
    }
    return std::min(end, text.size());
}

}  // namespace

void each_token(const std::string& text, const std::function<void(std::size_t, std::size_t, bool)>& visit) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t behind = behind_other(text, at);
        if (behind != at) {
            at = behind;
        } else if (text[at] == '#') {
            at = behind_directive(text, at);
            if (at < text.size()) {
                visit(at, at + 1, false);
            }
        } else if (is_word(text[at])) {
            const std::size_t begin = at;
            while (at < text.size() && is_word(text[at])) {
                ++at;
            }
            visit(begin, at, true);
        } else {
            if (std::isspace(static_cast<unsigned char>(text[at])) == 0) {
                visit(at, at + 1, false);
            }
            ++at;
        }
    }
}

std::set<std::string> identifiers(const std::string& text) {
    std::set<std::string> found;
    walk(text, [&](std::size_t begin, std::size_t end, bool member) {
        if (!member) {
            found.insert(text.substr(begin, end - begin));
        }
    });
    return found;
}

std::string rename_identifiers(const std::string& text, const std::function<std::string(const std::string&)>& other) {
    std::string result;
    std::size_t copied = 0;
    walk(text, [&](std::size_t begin, std::size_t end, bool member) {
        if (!member) {
            result += text.substr(copied, begin - copied) + other(text.substr(begin, end - begin));
            copied = end;
        }
    });
    return result + text.substr(copied);
}

bool closes_braces(const std::string& text) {
    int depth = 0;
    bool closes = false;
    each_token(text, [&](std::size_t begin, std::size_t, bool) {
        depth += text[begin] == '{' ? 1 : text[begin] == '}' ? -1 : 0;
        closes = closes || depth < 0;
    });
    return closes;
}

Returns returns_of(const std::string& text) {
    Returns found = Returns::No;
    walk(text, [&](std::size_t begin, std::size_t end, bool) {
        if (text.compare(begin, end - begin, "return") == 0) {
            const std::size_t next = text.find_first_not_of(" \t\r\n", end);
            const bool nothing = next != std::string::npos && text[next] == ';';
            found = nothing && found != Returns::Value ? Returns::Nothing : Returns::Value;
        }
    });
    return found;
}

Returns returns_from(const Statements& list) {
    Returns found = Returns::No;
    for (const Stmt& s : list) {
        for (const Returns each : {s.kind == Stmt::Kind::Verbatim ? returns_of(s.name) : Returns::No,
                                   returns_from(s.body), returns_from(s.otherwise)}) {
            found = std::max(found, each);
        }
    }
    return found;
}

}  // namespace nrn::nmodl
