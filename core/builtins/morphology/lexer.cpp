// Lexer of Neurolucida's nested format. A character that belongs to nothing is a word of its own: whether it does harm
// depends on where it stands.
#include "builtins/morphology/lexer.hpp"

#include <cctype>
#include <cstdlib>
#include <string>

namespace nrn::morphology {
namespace {

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool begins_name(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

Word bracket(char c) {
    switch (c) {
        case '(':
            return Word::Open;
        case ')':
            return Word::Close;
        case '|':
            return Word::Bar;
        case '<':
            return Word::OpenSpine;
        case '>':
            return Word::CloseSpine;
        default:
            return Word::Other;
    }
}

}  // namespace

// Space, commas and comments. Lines end with \n, \r\n or \r.
void Lexer::skip_space() {
    bool comment = false;
    while (!rest_.empty()) {
        const char c = rest_.front();
        const bool end = c == '\n' || c == '\r';
        if (!end && !comment && c != ';' && c != ',' && std::isspace(static_cast<unsigned char>(c)) == 0) {
            return;
        }
        comment = !end && (comment || c == ';');
        line_ += end && !(c == '\n' && after_return_) ? 1 : 0;
        after_return_ = c == '\r';
        rest_.remove_prefix(1);
    }
}

// Of a decimal number that the rest begins with; 0: it begins with none.
std::size_t Lexer::number_length() const {
    const auto at = [&](std::size_t i) { return i < rest_.size() ? rest_[i] : '\0'; };
    std::size_t i = at(0) == '+' || at(0) == '-' ? 1 : 0;
    std::size_t digits = 0;
    for (bool point = false; is_digit(at(i)) || (!point && at(i) == '.'); ++i) {
        point = point || at(i) == '.';
        digits += is_digit(at(i)) ? 1 : 0;
    }
    if (digits == 0) {
        return 0;
    }
    if (at(i) == 'e' || at(i) == 'E') {
        std::size_t end = i + (at(i + 1) == '+' || at(i + 1) == '-' ? 2 : 1);
        if (is_digit(at(end))) {
            while (is_digit(at(end))) {
                ++end;
            }
            i = end;
        }
    }
    return i;
}

Token Lexer::next() {
    skip_space();
    after_return_ = false;
    Token out;
    out.line = line_;
    if (rest_.empty()) {
        return out;
    }
    std::size_t length = number_length();
    std::size_t skipped = 0;
    if (length > 0) {
        out.word = Word::Number;
        out.number = std::strtod(std::string(rest_.substr(0, length)).c_str(), nullptr);
    } else if (begins_name(rest_.front())) {
        out.word = Word::Name;
        while (length < rest_.size() && (begins_name(rest_[length]) || is_digit(rest_[length]))) {
            ++length;
        }
    } else if (rest_.front() == '"') {
        out.word = Word::Text;
        rest_.remove_prefix(1);
        length = rest_.find_first_of("\"\r\n");
        if (length == std::string_view::npos || rest_[length] != '"') {
            refuse_line(tree_, line_, "the text in quotes does not end in its line");
        }
        skipped = 1;
    } else {
        length = 1;
        out.word = bracket(rest_.front());
    }
    out.text = rest_.substr(0, length);
    rest_.remove_prefix(length + skipped);
    return out;
}

}  // namespace nrn::morphology
