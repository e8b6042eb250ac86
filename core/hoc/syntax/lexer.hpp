// The lexer of hoc: text in, one token at a time. A line's end is a token, because hoc's statements end there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "hoc/syntax/source.hpp"

namespace nrn::hoc {

enum class Tok : std::uint8_t {
    End,      // of the text
    Line,     // the end of a line
    Number,   // number
    String,   // text, with its escapes resolved
    Name,     // text
    Keyword,  // word
    Arg,      // $1 $s1 $o1 $&1 $i: sigil and number (0: the variable i)
    Op,       // op: one character, or two packed: '=' << 8 | '='
};

// The words of the grammar; the table in lexer.cpp has their spelling.
enum class Word : std::uint8_t {
    None,
    Access,
    Begintemplate,
    Break,
    Connect,
    Continue,
    Create,
    Debug,
    Delete,
    Depvar,
    Double,
    Else,
    Endtemplate,
    Eqn,
    External,
    For,
    Forall,
    Forsec,
    Func,
    Help,
    If,
    Ifsec,
    Insert,
    Iterator,
    IteratorStatement,
    Local,
    Localobj,
    New,
    Obfunc,
    Objref,
    Print,
    Proc,
    Public,
    Read,
    Return,
    Setpointer,
    Stop,
    Strdef,
    Uninsert,
    While,
};

constexpr int op2(char a, char b) {
    return (a << 8) | b;
}

struct Token {
    Tok kind = Tok::End;
    Word word = Word::None;
    char sigil = 0;  // of Arg: 'n' number, 's', 'o', '&'
    int op = 0;
    double number = 0.0;
    std::size_t offset = 0;  // where it starts
    std::size_t end = 0;     // one past its last byte
    std::string_view text;   // of Name; of String without escapes
    std::string storage;     // of String with escapes
};

class Lexer {
  public:
    explicit Lexer(const Source& source) : text_(source.text()), source_(&source) {
    }

    const Token& peek() {
        if (!ahead_) {
            scan();
            ahead_ = true;
        }
        return token_;
    }
    // Goes past the token that peek() shows.
    void advance() {
        peek();
        last_end_ = token_.end;
        ahead_ = false;
    }
    std::size_t open_comment() const noexcept {
        return open_comment_;
    }
    std::size_t last_end() const noexcept {
        return last_end_;
    }
    bool at_op(int op) {
        return peek().kind == Tok::Op && token_.op == op;
    }
    bool at_word(Word word) {
        return peek().kind == Tok::Keyword && token_.word == word;
    }
    // Whether the next byte behind the current token is c: o.x(…) and soma {…} need no token of look-ahead more.
    char next_byte() const noexcept;
    // The text behind the line that is being read, for programs that read the lines that follow them; skip() goes past
    // the first bytes of it.
    std::string_view following() const noexcept {
        return text_.substr(following_at());
    }
    void skip(std::size_t bytes) noexcept;
    // The rest of the line as it stands (help x y).
    std::string_view rest_of_line();
    // Throws the syntax error at an offset.
    [[noreturn]] void refuse(std::size_t offset, const std::string& what, ErrorKind kind = ErrorKind::Hoc) const;

  private:
    bool at_line_start() const noexcept;
    std::size_t following_at() const noexcept;
    void scan();
    void skip_blank();
    void scan_number();
    void scan_string();
    void scan_name();
    void scan_arg();
    void scan_op();

    std::string_view text_;
    const Source* source_;
    std::size_t at_ = 0;
    std::size_t last_end_ = 0;
    std::size_t gap_ = 0;      // bytes that were skipped begin here, where a line ends,
    std::size_t gap_end_ = 0;  // and end here
    std::size_t open_comment_ = std::string_view::npos;
    bool ahead_ = false;
    Token token_;
};

// Whether text ends inside braces, a comment or a continued line: a prompt asks for more. Not inside parentheses,
// which a line end may not divide.
bool is_incomplete(std::string_view text);

}  // namespace nrn::hoc
