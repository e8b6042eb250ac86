// Ref: a reference to a variable, h.ref(1), h._ref_t, v._ref_x[3]. Reference-counted and never dangling:
// each kind of Ref keeps what it points into alive, or answers with Error(Reference) when that is gone.
#pragma once

#include <span>
#include <string>

#include "object/value.hpp"

namespace nrn {

class Ref {
  public:
    Ref(const Ref&) = delete;
    Ref& operator=(const Ref&) = delete;

    void retain() noexcept {
        ++refs_;
    }
    void release() noexcept {
        if (--refs_ == 0) {
            delete this;
        }
    }

    virtual Value get() const = 0;
    virtual void set(const Value& value) = 0;  // Error(Type) when the variable cannot hold it
    virtual std::string describe() const = 0;  // for repr
    // Where the double lies, or null when the variable is no double. Valid until the next change of its owner.
    virtual double* pointer() const {
        return nullptr;
    }
    // How many doubles follow each other from pointer() on, in an array or a Vector.
    virtual std::size_t reach() const {
        return pointer() != nullptr ? 1 : 0;
    }
    // The i-th of them ($&1[i]); null past their end.
    double* element(std::size_t i) const {
        return i < reach() ? pointer() + i : nullptr;
    }
    // All of them: this number and those behind it in the same array; empty when it is no double.
    std::span<double> elements() const {
        return {pointer(), reach()};
    }
    // Where the variable lies when it is a text or an object, or null. Valid as pointer() is.
    virtual Value* slot() {
        return nullptr;
    }
    // Refs to the same variable are equal; by default a Ref equals only itself.
    virtual bool same(const Ref& other) const {
        return this == &other;
    }

  protected:
    Ref() = default;
    virtual ~Ref() = default;

  private:
    long refs_ = 1;
};

// A variable of its own, as h.ref(value) makes it: a number, a text, an object or a host object.
Ref* new_box(const Value& initial);
// A reference to a number at a fixed address that outlives every Ref (a variable of the Context).
Ref* new_number_ref(double* where, std::string name);

}  // namespace nrn
