// Reading: sscanf's formats, and numbers, lines and words of streams.
#include <cctype>
#include <cstdlib>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

bool is_space(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

// A piece of a format: white space (' '), a character to match ('='), or a conversion by its letter ('[': a set).
struct Piece {
    char kind = '=';
    char literal = '\0';
    bool skipped = false;  // %*d
    std::size_t width = std::string::npos;
    std::string set;
    bool inverted = false;

    bool has(char c) const {
        return (set.find(c) != std::string::npos) != inverted;
    }
    bool is_text() const {
        return kind == 's' || kind == '[';
    }
    bool stores() const {
        return kind != ' ' && kind != '=' && !skipped;
    }
};

[[noreturn]] void bad_format(Call& call, std::size_t at, const char* what) {
    call.bad(ErrorKind::Value, at, std::string("has a conversion ") + what);
}

// "[a-z]", "[^0-9]", "[]abc]": `at` is behind the '['.
void read_set(Call& call, std::size_t argument, const std::string& format, std::size_t& at, Piece& piece) {
    piece.inverted = at < format.size() && format[at] == '^';
    at += piece.inverted ? 1 : 0;
    const std::size_t first = at;
    for (; at < format.size() && (format[at] != ']' || at == first); ++at) {
        const bool range = format[at] == '-' && at > first && at + 1 < format.size() && format[at + 1] != ']';
        if (!range) {
            piece.set += format[at];
            continue;
        }
        ++at;
        for (int c = static_cast<unsigned char>(format[at - 2]); c <= static_cast<unsigned char>(format[at]); ++c) {
            piece.set += static_cast<char>(c);
        }
    }
    if (at == format.size()) {
        bad_format(call, argument, "%[ without its ]");
    }
    ++at;
}

Piece read_conversion(Call& call, std::size_t argument, const std::string& format, std::size_t& at) {
    Piece piece;
    if (at < format.size() && format[at] == '*') {
        piece.skipped = true;
        ++at;
    }
    for (; at < format.size() && std::isdigit(static_cast<unsigned char>(format[at])) != 0; ++at) {
        const std::size_t digits = piece.width == std::string::npos ? 0 : piece.width;
        piece.width = std::min<std::size_t>(digits * 10 + static_cast<std::size_t>(format[at] - '0'), 1U << 30U);
    }
    while (at < format.size() && std::string_view("hlLqjzt").find(format[at]) != std::string_view::npos) {
        ++at;
    }
    if (at >= format.size()) {
        bad_format(call, argument, "that is incomplete");
    }
    piece.kind = format[at++];
    if (piece.kind == '[') {
        read_set(call, argument, format, at, piece);
    } else if (std::string_view("dioxXufFeEgGaAcs").find(piece.kind) == std::string_view::npos) {
        bad_format(call, argument, "that is not known: use d i o x u f e g c s [");
    }
    return piece;
}

std::vector<Piece> read_format(Call& call, std::size_t argument) {
    const std::string format = text_at(call, argument);
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < format.size();) {
        if (is_space(format[at])) {
            pieces.push_back({.kind = ' '});
            ++at;
        } else if (format[at] != '%') {
            pieces.push_back({.literal = format[at]});
            ++at;
        } else if (at + 1 < format.size() && format[at + 1] == '%') {
            pieces.push_back({.literal = '%'});
            at += 2;
        } else {
            ++at;
            pieces.push_back(read_conversion(call, argument, format, at));
        }
    }
    return pieces;
}

void check_targets(Call& call, std::size_t next, const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) {
        if (!piece.stores()) {
            continue;
        }
        if (!call.has(next)) {
            call.refuse(ErrorKind::Type, format("not enough arguments: the format needs argument %zu", next + 1));
        }
        const bool is_ref = call.is(next, Kind::Ref);
        const Value value = is_ref ? call.args[next].as_ref()->get() : Value();
        if (piece.is_text() ? value.kind() != Kind::Text : !value.is_number()) {
            call.bad(ErrorKind::Type, next,
                     piece.is_text() ? "must be a reference to a str" : "must be a reference to a number");
        }
        ++next;
    }
}

// The longest beginning of `text` that is a number, and its value. 0 when there is none.
std::size_t floating(std::string_view text, double& value) {
    std::size_t n = 0;
    while (n < text.size() && n < 400 && !is_space(text[n])) {
        ++n;
    }
    const std::string copy(text.substr(0, n));
    char* end = nullptr;
    value = std::strtod(copy.c_str(), &end);
    return static_cast<std::size_t>(end - copy.c_str());
}

