#include "hoc/syntax/lexer.hpp"

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <unordered_map>

#include "base/text.hpp"
#include "hoc/syntax/fault.hpp"

namespace nrn::hoc {
namespace {

struct Spelling {
    std::string_view text;
    Word word;
};
constexpr Spelling kWords[] = {
    Spelling{"access", Word::Access},     Spelling{"begintemplate", Word::Begintemplate},
    Spelling{"break", Word::Break},       Spelling{"connect", Word::Connect},
    Spelling{"continue", Word::Continue}, Spelling{"create", Word::Create},
    Spelling{"debug", Word::Debug},       Spelling{"delete", Word::Delete},
    Spelling{"depvar", Word::Depvar},     Spelling{"double", Word::Double},
    Spelling{"else", Word::Else},         Spelling{"endtemplate", Word::Endtemplate},
    Spelling{"eqn", Word::Eqn},           Spelling{"external", Word::External},
    Spelling{"for", Word::For},           Spelling{"forall", Word::Forall},
    Spelling{"forsec", Word::Forsec},     Spelling{"func", Word::Func},
    Spelling{"help", Word::Help},         Spelling{"if", Word::If},
    Spelling{"ifsec", Word::Ifsec},       Spelling{"insert", Word::Insert},
    Spelling{"iterator", Word::Iterator}, Spelling{"iterator_statement", Word::IteratorStatement},
    Spelling{"local", Word::Local},       Spelling{"localobj", Word::Localobj},
    Spelling{"new", Word::New},           Spelling{"obfunc", Word::Obfunc},
    Spelling{"objectvar", Word::Objref},  Spelling{"objref", Word::Objref},
    Spelling{"print", Word::Print},       Spelling{"proc", Word::Proc},
    Spelling{"public", Word::Public},     Spelling{"read", Word::Read},
    Spelling{"return", Word::Return},     Spelling{"setpointer", Word::Setpointer},
    Spelling{"stop", Word::Stop},         Spelling{"strdef", Word::Strdef},
    Spelling{"uninsert", Word::Uninsert}, Spelling{"while", Word::While},
};

Word word_of(std::string_view name) {
    std::size_t low = 0;
    std::size_t high = std::size(kWords);
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const int order = kWords[middle].text.compare(name);
        if (order == 0) {
            return kWords[middle].word;
        }
        (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return Word::None;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool in_name(char c) {
    return starts_name(c) || is_digit(c);
}

char unescape(char c) {
    switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        default:
            return c;
    }
}

}  // namespace

void Lexer::refuse(std::size_t offset, const std::string& what, ErrorKind kind) const {
    throw Fault(kind, what, source_->report(offset));
}

char Lexer::next_byte() const noexcept {
    std::size_t i = ahead_ ? token_.end : at_;
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t')) {
        ++i;
    }
    return i < text_.size() ? text_[i] : '\0';
}

bool Lexer::at_line_start() const noexcept {
    const char last = at_ == 0 ? '\n' : text_[at_ - 1];
    return ahead_ ? token_.kind == Tok::Line : last == '\n' || last == '\r';
}

std::size_t Lexer::following_at() const noexcept {
    if (at_line_start()) {
        return at_;
    }
    if (at_ < gap_) {
        return gap_end_;
    }
    const std::size_t end = text_.find_first_of("\r\n", at_);
    if (end == std::string_view::npos) {
        return text_.size();
    }
    return end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
}

void Lexer::skip(std::size_t bytes) noexcept {
    const std::size_t start = following_at();
    if (at_line_start()) {
        at_ += bytes;
        return;
    }
    gap_ = at_ < gap_ ? gap_ : start;
    gap_end_ = start + bytes;
}

std::string_view Lexer::rest_of_line() {
    std::size_t end = ahead_ ? token_.offset : at_;
    const std::size_t start = end;
    while (end < text_.size() && text_[end] != '\n' && text_[end] != '\r') {
        ++end;
    }
    at_ = end;
    ahead_ = false;
    return text_.substr(start, end - start);
}

// Blanks, comments and continued lines.
void Lexer::skip_blank() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (c == ' ' || c == '\t') {
            ++at_;
        } else if (c == '\\' && next == '\n') {
            at_ += 2;
        } else if (c == '\\' && next == '\r') {
            at_ += at_ + 2 < text_.size() && text_[at_ + 2] == '\n' ? 3 : 2;
        } else if (c == '/' && next == '/') {
            while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') {
                ++at_;
            }
        } else if (c == '/' && next == '*') {
            const std::size_t end = text_.find("*/", at_ + 2);
            if (end == std::string_view::npos) {
                open_comment_ = at_;
                at_ = text_.size();
                return;
            }
            at_ = end + 2;
        } else {
            return;
        }
    }
}

