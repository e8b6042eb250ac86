#include "object/call.hpp"

#include <cmath>

#include "base/text.hpp"
#include "object/klass.hpp"

namespace nrn {

long Call::integer(std::size_t i, long low, long high) const {
    const double x = args[i].as_number();
    if (std::isnan(x)) {
        bad(ErrorKind::Value, i, "must be a whole number, not NaN");
    }
    const double whole = std::trunc(x);
    if (whole < static_cast<double>(low) || whole > static_cast<double>(high)) {
        if (high == std::numeric_limits<long>::max()) {
            bad(ErrorKind::Index, i, format("must be at least %ld, not %.17g", low, x));
        }
        bad(ErrorKind::Index, i, format("must lie in %ld ... %ld, not be %.17g", low, high, x));
    }
    // Beyond the range of long only the bounds that are long's own let a number pass: clamp to them.
    if (whole >= 9223372036854775807.0) {
        return std::numeric_limits<long>::max();
    }
    return static_cast<long>(whole);
}

bool Call::is_a(std::size_t i, std::string_view class_name) const noexcept {
    return is(i, Kind::Object) && args[i].as_object() != nullptr && args[i].as_object()->klass().name() == class_name;
}

std::string Call::where() const {
    return call_name(owner, name);
}

void Call::bad(ErrorKind kind, std::size_t i, const std::string& what) const {
    const bool named = form != nullptr && i < form->parameters.size();
    const std::string parameter = named ? " (" + form->parameters[i].name + ")" : "";
    throw Error(kind, format("%s: argument %zu%s %s", where().c_str(), i + 1, parameter.c_str(), what.c_str()));
}

void Call::refuse(ErrorKind kind, const std::string& what) const {
    throw Error(kind, where() + ": " + what);
}

}  // namespace nrn
