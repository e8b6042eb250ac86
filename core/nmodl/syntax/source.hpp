// The files of one compilation, and places in them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nmodl/nmodl.hpp"

namespace nrn::nmodl {

// A character of a file. Files are numbered in the order in which they are read; 0 is the .mod file itself.
struct Place {
    std::int32_t file = 0;
    std::int32_t offset = 0;

    auto operator<=>(const Place&) const = default;
};

struct SourceFile {
    std::string name;
    std::string text;
};

// Thrown after a diagnostic was noted, to leave what cannot be read further; the parser catches it at the next
// statement or block.
struct Fault {};

// The files read so far and what was found wrong in them.
class Sources {
  public:
    std::int32_t add(std::string name, std::string text);
    const SourceFile& file(std::int32_t number) const {
        return files_[static_cast<std::size_t>(number)];
    }

    int line_of(Place place) const;
    Diagnostic diagnostic(Place place, std::string message, bool warning) const;
    void error(Place place, std::string message);
    void warn(Place place, std::string message);
    void remark(Place place, std::string message);  // of what is harmless
    [[noreturn]] void fail(Place place, std::string message);
    bool failed() const;
    // In the order of the places, each once.
    std::vector<Diagnostic> diagnostics() const;

  private:
    Diagnostic* note(Place place, std::string message, bool warning);

    std::vector<SourceFile> files_;
    struct Note {
        Place place;
        Diagnostic diagnostic;
    };
    std::vector<Note> notes_;
};

}  // namespace nrn::nmodl
