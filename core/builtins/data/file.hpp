// File: a file by name, which is opened, read and written as C's streams are.
#pragma once

#include <cstdio>
#include <string>

#include "base/error.hpp"
#include "object/call.hpp"
#include "object/klass.hpp"

namespace nrn {

class File {
  public:
    explicit File(std::string name) : name_(std::move(name)) {
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        close();
    }

    const std::string& name() const noexcept {
        return name_;
    }
    void set_name(std::string name) {  // of a closed file
        name_ = std::move(name);
    }
    bool open(const char* mode);  // a closed file
    // False when the file did not take all that was written; it is closed in any case.
    bool close() noexcept;
    bool flush() noexcept;                // false as close()
    std::FILE* stream() const noexcept {  // null when closed
        return stream_;
    }
    // Before reading (or writing) after the other: C streams need a change of place between them.
    std::FILE* for_reading();
    std::FILE* for_writing();

  private:
    enum class Last { None, Read, Write };

    std::string name_;
    std::FILE* stream_ = nullptr;
    Last last_ = Last::None;
};

ClassDef file_class();
// The stream of argument i, declared as File, or of the object itself; Error(Io) when it is closed.
std::FILE* stream_to_read(Call& call, std::size_t i);
std::FILE* stream_to_write(Call& call, std::size_t i);

// Errors of the work name the member that does it, and the file if there is one.
template <class Work>
void named(Call& call, const std::string& file, Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        call.refuse(error.kind(), (file.empty() ? "" : "'" + file + "': ") + error.message());
    }
}

}  // namespace nrn
