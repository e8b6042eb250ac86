// The call forms of a function or member: parsed once from the declaration, then used to check arguments, to
// place keyword arguments, and to write help texts and stubs. The grammar is in klass.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "object/value.hpp"

namespace nrn {

struct Parameter {
    std::string name;
    std::vector<std::string> types;  // alternatives
    std::string fallback;            // the default as written, empty when required
    bool optional = false;
    bool rest = false;  // takes any number of further arguments

    // Derived from types: the kinds of value that fit, and the classes whose instances do.
    std::uint32_t kinds = 0;  // a bit for each Kind; without Kind::Object unless any instance fits
    bool takes_none = false;
    bool as_is = false;        // declared `pyobject`: the host passes its object unconverted
    bool as_variable = false;  // declared `variable`: anything; hoc passes its texts and objects as references
    std::vector<std::string> classes;

    bool accepts(const Value& value) const {
        return (kinds >> static_cast<unsigned>(value.kind()) & 1U) != 0 ||
               (value.kind() == Kind::Object && accepts_object(value.as_object()));
    }
    bool accepts_object(const Object* object) const;
    std::string type_text() const;  // "float|Vector"
    std::string wanted() const;     // "a number or a Vector"
};

struct Form {
    std::vector<Parameter> parameters;
    std::string result;  // "none" when not given
    std::size_t required = 0;
    bool open = false;  // the last parameter takes the rest
};

class Signature {
  public:
    explicit Signature(std::string_view text);

    const std::vector<Form>& forms() const noexcept {
        return forms_;
    }
    // The first form that takes these arguments; throws Error(Type) that says what was wrong with them.
    const Form& match(const char* owner, const char* name, const Value* args, std::size_t count) const;
    // Places `named` arguments behind `count` positional ones: order[k] is the position of named argument k.
    // Returns the total number of arguments (a gap is an argument left out). Throws Error(Type).
    std::size_t place(const char* owner, const char* name, std::size_t count,
                      const std::vector<std::string_view>& named, std::vector<std::size_t>& order) const;
    // Bit i: argument i is wanted as a reference to a variable, and not as the text in it; bit 32 + i: not as the
    // object in it. Bits 31 and 63 stand for all arguments from 31 on.
    std::uint64_t reference_mask() const noexcept {
        return reference_mask_;
    }
    // "(value, start=None, end=None)" where one Python signature covers all forms, else "(*args, **kwargs)".
    std::string python_text(bool with_self) const;

  private:
    std::vector<Form> forms_;
    std::uint64_t reference_mask_ = 0;
};

// "Vector.fill()" or "sin()".
std::string call_name(const char* owner, const char* name);

}  // namespace nrn
