// The door of the room: the interpreter of hoc in a Context.
#pragma once

#include <string>
#include <string_view>

#include "base/context.hpp"

namespace nrn::hoc {

// Defines the functions of the language (execute, load_file, …) and connects the interpreter. Called once, after the
// built-in names are there: those that exist now are the ones that templates see without `external`.
void define_language(Context& context);

// Runs text as a file is run: statement by statement, the values of expressions are printed. `stop` ends it.
void run_text(Context& context, std::string_view text);
// Runs the file of a program, where `stop` ends a statement only. Error(Io) when it cannot be read.
void run_file(Context& context, const std::string& path);

// How deep calls may go and how many values the stack holds (options -NFRAME and -NSTACK).
void set_frame_limit(Context& context, std::size_t frames);
void set_stack_limit(Context& context, std::size_t values);
// Whether text ends within braces, parentheses, a comment or a continued line.
bool is_incomplete(std::string_view text);
// From a signal handler: what runs ends with the error "interrupted".
void interrupt(Context& context) noexcept;
// Where the stock library lies (a folder with stdlib.hoc); "" leaves the place beside libnrn.
void set_library_folder(Context& context, std::string_view folder);

}  // namespace nrn::hoc
