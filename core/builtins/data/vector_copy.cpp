// Vector members: copies of ranges, of strided ranges and of chosen elements.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- new Vectors from a range ----

// Arguments 0 and 1 as an inclusive range of self, where either may be left out.
Range part_args(Call& call) {
    const long n = static_cast<long>(self_vector(call).size());
    if (n == 0 && call.number_or(0, 0.0) == 0.0 && !call.has(1)) {
        return {0, 0};
    }
    const long begin = call.integer_or(0, 0, 0, n - 1);
    const long last = call.integer_or(1, n - 1, begin, n - 1);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(last) + 1};
}

Value c_(Call& call) {
    const Range range = part_args(call);
    const std::size_t n = range.end - range.begin;
    Object* made = new_vector(call.context, n);
    if (n != 0) {
        std::memcpy(vector_of(made).data(), self_vector(call).view() + range.begin, n * sizeof(double));
    }
    return Value::adopt_object(made);
}

Value cl_(Call& call) {
    Value made = c_(call);
    const Vector& self = self_vector(call);
    if (self.label) {
        vector_of(made.as_object()).label = std::make_unique<std::string>(*self.label);
    }
    return made;
}

// ---- copy ----

// Element k of the source range goes to dest_start + k*dest_step.
struct Strides {
    std::size_t dest_start;
    std::size_t dest_step;
    std::size_t src_start;
    std::size_t src_step;
    std::size_t count;
};

// Enlarges `to` where needed. The two may be one Vector: the source is read as it was before.
void copy_strided(Vector& to, Vector& from, const Strides& s) {
    if (s.count == 0) {
        if (s.dest_start > to.size()) {
            to.resize(s.dest_start);
        }
        return;
    }
    const std::size_t needed = s.dest_start + (s.count - 1) * s.dest_step + 1;
    const bool dense = s.dest_step == 1 && s.src_step == 1;
    Vector copy;
    if (&to == &from && !dense) {
        copy.assign(from.span());
    }
    if (needed > to.size()) {
        to.resize(needed);
    }
    double* d = to.data() + s.dest_start;
    const double* x = (copy.size() != 0 ? copy.view() : from.view()) + s.src_start;
    if (dense) {
        std::memmove(d, x, s.count * sizeof(double));
        return;
    }
    for (std::size_t k = 0; k < s.count; ++k) {
        d[k * s.dest_step] = x[k * s.src_step];
    }
}

// Arguments i and i+1 as an inclusive range of the source; an end of -1 is its last element.
Range source_args(Call& call, std::size_t i, std::size_t n) {
    if (n == 0) {
        call.bad(ErrorKind::Index, 0, "is an empty Vector: it has no range of elements");
    }
    const long last = static_cast<long>(n) - 1;
    const long begin = call.integer(i, 0, last);
    const long end = call.number(i + 1) == -1.0 ? last : call.integer(i + 1, begin, last);
    return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end) + 1};
}

// Whether a number names one of n elements when it is truncated as hoc does, after adding `play`.
bool names_element(double index, std::size_t n, double play = 0.0) {
    return index > -1.0 && index + play < static_cast<double>(n);
}

// self[dest[k]] = source[src[k]] for the pairs that exist.
void copy_chosen(Call& call, Vector& src_index, Vector& dest_index) {
    Vector& self = self_vector(call);
    Vector copies[3];  // of what is self as well
    const auto source_of = [&](Vector& vector, Vector& copy) {
        if (&vector == &self) {
            copy.assign(vector.span());
            return copy.span();
        }
        return std::span<const double>(vector.span());
    };
    const auto x = source_of(vector_arg(call, 0), copies[0]);
    const auto from = source_of(src_index, copies[1]);
    const auto to = source_of(dest_index, copies[2]);
    const double play = epsilon_of(call);  // 2.999… that was meant as 3 is 3
    const std::span<double> d = self.mutable_span();
    for (std::size_t k = 0; k < std::min(from.size(), to.size()); ++k) {
        if (names_element(from[k], x.size(), play) && names_element(to[k], d.size(), play)) {
            d[static_cast<std::size_t>(to[k] + play)] = x[static_cast<std::size_t>(from[k] + play)];
        }
    }
}

// The forms whose further arguments are numbers.
void copy_range(Call& call) {
    Vector& source = vector_arg(call, 0);
    Strides s{0, 1, 0, 1, source.size()};
    const auto position = [&](std::size_t i, long low) {
        return static_cast<std::size_t>(call.integer(i, low, static_cast<long>(kLargestVector)));
    };
    if (call.count == 2 || call.count >= 4) {
        s.dest_start = position(1, 0);
    }
    if (call.count >= 3) {
        const Range range = source_args(call, call.count == 3 ? 1 : 2, source.size());
        s.src_start = range.begin;
        s.count = range.end - range.begin;
    }
    if (call.count == 6) {
        s.dest_step = position(4, 1);
        s.src_step = position(5, 1);
        s.count = 1 + (s.count - 1) / s.src_step;
        if (static_cast<double>(s.count) * static_cast<double>(s.dest_step) > static_cast<double>(kLargestVector)) {
            call.bad(ErrorKind::Memory, 4, format("asks for %zu elements %zu apart", s.count, s.dest_step));
        }
    }
    copy_strided(self_vector(call), source, s);
}

