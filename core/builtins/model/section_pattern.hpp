// Patterns of section names, as issection(), forsec and ifsec read them.
#pragma once

#include <string>
#include <string_view>

#include "builtins/data/pattern.hpp"

namespace nrn {

// A regular expression found anywhere in the name, where [ and ] stand for themselves, because names have them:
// "dend[3]". What [ ] mean elsewhere is written < >: "dend[<3-11>]" are numbers 3 to 11, "<ab>" is a set of characters.
class SectionPattern {
  public:
    // whole: all of the name must fit, not only a part. Error(Value) when the text is no pattern.
    explicit SectionPattern(std::string_view text, bool whole = false);

    bool matches(std::string_view name) const;

  private:
    Pattern pattern_;
};

}  // namespace nrn
