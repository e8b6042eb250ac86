// The words of Neurolucida's nested text format: brackets, numbers, words, texts; ; begins a comment.
#pragma once

#include <string_view>

#include "builtins/morphology/tree.hpp"

namespace nrn::morphology {

enum class Word { Open, Close, Bar, OpenSpine, CloseSpine, Number, Name, Text, Other, End };

struct Token {
    Word word = Word::End;
    std::string_view text;
    double number = 0.0;
    std::size_t line = 1;
};

class Lexer {
  public:
    Lexer(const Tree& tree, std::string_view text) : tree_(tree), rest_(text) {
    }
    Token next();
    std::string_view rest() const noexcept {
        return rest_;
    }

  private:
    void skip_space();
    std::size_t number_length() const;

    const Tree& tree_;
    std::string_view rest_;
    std::size_t line_ = 1;
    bool after_return_ = false;
};

}  // namespace nrn::morphology