Value copy_(Call& call) {
    if (call.count == 1) {
        if (call.object(0) != call.self) {
            self_vector(call).assign(vector_arg(call, 0).span());
        }
    } else if (call.is_number(1)) {
        copy_range(call);
    } else {
        copy_chosen(call, vector_arg(call, 1), vector_arg(call, call.count - 1));
    }
    return call.self_value();
}

// ---- chosen elements ----

Value index_(Call& call) {
    Vector& self = self_vector(call);
    Vector& source = call.count == 2 ? vector_arg(call, 0) : self;
    Vector& chosen = vector_arg(call, call.count - 1);
    Vector made;
    made.resize_for_overwrite(chosen.size());
    const auto x = source.span();
    const auto indices = chosen.span();
    double* out = made.data();
    for (std::size_t k = 0; k < indices.size(); ++k) {
        out[k] = names_element(indices[k], x.size()) ? x[static_cast<std::size_t>(indices[k])] : 0.0;
    }
    self.take(made);
    return call.self_value();
}

Value ind_(Call& call) {
    const auto x = self_vector(call).span();
    const auto indices = vector_arg(call, 0).span();
    Value result = Value::adopt_object(new_vector(call.context, indices.size()));
    Vector& made = vector_of(result.as_object());
    double* out = made.data();
    std::size_t n = 0;
    for (double index : indices) {
        if (names_element(index, x.size())) {
            out[n++] = x[static_cast<std::size_t>(index)];
        }
    }
    made.resize_for_overwrite(n);
    return result;
}

// ---- from memory ----

Value from_double_(Call& call) {
    const std::size_t n = size_arg(call, 0);
    Vector made;
    if (call.is(1, Kind::Host)) {
        host_of(call.context).numbers_of(call.args[1].as_host(), place_in_vector, &made);
    } else {
        const std::span<const double> elements = call.args[1].as_ref()->elements();
        made.assign(elements);
        if (elements.empty()) {  // a number without neighbours
            const Value value = call.args[1].as_ref()->get();
            if (!value.is_number()) {
                call.bad(ErrorKind::Type, 1, format("must refer to a number, not to %s", kind_name(value.kind())));
            }
            made.push_back(value.as_number());
        }
    }
    if (n > made.size()) {
        call.bad(ErrorKind::Index, 0, format("is %zu, more than the %zu that can be read there", n, made.size()));
    }
    made.resize_for_overwrite(n);
    self_vector(call).take(made);
    return call.self_value();
}

// ---- the table ----

constexpr const char* kPartForms = "() -> Vector ; (start: int) -> Vector ; (start: int, end: int) -> Vector";
const Member kRows[] = {
    {"c", MemberKind::Method, kPartForms, "",
     "A new Vector with the elements start to end, both included; by default all of them.\n\n"
     "The label is not copied (see cl()). IndexError unless 0 <= start <= end < v.size().",
     c_},
    {"cl", MemberKind::Method, kPartForms, "",
     "A new Vector with the elements start to end, both included, and with the label.\n\n"
     "As c() otherwise.",
     cl_},
    {"at", MemberKind::Method, kPartForms, "",
     "A new Vector with the elements start to end, both included; by default all of them.\n\n"
     "The same as c().",
     c_},
    {"copy", MemberKind::Method,
     "(source: Vector) -> self ; (source: Vector, dest_start: int) -> self ; "
     "(source: Vector, src_start: int, src_end: int) -> self ; "
     "(source: Vector, dest_start: int, src_start: int, src_end: int) -> self ; "
     "(source: Vector, dest_start: int, src_start: int, src_end: int, dest_inc: int, src_inc: int) -> self ; "
     "(source: Vector, index: Vector) -> self ; "
     "(source: Vector, src_index: Vector, dest_index: Vector) -> self",
     "",
     "Copies elements of another Vector into this one.\n\n"
     "copy(source): this Vector becomes equal to source; the label is not copied.\n"
     "With numbers: the elements src_start to src_end of source, both included (src_end -1 is the last one),\n"
     "go to dest_start and after; every src_inc-th is taken and put every dest_inc places. This Vector is\n"
     "enlarged as needed, with zeros in gaps, and never made smaller.\n"
     "With Vectors of indices: self[dest_index[k]] = source[src_index[k]] for all k; index stands for both.\n"
     "Pairs that do not exist are passed over; the size stays as it is.\n"
     "source may be this Vector. IndexError for a range outside of source.",
     copy_},
    {"index", MemberKind::Method, "(indices: Vector) -> self ; (source: Vector, indices: Vector) -> self", "",
     "Takes the elements of source at the indices: self[k] = source[indices[k]].\n\n"
     "The Vector is resized to indices.size(). source is the Vector itself when not given. Indices are\n"
     "truncated to whole numbers; where they lie outside of source, the result is 0.",
     index_},
    {"ind", MemberKind::Method, "(indices: Vector) -> Vector", "",
     "A new Vector with the elements at the indices.\n\n"
     "Indices are truncated to whole numbers; those outside of the Vector are passed over.",
     ind_},
    {"from_double", MemberKind::Method, "(size: int, pointer: ref|sequence) -> self", "",
     "Takes size numbers from where pointer points, and is resized to them.\n\n"
     "pointer is a reference to a number, v._ref_x[i] for the elements of a Vector from i on, or a sequence\n"
     "or NumPy array. IndexError when fewer numbers follow there.",
     from_double_},
};

}  // namespace

void add_vector_copy(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
