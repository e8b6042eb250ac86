#include "builtins/data/text_format.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "object/host_object.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

constexpr long kWidest = 100000;  // characters of one conversion

// One conversion of a format: "%-8.3f".
struct Spec {
    std::string flags;
    long width = -1;
    long precision = -1;
    bool width_arg = false;
    bool precision_arg = false;
    char conversion = '\0';
    std::size_t end = 0;  // behind it in the format
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Comparisons, since a search in a text for each letter took longer than the rest.
bool is_flag(char c) {
    return c == '-' || c == '+' || c == ' ' || c == '#' || c == '0';
}
bool is_length(char c) {
    return c == 'h' || c == 'l' || c == 'L' || c == 'q' || c == 'j' || c == 'z' || c == 't';
}
bool is_conversion(char c) {
    switch (c) {
        case 'd':
        case 'c':
        case 'x':
        case 'o':
        case 'e':
        case 'f':
        case 'g':
        case 's':
            return true;
        default:
            return false;
    }
}

long read_count(std::string_view format, std::size_t& at, bool& from_argument) {
    if (at < format.size() && format[at] == '*') {
        ++at;
        from_argument = true;
        return -1;
    }
    long value = -1;
    for (; at < format.size() && is_digit(format[at]); ++at) {
        value = std::min(kWidest + 1, (value < 0 ? 0 : value) * 10 + (format[at] - '0'));
    }
    return value;
}

// The conversion that starts at the % at `at`; its letter is 0 when there is none.
Spec read_spec(std::string_view format, std::size_t at) {
    Spec spec;
    for (++at; at < format.size() && is_flag(format[at]); ++at) {
        spec.flags += format[at];
    }
    spec.width = read_count(format, at, spec.width_arg);
    if (at < format.size() && format[at] == '.') {
        ++at;
        spec.precision = std::max(0L, read_count(format, at, spec.precision_arg));
    }
    while (at < format.size() && is_length(format[at])) {
        ++at;
    }
    if (at < format.size() && is_conversion(format[at])) {
        spec.conversion = format[at];
    }
    spec.end = at + 1;
    return spec;
}

// The arguments of a format, taken one after the other.
class Arguments {
  public:
    Arguments(Call& call, std::size_t next) : call_(call), next_(next) {
    }

    double number() {
        const std::size_t i = take("a number");
        if (!call_.args[i].is_number()) {
            call_.bad(ErrorKind::Type, i, format("must be a number, not %s", kind_name(call_.args[i].kind())));
        }
        return call_.number(i);
    }
    std::string text() {
        const std::size_t i = take("a str");
        if (call_.args[i].kind() == Kind::Text) {
            return std::string(call_.args[i].as_text());
        }
        Value held;
        const Value* value = &call_.args[i];
        if (value->kind() == Kind::Ref) {
            held = value->as_ref()->get();
            value = &held;
        }
        switch (value->kind()) {
            case Kind::Text:
                return std::string(value->as_text());
            case Kind::Object:
                return value->as_object() == nullptr ? "NULLobject" : value->as_object()->name();
            case Kind::Host:
                return as_hoc_object(call_.context, *value).as_object()->name();
            default:
                call_.bad(ErrorKind::Type, i,
                          format("must be a str or an object for %%s, not %s", kind_name(value->kind())));
        }
    }
    long width(const char* what) {
        const double x = number();
        if (!(std::fabs(x) <= static_cast<double>(kWidest))) {
            call_.refuse(ErrorKind::Value, format("a %s of %g is too much: at most %ld", what, x, kWidest));
        }
        return static_cast<long>(x);
    }

  private:
    std::size_t take(const char* what) {
        if (!call_.has(next_)) {
            call_.refuse(ErrorKind::Type,
                         format("not enough arguments: the format needs %s as argument %zu", what, next_ + 1));
        }
        return next_++;
    }

