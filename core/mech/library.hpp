// Library: an open library of compiled mechanisms (libnrnmech.so), as nrnivmodl makes them.
//
// A file is looked at before it is opened: one that does not hold a catalogue of ours, such as a library that another
// simulator made under the same name, is refused without running any of its code.
#pragma once

#include <nrn/mech_abi.h>

#include <cstdint>
#include <string>

namespace nrn::mech {

class Library {
  public:
    // The file that a name stands for: its path without links, or for a name without a folder that is not in the
    // current one, where the loader finds it. Error(Io) when there is none.
    static std::string resolve(const std::string& name);

    // Opens the file. Error(Value) with what to do when it is no library of mechanisms, was made for another version
    // of the interface or another processor, or needs what cannot be found.
    explicit Library(const std::string& file);
    ~Library();
    Library(Library&& other) noexcept;
    Library& operator=(Library&&) = delete;

    const NrnMechCatalogue& catalogue() const noexcept {
        return *catalogue_;
    }
    // Whether this is that file (of resolve). Error(Value) when it was made again since it was opened.
    bool is(const std::string& file) const;

  private:
    void check_processor() const;
    void check_version() const;
    std::string how_to_make() const;

    struct Stamp {
        std::uint64_t device = 0, node = 0;
        std::int64_t size = 0, seconds = 0, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };
    static Stamp stamp_of(const std::string& file);

    std::string file_;
    Stamp stamp_;
    void* handle_ = nullptr;
    const NrnMechCatalogue* catalogue_ = nullptr;
};

}  // namespace nrn::mech
