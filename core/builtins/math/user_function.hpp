// A function that a user names or gives: built in, written in hoc, or a callable of the host.
#pragma once

#include <string>

#include "object/call.hpp"

namespace nrn {

class Symbol;

class UserFunction {
  public:
    // Argument i: a text or a callable. Error(Name) when no function has that name. The call must outlive this.
    UserFunction(const Call& call, std::size_t i);

    Value operator()(const Value* args, std::size_t count) const;
    // Error(Type) unless the result is a number.
    double number(const Value* args, std::size_t count) const;
    bool of_host() const noexcept {
        return name_.empty();
    }

  private:
    const Call& call_;
    std::size_t i_;
    std::string name_;           // "" for a callable
    Symbol* builtin_ = nullptr;  // null for a function of hoc
};

}  // namespace nrn
