#include "builtins/model/function_tables.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "object/ref.hpp"

namespace nrn {

const char* const kTableForms =
    "(value: float) -> float ; (values: Vector, places: Vector) -> float ; "
    "(values: ref, n: int, low: float, high: float, *rest: any) -> float";
const char* const kTableDoc =
    "Sets what the FUNCTION_TABLE of the mechanism gives: a constant; values at rising places; or n values at equal "
    "distances from low to high, with n, low and high once more for each further argument (the last runs fastest). "
    "Linear in between, constant outside. The values are copied.";

namespace {

void from_vectors(Call& call, mech::FunctionTable& table, int arguments) {
    const Vector& values = vector_arg(call, 0);
    const Vector& places = vector_arg(call, 1);
    if (arguments != 1) {
        call.refuse(ErrorKind::Value, "Vectors are for tables of one argument: give a reference, sizes and limits");
    }
    require_same_size(call, 1, values, places);
    const std::span<const double> from(places.view(), places.size());
    if (from.empty()) {
        call.bad(ErrorKind::Value, 1, "is empty");
    }
    for (std::size_t k = 1; k < from.size(); ++k) {
        if (!(from[k] > from[k - 1])) {
            call.bad(ErrorKind::Value, 1, format("does not rise at index %zu", k));
        }
    }
    mech::FunctionTable::Axis axis;
    axis.places.assign(from.begin(), from.end());
    axis.count = from.size();
    table.set({values.view(), values.view() + values.size()}, {std::move(axis)});
}

void from_range(Call& call, mech::FunctionTable& table, int arguments) {
    constexpr std::size_t kPerAxis = 3;
    if (call.count != 1 + kPerAxis * static_cast<std::size_t>(arguments)) {
        call.refuse(ErrorKind::Type,
                    format("takes a reference and for each of %d arguments a size and two limits", arguments));
    }
    const std::span<double> numbers = call.args[0].as_ref()->elements();
    std::vector<mech::FunctionTable::Axis> axes;
    std::size_t total = 1;
    for (std::size_t k = 1; k < call.count; k += kPerAxis) {
        for (std::size_t j = k; j < k + kPerAxis; ++j) {
            if (!call.is_number(j)) {
                call.bad(ErrorKind::Type, j, "is no number");
            }
        }
        mech::FunctionTable::Axis axis;
        axis.count = static_cast<std::size_t>(call.integer(k, 1, static_cast<long>(kLargestVector)));
        axis.low = call.number(k + 1);
        axis.high = call.number(k + 2);
        if (axis.count > 1 && !(axis.high > axis.low)) {
            call.bad(ErrorKind::Value, k + 2, "is not above the lower limit");
        }
        total = axis.count <= numbers.size() / total ? total * axis.count : numbers.size() + 1;
        axes.push_back(std::move(axis));
    }
    if (total > numbers.size()) {
        call.bad(ErrorKind::Value, 0,
                 format("has %zu numbers from there on, fewer than the sizes ask for", numbers.size()));
    }
    table.set({numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(total)}, std::move(axes));
}

}  // namespace

Value set_function_table(Call& call, mech::Mechanism& mechanism, std::size_t which) {
    mech::FunctionTable& table = mechanism.function_tables[which];
    const int arguments = mechanism.abi()->tables[which].argument_count;
    if (call.is_number(0) && call.count == 1) {
        table.set_constant(call.number(0));
    } else if (call.is(0, Kind::Ref)) {
        from_range(call, table, arguments);
    } else {
        from_vectors(call, table, arguments);
    }
    return Value::number(1.0);
}

}  // namespace nrn
