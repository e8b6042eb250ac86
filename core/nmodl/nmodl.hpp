// The NMODL compiler: the text of a .mod file becomes the text of a C++ file that includes nrn/mech_abi.h and <math.h>.
//
// This is the room's only header for others. Nothing is read or written here: included files come through a function
// of the caller, and what is wrong with a file comes back as diagnostics, several at once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nrn::nmodl {

struct Diagnostic {
    std::string file;
    int line = 0;         // from 1
    int column = 0;       // from 1
    std::string text;     // the line of the file
    std::string message;  // one sentence: what is wrong, what to do
    bool warning = false;
    bool remark = false;  // a warning of what may well be meant so
};

// "file:line:column: error: message", the line, and a caret below the place.
std::string render(const Diagnostic& diagnostic);

// The text of an included file, or nothing when there is none of that name.
using IncludeReader = std::function<std::optional<std::string>(const std::string& name)>;

// What a block of the file has become.
struct BlockReport {
    std::string block;  // "INITIAL", "SOLVE states METHOD cnexp", "FUNCTION alpha"
    std::string kind;   // "loop" over instances, "inlined" into such loops, "called" for one instance, "event" for one
    std::vector<std::pair<int, int>> loops;  // their first and last lines in the code
    int versions = 1;                        // 2: with look-ups in tables and without
    std::vector<Diagnostic> obstacles;       // what may keep them from being vectorised
};

struct Output {
    std::string code;       // empty when there are errors
    std::string mechanism;  // SUFFIX, or the name of the point process; "nothing" without instances
    std::vector<Diagnostic> diagnostics;
    std::vector<BlockReport> blocks;

    bool ok() const;
};

Output compile(std::string_view text, const std::string& file, const IncludeReader& includes = {});

// What is wrong with the units of a file, as warnings; its errors when it has any.
std::vector<Diagnostic> check_units(std::string_view text, const std::string& file, const IncludeReader& includes = {});

// A C++ file that gathers the mechanisms of several files (their names with or without folder and ".mod"). Without
// `function` it exports the object NRN_MECH_CATALOGUE; else it defines a function of that name that returns it.
std::string catalogue(const std::vector<std::string>& files, const std::string& function = {});

}  // namespace nrn::nmodl
