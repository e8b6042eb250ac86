// Text becomes tokens. Comments and TITLE end here, and INCLUDE is followed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nmodl/syntax/source.hpp"

namespace nrn::nmodl {

struct Token {
    enum class Kind { Name, Number, String, Mark, Verbatim, End };
    Kind kind = Kind::End;
    std::string text;
    double number = 0;
    Place place;
    std::int32_t end = 0;  // offset after it
    int line = 0;

    bool is(std::string_view wanted) const {
        return (kind == Kind::Name || kind == Kind::Mark) && text == wanted;
    }
};

// Of one file, from UNITSOFF to UNITSON.
struct Region {
    std::int32_t file = 0, from = 0, to = 0;
};

struct Tokens {
    std::vector<Token> list;  // ends with an End
    std::vector<Region> unchecked;
    std::string title;
};

Tokens tokenize(Sources& sources, std::int32_t file, const IncludeReader& includes);

}  // namespace nrn::nmodl
