// Source: a piece of hoc text with its name, kept alive by the code made from it so that errors can show lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace nrn::hoc {

struct Place {
    std::size_t line;       // from 1
    std::size_t column;     // from 1, in bytes
    std::string_view text;  // the line without its end
};

class Source {
  public:
    // name: a file's path, or "" for text given directly. A byte order mark is dropped.
    Source(std::string name, std::string text);

    const std::string& name() const noexcept {
        return name_;
    }
    std::string_view text() const noexcept {
        return text_;
    }
    Place place(std::size_t offset) const;
    // "in file x.hoc, line 3:\n  x = 1/0\n       ^"
    std::string report(std::size_t offset) const;

  private:
    std::string name_;
    std::string text_;
};

using SourcePtr = std::shared_ptr<const Source>;

}  // namespace nrn::hoc