void Lexer::scan() {
    skip_blank();
    token_.offset = at_;
    token_.word = Word::None;
    if (at_ >= text_.size()) {
        token_.kind = Tok::End;
        token_.end = at_;
        return;
    }
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\n' || c == '\r') {
        at_ += c == '\r' && next == '\n' ? 2 : 1;
        at_ = at_ == gap_ ? gap_end_ : at_;
        token_.kind = Tok::Line;
    } else if (is_digit(c) || (c == '.' && is_digit(next))) {
        scan_number();
    } else if (starts_name(c)) {
        scan_name();
    } else if (c == '"') {
        scan_string();
    } else if (c == '$') {
        scan_arg();
    } else {
        scan_op();
    }
    token_.end = at_;
}

void Lexer::scan_number() {
    token_.kind = Tok::Number;
    const char* begin = text_.data() + at_;
    const char* end = text_.data() + text_.size();
    auto [rest, failed] = std::from_chars(begin, end, token_.number, std::chars_format::general);
    if (failed == std::errc::result_out_of_range) {
        token_.number = std::strtod(std::string(begin, rest).c_str(), nullptr);
    }
    at_ += static_cast<std::size_t>(rest - begin);
    // "1e" and "1e+" are read as 1.
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
        ++at_;
        if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) {
            ++at_;
        }
    }
    if (at_ < text_.size() && (in_name(text_[at_]) || text_[at_] == '.')) {
        refuse(token_.offset, "syntax error: this is not a number");
    }
}

void Lexer::scan_string() {
    token_.kind = Tok::String;
    token_.storage.clear();
    bool escaped = false;
    std::size_t start = ++at_;
    for (;; ++at_) {
        if (at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r') {
            refuse(token_.offset, "syntax error: missing quote: the string that begins here has no end on its line");
        }
        const char c = text_[at_];
        if (c == '"') {
            break;
        }
        if (c == '\\' && at_ + 1 < text_.size()) {
            token_.storage.append(text_.substr(start, at_ - start));
            token_.storage += unescape(text_[++at_]);
            start = at_ + 1;
            escaped = true;
        }
    }
    if (escaped) {
        token_.storage.append(text_.substr(start, at_ - start));
        token_.text = token_.storage;
    } else {
        token_.text = text_.substr(start, at_ - start);
    }
    ++at_;
}

void Lexer::scan_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && in_name(text_[at_])) {
        ++at_;
    }
    token_.text = text_.substr(start, at_ - start);
    token_.word = word_of(token_.text);
    token_.kind = token_.word == Word::None ? Tok::Name : Tok::Keyword;
}

// $1 $s1 $o1 $&1, and with the local variable i as the number: $i $si $oi $&i
void Lexer::scan_arg() {
    token_.kind = Tok::Arg;
    token_.sigil = 'n';
    std::size_t i = at_ + 1;
    if (i < text_.size() && (text_[i] == 's' || text_[i] == 'o' || text_[i] == '&')) {
        token_.sigil = text_[i++];
    }
    unsigned long n = 0;
    const std::size_t digits = i;
    while (i < text_.size() && is_digit(text_[i]) && n < 100000) {
        n = n * 10 + static_cast<unsigned long>(text_[i++] - '0');
    }
    if (i == digits && i < text_.size() && text_[i] == 'i') {
        ++i;
    } else if (n == 0) {
        refuse(at_, "syntax error: strange $: arguments are $1, $s1, $o1, $&1 or $i");
    }
    if (i < text_.size() && in_name(text_[i])) {
        refuse(at_, "syntax error: strange $: arguments are $1, $s1, $o1, $&1 or $i");
    }
    token_.number = static_cast<double>(n);
    at_ = i;
}

void Lexer::scan_op() {
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    token_.kind = Tok::Op;
    token_.op = c;
    if ((next == '=' && std::string_view("=!<>+-*/").find(c) != std::string_view::npos) || (c == '&' && next == '&') ||
        (c == '|' && next == '|')) {
        token_.op = op2(c, next);
        at_ += 2;
        return;
    }
    if (std::string_view("+-*/%^=<>!&(){}[].,;:").find(c) == std::string_view::npos) {
        const auto byte = static_cast<unsigned char>(c);
        refuse(at_, byte == 0 ? "syntax error: a NUL character in the text"
                    : byte < 0x20 || byte > 0x7E
                        ? format("syntax error: the byte 0x%02X cannot stand outside a string or comment", byte)
                        : format("syntax error: the character %c has no meaning here", c));
    }
    ++at_;
}

bool is_incomplete(std::string_view text) {
    const Source source("", std::string(text));
    Lexer lexer(source);
    long depth = 0;
    try {
        while (lexer.peek().kind != Tok::End) {
            if (lexer.peek().kind == Tok::Op) {
                const int op = lexer.peek().op;
                depth += op == '{' ? 1 : op == '}' ? -1 : 0;
            }
            lexer.advance();
        }
    } catch (const Fault&) {
        return false;  // a mistake: more text would not mend it
    }
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return depth > 0 || lexer.open_comment() != std::string_view::npos ||
           (end != std::string_view::npos && text[end] == '\\');
}

}  // namespace nrn::hoc
