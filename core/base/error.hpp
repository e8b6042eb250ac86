// The error tree. Core code reports every failure by throwing nrn::Error (or std::bad_alloc); the three
// boundaries that catch are hoc's execute, core/api and the slot wrapper of libnrnpython.
//
// An error has a kind, which decides the Python exception class, and one sentence for the user: what is
// wrong, where, and what to do. Building the sentence may be slow; raising is not a hot path.
#pragma once

#include <cstdarg>
#include <exception>
#include <string>

namespace nrn {

// The numeric values are part of the C interface (nrn_error_kind in include/nrn/capi.h): append only.
enum class ErrorKind : int {
    Hoc = 1,             // an error of the interpreted language       -> RuntimeError (neuron.HocError)
    Type = 2,            // an argument of the wrong type or count     -> TypeError
    Value = 3,           // an argument out of its domain              -> ValueError
    Index = 4,           // an index out of range                      -> IndexError
    Name = 5,            // no variable of that name                   -> LookupError
    Attribute = 6,       // no member of that name                     -> AttributeError
    Reference = 7,       // the object referred to is deleted          -> ReferenceError
    Memory = 8,          // no memory for what was asked               -> MemoryError
    NotImplemented = 9,  // known, and not part of this version        -> NotImplementedError
    Io = 10,             // a file or device refused                   -> OSError
    Parallel = 11,       // MPI is missing, misused or failed          -> RuntimeError
    Host = 12,           // the host language has an exception pending -> that exception, the same object
    Quit = 13,           // quit() was called                          -> SystemExit
    ZeroDivision = 14,   // division by zero                           -> ZeroDivisionError
    Recursion = 15,      // calls nested too deeply                    -> RuntimeError (neuron.HocError)
    Interrupted = 16,    // the user asked for an end                  -> KeyboardInterrupt
};

class Error : public std::exception {
  public:
    Error(ErrorKind kind, std::string message) : kind_(kind), message_(std::move(message)) {
    }

    ErrorKind kind() const noexcept {
        return kind_;
    }
    const std::string& message() const noexcept {
        return message_;
    }
    const char* what() const noexcept override {
        return message_.c_str();
    }

  private:
    ErrorKind kind_;
    std::string message_;
};

// Throws Error(kind, message), the message formatted as by printf.
[[noreturn, gnu::format(printf, 2, 3)]] void fail(ErrorKind kind, const char* format, ...);

}  // namespace nrn
