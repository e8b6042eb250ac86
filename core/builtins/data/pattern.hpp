// Extended regular expressions, as egrep has them: the leftmost match, and of those that begin there the longest.
//
// Known: . [set] [^set] [[:class:]] ^ $ ( ) | * + ? {m} {m,} {m,n}, a newline as |, and \ before a special character.
// A dot matches all but a newline; ^ and $ stand for the ends of the text. Matching simulates all ways at once
// (Thompson, Comm. ACM 11, 1968), so that time and memory stay proportional to the length of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nrn {

class Pattern {
  public:
    // Error(Value) with the reason when the text is no pattern, or too large a one.
    explicit Pattern(std::u32string_view text);

    struct Match {
        std::size_t begin;
        std::size_t end;
    };
    bool search(std::u32string_view text, Match* match) const;

    // A set of characters: [a-z], [^[:digit:]].
    struct Set {
        std::vector<std::pair<char32_t, char32_t>> ranges;
        std::vector<std::string> classes;
        bool inverted = false;
        bool has(char32_t c) const;
    };
    enum class Op : std::uint8_t { Character, Any, Set, Begin, End, Split, Match };
    struct Step {
        Op op;
        char32_t character = 0;
        std::size_t next = 0;   // where to go on
        std::size_t other = 0;  // Split: the second way; Set: its number
    };

  private:
    friend class PatternWriter;

    bool passes(const Step& step, char32_t c) const;

    std::vector<Step> steps_;
    std::vector<Set> sets_;
    std::size_t first_ = 0;
};

}  // namespace nrn
