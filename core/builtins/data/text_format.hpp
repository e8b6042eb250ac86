// The one printf and the one scanf of hoc: sprint, printf, fprint, File.printf, sscanf and their kin share them.
//
// Formats are those of C, read by this code and never handed to the C library as they are: whatever a format says,
// the arguments that are there decide what is printed. Texts are UTF-8; widths count characters.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "object/call.hpp"

namespace nrn {

// The text of argument `at`, a format, with the arguments behind it put in. Numbers for d c x o are truncated, e f g
// take them as they are; %s takes a text, a reference to one, or an object, whose name is printed. Arguments left over
// are ignored, and a % that starts no conversion stands for itself. Error(Type) for an argument of the wrong kind or
// missing.
std::string format_arguments(Call& call, std::size_t at);

// Reads `source` by the format in argument `at` into the references behind it. The number of conversions that were
// stored; -1 when the text ended before the first one. Nothing is stored when an argument does not fit.
int scan_arguments(Call& call, std::string_view source, std::size_t at);

// A text that is argument i, or that argument i refers to. Error(Type) otherwise.
std::string text_at(Call& call, std::size_t i);
// Puts a text into the variable that argument i refers to: Error(Type) unless it is a text variable.
void store_text(Call& call, std::size_t i, std::string_view text);
void check_text_ref(Call& call, std::size_t i);

// The next number of a stream: words that do not begin with one are skipped, the rest of the word that does is too,
// and the white space behind it (in_line: up to the end of the line). False at the end of the stream.
bool read_number(std::FILE* stream, double& number, bool in_line = false);
// The next line with its newline; "\r\n" becomes "\n", and a last line without one gets it. False at the end of the
// stream.
bool read_line(std::FILE* stream, std::string& line);
// The next word between white space. False at the end of the stream.
bool read_word(std::FILE* stream, std::string& word);

// Characters of a UTF-8 text; bytes that are no UTF-8 count as one each.
std::size_t count_characters(std::string_view text);
// The byte offset of character i; the size of the text when it has no more than i.
std::size_t character_offset(std::string_view text, std::size_t i);
// Adds a character by its number; nothing for 0 or what is no character.
void append_character(std::string& out, double code);

}  // namespace nrn