    Call& call_;
    std::size_t next_;
};

void resolve(Spec& spec, Call& call, Arguments& arguments) {
    if (spec.width_arg) {
        spec.width = arguments.width("width");
        if (spec.width < 0) {
            spec.flags += '-';
            spec.width = -spec.width;
        }
    }
    if (spec.precision_arg) {
        spec.precision = arguments.width("precision");
    }
    if (spec.width > kWidest || spec.precision > kWidest) {
        call.refuse(ErrorKind::Value, format("the format asks for more than %ld characters", kWidest));
    }
}

void append_padded(std::string& out, const Spec& spec, std::string_view text) {
    if (spec.width < 0) {
        out.append(text);
        return;
    }
    const std::size_t length = count_characters(text);
    const auto wanted = static_cast<std::size_t>(spec.width);
    const std::size_t fill = wanted > length ? wanted - length : 0;
    const bool left = spec.flags.find('-') != std::string::npos;
    out.append(left ? 0 : fill, ' ').append(text).append(left ? fill : 0, ' ');
}

// The conversion as C's printf knows it, with its length modifier.
std::string c_format(const Spec& spec, const char* modifier, char conversion) {
    std::string out(1, '%');
    out.append(spec.flags);
    if (spec.width >= 0) {
        out.append(std::to_string(spec.width));
    }
    if (spec.precision >= 0) {
        out.append(1, '.').append(std::to_string(spec.precision));
    }
    return out.append(modifier).append(1, conversion);
}

// The pattern was put together by c_format for exactly the argument that follows.
template <class Number>
std::string c_number(const std::string& pattern, Number x) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return format(pattern.c_str(), x);
#pragma GCC diagnostic pop
}

std::string integer_text(const Spec& spec, double x) {
    const double whole = std::trunc(x);
    if (!(std::fabs(whole) < 9.2e18)) {  // nan, inf and what no integer holds: shown as it is
        Spec plain = spec;
        plain.precision = -1;
        return c_number(c_format(plain, "", 'g'), whole);
    }
    const auto n = static_cast<long long>(whole);
    if (spec.conversion == 'd') {
        return c_number(c_format(spec, "ll", 'd'), n);
    }
    const bool small = n >= INT32_MIN && n < 0;  // a negative number as C shows an int
    const auto bits =
        small ? static_cast<unsigned long long>(static_cast<std::uint32_t>(n)) : static_cast<unsigned long long>(n);
    return c_number(c_format(spec, "ll", spec.conversion), bits);
}

// %g of a number with at most six digits, as most are that programs print: x is the double next to whole / scale, so
// that its first six digits are those of `whole`. False, and nothing added, for others.
bool append_short(std::string& out, double x) {
    const double size = std::fabs(x);
    if (!(size < 1e6) || (size < 1e-4 && x != 0.0) || (x == 0.0 && std::signbit(x))) {
        return false;
    }
    static constexpr std::pair<double, int> scales[] = {{1e3, 3}, {1e2, 2}, {1e1, 1}, {1e0, 0}};
    const auto& [scale, decimals] = scales[size < 1e3 ? 0 : size < 1e4 ? 1 : size < 1e5 ? 2 : 3];
    const double whole = std::nearbyint(x * scale);
    if (whole / scale != x) {
        return false;
    }
    char buffer[16];
    char* end = std::to_chars(buffer, std::end(buffer), static_cast<int>(std::fabs(whole))).ptr;
    const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
    if (x < 0.0) {
        out += '-';
    }
    const auto behind = static_cast<std::size_t>(decimals);
    if (digits.size() > behind) {
        out.append(digits, 0, digits.size() - behind);
    } else {
        out += '0';
    }
    std::string_view rest = digits.substr(digits.size() > behind ? digits.size() - behind : 0);
    const std::size_t zeros = behind - rest.size();
    while (!rest.empty() && rest.back() == '0') {
        rest.remove_suffix(1);
    }
    if (!rest.empty()) {
        out.append(1, '.').append(zeros, '0').append(rest);
    }
    return true;
}

// Conversions without width and flags, which are nearly all, without the C library: the same characters.
bool append_plain(std::string& out, const Spec& spec, double x) {
    if (spec.width >= 0 || !spec.flags.empty() || !std::isfinite(x)) {
        return false;
    }
    if (spec.conversion == 'g' && spec.precision < 0 && append_short(out, x)) {
        return true;
    }
    char buffer[512];
    std::to_chars_result done{buffer, std::errc::invalid_argument};
    switch (spec.conversion) {
        case 'd':
            if (spec.precision < 0 && std::fabs(x) < 9.2e18) {
                done = std::to_chars(buffer, std::end(buffer), static_cast<long long>(x));
            }
            break;
        case 'e':
        case 'f':
        case 'g': {
            const auto style = spec.conversion == 'e'   ? std::chars_format::scientific
                               : spec.conversion == 'f' ? std::chars_format::fixed
                                                        : std::chars_format::general;
            const long precision = spec.precision < 0 ? 6 : std::min(spec.precision, 100L);
            if (spec.precision <= 100) {
                done = std::to_chars(buffer, std::end(buffer), x, style, static_cast<int>(precision));
            }
            break;
        }
        default:
            break;
    }
    if (done.ec != std::errc()) {
        return false;
    }
    out.append(buffer, done.ptr);
    return true;
}

