// What the text of a VERBATIM block mentions. It is C or C++, which nobody parses here: words are enough.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "nmodl/syntax/ast.hpp"

namespace nrn::nmodl {

// The identifiers of the text, outside of comments and literals and not behind "." or "->".
std::set<std::string> identifiers(const std::string& text);

// visit(begin, end, word) for each word and each other mark of one character, without spaces, comments, literals and
// numbers; the end of a line of the preprocessor is the mark "\n".
void each_token(const std::string& text, const std::function<void(std::size_t, std::size_t, bool)>& visit);

// The text with some identifiers replaced: `other` gives what stands for one.
std::string rename_identifiers(const std::string& text, const std::function<std::string(const std::string&)>& other);

// Whether the text closes braces that it has not opened.
bool closes_braces(const std::string& text);

// Whether the text returns from the function that it lies in, and with what.
enum class Returns { No, Nothing, Value };
Returns returns_of(const std::string& text);
Returns returns_from(const Statements& list);  // of all text in the statements

}  // namespace nrn::nmodl
