#include "builtins/model/places.hpp"

#include "base/text.hpp"

namespace nrn {

cable::Section& section_arg(Call& call, std::size_t i) {
    if (call.has(i) && call.args[i].is_section()) {
        cable::Section& section = cable::section_of(call.args[i]);
        section.check();
        return section;
    }
    return cable_of(call).current();
}

double checked_x(Call& call, std::size_t i, double x) {
    if (!(x >= 0.0 && x <= 1.0)) {
        call.bad(ErrorKind::Value, i, format("range variable domain is 0<=x<=1, and x is %g", x));
    }
    return x;
}

Place place_arg(Call& call, std::size_t i, double otherwise) {
    cable::Section& section = section_arg(call, i);
    if (call.is(i, Kind::Segment)) {
        return {section, call.args[i].as_position()};
    }
    return {section, call.is_number(i) ? checked_x(call, i, call.number(i)) : otherwise};
}

}  // namespace nrn