void append_conversion(std::string& out, const Spec& spec, Arguments& arguments) {
    switch (spec.conversion) {
        case 's': {
            const std::string text = arguments.text();
            const std::size_t cut =
                spec.precision < 0 ? text.size() : character_offset(text, static_cast<std::size_t>(spec.precision));
            append_padded(out, spec, std::string_view(text).substr(0, cut));
            return;
        }
        case 'c': {
            std::string character;
            append_character(character, arguments.number());
            append_padded(out, spec, character);
            return;
        }
        case 'd':
        case 'x':
        case 'o': {
            const double x = arguments.number();
            if (!append_plain(out, spec, x)) {
                out += integer_text(spec, x);
            }
            return;
        }
        default: {
            const double x = arguments.number();
            if (!append_plain(out, spec, x)) {
                out += c_number(c_format(spec, "", spec.conversion), x);
            }
        }
    }
}

}  // namespace

std::string format_arguments(Call& call, std::size_t at) {
    const std::string pattern = text_at(call, at);
    Arguments arguments(call, at + 1);
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        std::size_t next = i;
        while (next < pattern.size() && pattern[next] != '%') {
            ++next;
        }
        out.append(pattern, i, next - i);
        i = next;
        if (i == pattern.size()) {
            break;
        }
        Spec spec = read_spec(pattern, i);
        const bool doubled = i + 1 < pattern.size() && pattern[i + 1] == '%';
        if (doubled || spec.conversion == '\0') {
            out += '%';
            i += doubled ? 2 : 1;
            continue;
        }
        resolve(spec, call, arguments);
        append_conversion(out, spec, arguments);
        i = spec.end;
    }
    return out;
}

// ---- texts in arguments ----

std::string text_at(Call& call, std::size_t i) {
    if (call.is(i, Kind::Text)) {
        return std::string(call.text(i));
    }
    if (call.is(i, Kind::Ref)) {
        const Value value = call.args[i].as_ref()->get();
        if (value.kind() == Kind::Text) {
            return std::string(value.as_text());
        }
    }
    call.bad(ErrorKind::Type, i, "must be a str or a reference to one");
}

void check_text_ref(Call& call, std::size_t i) {
    const Value* slot = call.is(i, Kind::Ref) ? call.args[i].as_ref()->slot() : nullptr;
    if (slot != nullptr && slot->kind() == Kind::Text) {
        return;
    }
    if (!call.is(i, Kind::Ref) || call.args[i].as_ref()->get().kind() != Kind::Text) {
        call.bad(ErrorKind::Type, i, "must be a reference to a str: a strdef, or h.ref('')");
    }
}

void store_text(Call& call, std::size_t i, std::string_view text) {
    check_text_ref(call, i);
    call.args[i].as_ref()->set(Value::borrowed_text(text));
}

// ---- characters ----

namespace {
bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
// The bytes of the character at `at`.
std::size_t character_size(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    for (std::size_t k = 1; k < wanted; ++k) {
        if (at + k >= text.size() || !continues(text[at + k])) {
            return 1;
        }
    }
    return wanted;
}
}  // namespace

std::size_t count_characters(std::string_view text) {
    std::size_t n = 0;
    for (std::size_t at = 0; at < text.size(); at += character_size(text, at)) {
        ++n;
    }
    return n;
}

std::size_t character_offset(std::string_view text, std::size_t i) {
    std::size_t at = 0;
    for (; i > 0 && at < text.size(); --i) {
        at += character_size(text, at);
    }
    return at;
}

void append_character(std::string& out, double code) {
    if (!(code >= 1.0 && code < 1114112.0) || (code >= 0xD800 && code < 0xE000)) {
        return;
    }
    const auto c = static_cast<std::uint32_t>(code);
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    const int tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    const std::uint32_t lead = tail == 1 ? 0xC0 : tail == 2 ? 0xE0 : 0xF0;
    out += static_cast<char>(lead | c >> (6 * tail));
    for (int k = tail - 1; k >= 0; --k) {
        out += static_cast<char>(0x80U | (c >> (6 * k) & 0x3FU));
    }
}

}  // namespace nrn
