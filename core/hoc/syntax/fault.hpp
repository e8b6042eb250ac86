// Fault: an error of hoc with where it happened. The message alone is what NEURON says; the report adds the file, the
// line with a caret and the procedures that were running.
#pragma once

#include <string>
#include <utility>

#include "base/error.hpp"

namespace nrn::hoc {

class Fault : public Error {
  public:
    Fault(ErrorKind kind, const std::string& what, const std::string& report) : Error(kind, what + "\n" + report) {
    }
    Fault(ErrorKind kind, std::string message) : Error(kind, std::move(message)) {  // with its report
    }
};

}  // namespace nrn::hoc