std::size_t integer(std::string_view text, char kind, double& value) {
    int base = kind == 'i' ? 0 : kind == 'o' ? 8 : kind == 'x' || kind == 'X' ? 16 : 10;
    std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    const bool negative = at == 1 && text[0] == '-';
    const bool zero = at < text.size() && text[at] == '0';
    const bool hex = zero && at + 2 < text.size() && (text[at + 1] == 'x' || text[at + 1] == 'X') &&
                     std::isxdigit(static_cast<unsigned char>(text[at + 2])) != 0;
    if (hex && (base == 0 || base == 16)) {
        base = 16;
        at += 2;
    }
    base = base == 0 ? zero ? 8 : 10 : base;
    const std::size_t first = at;
    value = 0.0;
    for (; at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at])) != 0; ++at) {
        const int c = std::tolower(static_cast<unsigned char>(text[at]));
        const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
        if (digit >= base) {
            break;
        }
        value = value * base + digit;
    }
    value = negative ? -value : value;
    return at == first ? 0 : at;
}

// How much of `rest` a conversion takes, 0 when it does not match, and what it gives.
std::size_t convert(const Piece& piece, std::string_view rest, Value& out) {
    const std::string_view field = rest.substr(0, piece.width);
    std::size_t n = 0;
    double number = 0.0;
    switch (piece.kind) {
        case 'c':
            out = Value::number(static_cast<unsigned char>(rest[0]));
            return 1;
        case 's':
        case '[':
            while (n < field.size() && (piece.kind == 's' ? !is_space(field[n]) : piece.has(field[n]))) {
                ++n;
            }
            out = Value::text(field.substr(0, n));
            return n;
        case 'd':
        case 'i':
        case 'o':
        case 'x':
        case 'X':
        case 'u':
            n = integer(field, piece.kind, number);
            break;
        default:
            n = floating(field, number);
    }
    out = Value::number(number);
    return n;
}

void skip_space(std::string_view source, std::size_t& at) {
    while (at < source.size() && is_space(source[at])) {
        ++at;
    }
}

struct Scanned {
    std::vector<Value> values;
    bool ended = false;  // the text ended before a conversion
};

Scanned scan(std::string_view source, const std::vector<Piece>& pieces) {
    Scanned out;
    std::size_t at = 0;
    for (const Piece& piece : pieces) {
        if (piece.kind != '=' && piece.kind != 'c' && piece.kind != '[') {
            skip_space(source, at);
        }
        if (piece.kind == ' ') {
            continue;
        }
        if (at >= source.size()) {
            out.ended = true;
            break;
        }
        if (piece.kind == '=') {
            if (source[at] != piece.literal) {
                break;
            }
            ++at;
            continue;
        }
        Value value;
        const std::size_t n = convert(piece, source.substr(at), value);
        if (n == 0) {
            break;
        }
        at += n;
        if (piece.stores()) {
            out.values.push_back(std::move(value));
        }
    }
    return out;
}

}  // namespace

int scan_arguments(Call& call, std::string_view source, std::size_t at) {
    const std::vector<Piece> pieces = read_format(call, at);
    check_targets(call, at + 1, pieces);
    const Scanned found = scan(source, pieces);
    for (std::size_t k = 0; k < found.values.size(); ++k) {
        call.args[at + 1 + k].as_ref()->set(found.values[k]);
    }
    return found.values.empty() && found.ended ? -1 : static_cast<int>(found.values.size());
}

// ---- streams ----

bool read_word(std::FILE* stream, std::string& word) {
    word.clear();
    int c = std::getc(stream);
    while (c != EOF && std::isspace(c) != 0) {
        c = std::getc(stream);
    }
    for (; c != EOF && std::isspace(c) == 0; c = std::getc(stream)) {
        word += static_cast<char>(c);
    }
    if (c != EOF) {
        std::ungetc(c, stream);
    }
    return !word.empty();
}

bool read_number(std::FILE* stream, double& number, bool in_line) {
    std::string word;
    while (read_word(stream, word)) {
        if (std::string_view("iInN").find(word[0]) != std::string_view::npos || floating(word, number) == 0) {
            continue;
        }
        int c = std::getc(stream);
        while (c != EOF && std::isspace(c) != 0 && !(in_line && c == '\n')) {
            c = std::getc(stream);
        }
        if (c != EOF && std::isspace(c) == 0) {
            std::ungetc(c, stream);
        }
        return true;
    }
    return false;
}

bool read_line(std::FILE* stream, std::string& line) {
    line.clear();
    int c = EOF;
    while ((c = std::getc(stream)) != EOF) {
        line += static_cast<char>(c);
        if (c == '\n') {
            break;
        }
    }
    if (!line.empty() && line.back() != '\n') {
        line += '\n';
    }
    if (line.size() >= 2 && line.compare(line.size() - 2, 2, "\r\n") == 0) {
        line.replace(line.size() - 2, 2, "\n");
    }
    return !line.empty();
}

}  // namespace nrn
