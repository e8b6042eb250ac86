// Pieces of a line: each function takes what the text begins with, after blanks, off it.
#pragma once

#include <string_view>

namespace nrn::morphology {

// Whether the character comes next; if not, nothing changes.
bool eat(std::string_view& text, char c);
// Whether a number comes next that single precision can hold.
bool eat_number(std::string_view& text, double& out);
// Up to the next blank.
std::string_view eat_word(std::string_view& text);

}  // namespace nrn::morphology
