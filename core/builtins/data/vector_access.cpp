// Vector members: elements one by one, size, filling, and moving elements about.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "numeric/elementwise.hpp"
#include "numeric/search.hpp"
#include "object/ref.hpp"

namespace nrn {
namespace {

// ---- elements ----

// v._ref_x[i]: keeps the Vector alive, and follows it when its storage moves.
class ElementRef final : public Ref {
  public:
    ElementRef(Object* vector, std::size_t index) : vector_(vector), index_(index) {
        vector_->retain();
    }
    ~ElementRef() override {
        vector_->release();
    }
    ElementRef(const ElementRef&) = delete;
    ElementRef& operator=(const ElementRef&) = delete;

    Value get() const override {
        return Value::number(checked().view()[index_]);
    }
    void set(const Value& value) override {
        if (!value.is_number()) {
            fail(ErrorKind::Type, "%s.x[%zu] holds a number and cannot take %s", vector_->name().c_str(), index_,
                 kind_name(value.kind()));
        }
        checked().data()[index_] = value.as_number();
    }
    std::string describe() const override {
        const Vector& vector = vector_of(vector_);
        const std::string element = format("%s.x[%zu]", vector_->name().c_str(), index_);
        return index_ < vector.size() ? format("<pointer to %s %g>", element.c_str(), vector.view()[index_])
                                      : "<pointer to removed " + element + ">";
    }
    double* pointer() const override {
        Vector& vector = vector_of(vector_);
        return index_ < vector.size() ? vector.data() + index_ : nullptr;
    }
    std::size_t reach() const override {
        const std::size_t size = vector_of(vector_).size();
        return index_ < size ? size - index_ : 0;
    }
    bool same(const Ref& other) const override {
        const auto* that = dynamic_cast<const ElementRef*>(&other);
        return that != nullptr && that->vector_ == vector_ && that->index_ == index_;
    }

  private:
    Vector& checked() const {
        Vector& vector = vector_of(vector_);
        if (index_ >= vector.size()) {
            fail(ErrorKind::Reference, "%s.x[%zu] is gone: the Vector has %zu elements now", vector_->name().c_str(),
                 index_, vector.size());
        }
        return vector;
    }

    Object* vector_;
    std::size_t index_;
};

// Argument i as the index of an element.
std::size_t index_arg(Call& call, std::size_t i) {
    const std::size_t n = self_vector(call).size();
    if (n == 0) {
        call.refuse(ErrorKind::Index, "the Vector is empty");
    }
    return static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(n) - 1));
}

Value size_(Call& call) {
    return Value::integer(static_cast<double>(self_vector(call).size()));
}

Value get_(Call& call) {
    return Value::number(self_vector(call).view()[index_arg(call, 0)]);
}

Value set_(Call& call) {
    const std::size_t i = index_arg(call, 0);
    self_vector(call).data()[i] = call.number(1);
    return call.self_value();
}

double* element_place(Object* object, std::size_t i, bool write) {
    Vector& vector = vector_of(object);
    if (i >= vector.size()) {
        return nullptr;
    }
    return write ? vector.data() + i : const_cast<double*>(vector.view() + i);
}

Value set_element(Call& call) {
    if (!call.args[1].is_number()) {
        call.refuse(ErrorKind::Type, format("an element must be a number, not %s", kind_name(call.args[1].kind())));
    }
    return set_(call);
}

std::size_t count_elements(Object* object) {
    return vector_of(object).size();
}

Ref* element_ref(Object* object, std::size_t i) {
    const std::size_t n = vector_of(object).size();
    if (i >= n) {
        fail(ErrorKind::Index, "%s.x[%zu]: the Vector has %zu elements", object->name().c_str(), i, n);
    }
    return new ElementRef(object, i);
}

// ---- size ----

Value resize_(Call& call) {
    self_vector(call).resize(size_arg(call, 0));
    return call.self_value();
}

Value clear_(Call& call) {
    self_vector(call).resize(0);
    return call.self_value();
}

Value buffer_size_(Call& call) {
    Vector& self = self_vector(call);
    if (call.has(0)) {
        const std::size_t n = size_arg(call, 0);
        if (n < self.size()) {
            call.bad(ErrorKind::Value, 0, format("is %zu, but %zu elements need room", n, self.size()));
        }
        self.set_capacity(n);
    }
    return Value::integer(static_cast<double>(self.capacity()));
}

// How many elements the arguments from `first` on hold.
std::size_t count_new(Call& call, std::size_t first) {
    std::size_t n = 0;
    for (std::size_t i = first; i < call.count; ++i) {
        n += call.is_number(i) ? 1 : vector_arg(call, i).size();
    }
    return n;
}

// Writes the arguments from `first` on, numbers and Vectors, one after the other. `before` stands for self.
void write_new(Call& call, std::size_t first, std::span<const double> before, double* to) {
    for (std::size_t i = first; i < call.count; ++i) {
        if (call.is_number(i)) {
            *to++ = call.number(i);
            continue;
        }
        const auto from = call.object(i) == call.self ? before : vector_arg(call, i).span();
        to = std::copy(from.begin(), from.end(), to);
    }
}

Value append_(Call& call) {
    Vector& self = self_vector(call);
    if (call.count == 1 && call.is_number(0)) {
        self.push_back(call.number(0));
        return call.self_value();
    }
    const std::size_t before = self.size();
    const std::size_t added = count_new(call, 0);
    if (added != 0) {
        self.resize_for_overwrite(before + added);
        double* data = self.data();
        write_new(call, 0, {data, before}, data + before);
    }
    return call.self_value();
}

Value insrt_(Call& call) {
    Vector& self = self_vector(call);
    const std::size_t before = self.size();
    const auto at = static_cast<std::size_t>(call.integer(0, 0, static_cast<long>(before)));
    const std::size_t added = count_new(call, 1);
    if (added == 0) {
        return call.self_value();
    }
    Vector copy;  // of self, when it is inserted into itself
    for (std::size_t i = 1; i < call.count && copy.size() == 0; ++i) {
        if (call.is(i, Kind::Object) && call.object(i) == call.self) {
            copy.assign(self.span());
        }
    }
    self.resize_for_overwrite(before + added);
    double* data = self.data();
    std::memmove(data + at + added, data + at, (before - at) * sizeof(double));
    write_new(call, 1, copy.span(), data + at);
    return call.self_value();
}

Value remove_(Call& call) {
    Vector& self = self_vector(call);
    const std::size_t n = self.size();
    const std::size_t begin = index_arg(call, 0);
    const std::size_t end =
        call.has(1) ? static_cast<std::size_t>(call.integer(1, static_cast<long>(begin), static_cast<long>(n) - 1)) + 1
                    : begin + 1;
    self.detach();
    double* data = self.data();
    std::memmove(data + begin, data + end, (n - end) * sizeof(double));
    self.resize_for_overwrite(n - (end - begin));
    return call.self_value();
}

// ---- all elements ----

Value fill_(Call& call) {
    Vector& self = self_vector(call);
    const Range range = range_args(call, 1, self.size());
    numeric::fill(self.mutable_span().subspan(range.begin, range.end - range.begin), call.number(0));
    return call.self_value();
}

// The number of elements start, start + step, … up to stop; a last one that is missed by rounding only counts.
std::size_t count_steps(Call& call, double start, double stop, double step) {
    constexpr double kPlay = 1e-9;  // steps
    const double steps = (stop - start) / step;
    if (step == 0.0 || !(steps > 0.0)) {
        call.bad(ErrorKind::Value, 2, format("is %g, which does not lead from %g to %g", step, start, stop));
    }
    const double n = std::floor(steps + kPlay) + 1.0;
    if (n > static_cast<double>(kLargestVector)) {
        call.refuse(ErrorKind::Memory, format("%g elements are asked for: there is no memory for that", n));
    }
    return static_cast<std::size_t>(n);
}

Value indgen_(Call& call) {
    Vector& self = self_vector(call);
    const double start = call.count > 1 ? call.number(0) : 0.0;
    const double step = call.count == 0 ? 1.0 : call.number(call.count - 1);
    if (call.count == 3) {
        self.resize_for_overwrite(count_steps(call, start, call.number(1), step));
    }
    const std::span<double> x = self.mutable_span();
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = start + static_cast<double>(i) * step;
    }
    return call.self_value();
}

Value reverse_(Call& call) {
    numeric::reverse(self_vector(call).mutable_span());
    return call.self_value();
}

Value rotate_(Call& call) {
    Vector& self = self_vector(call);
    const long shift = call.integer(0);
    const long n = static_cast<long>(self.size());
    if (n == 0) {
        return call.self_value();
    }
    const std::span<double> x = self.mutable_span();
    if (call.has(1) && shift == n) {
        numeric::fill(x, 0.0);
        return call.self_value();
    }
    const long by = shift % n;
    numeric::rotate(x, by);
    if (call.has(1)) {
        numeric::fill(by >= 0 ? x.first(static_cast<std::size_t>(by)) : x.last(static_cast<std::size_t>(-by)), 0.0);
    }
    return call.self_value();
}

Value label_(Call& call) {
    Vector& self = self_vector(call);
    if (call.has(0)) {
        self.label = call.text(0).empty() ? nullptr : std::make_unique<std::string>(call.text(0));
    }
    return Value::text(self.label ? std::string_view(*self.label) : std::string_view());
}

// ---- the table ----

const Member kRows[] = {
    {"size", MemberKind::Method, "() -> int", "",
     "Number of elements.\n\n"
     "The same as len(v). The last element has the index v.size() - 1.",
     size_},
    {"x", MemberKind::Array, "float", "",
     "The elements as an array: v.x[i] is read and assigned, 0 <= i < v.size().\n\n"
     "v._ref_x[i] is a reference to element i. It keeps the Vector alive, and stays with element i when the\n"
     "Vector grows; ReferenceError when the Vector has become too short for it.\n"
     "IndexError for an index outside of the Vector; negative indices are taken by v[i] only.",
     get_, set_element, count_elements, element_ref, 1, nullptr, element_place},
    {"get", MemberKind::Method, "(index: int) -> float", "",
     "Value of the element at index.\n\n"
     "IndexError unless 0 <= index < v.size().",
     get_},
    {"set", MemberKind::Method, "(index: int, value: float) -> self", "",
     "Sets the element at index to value.\n\n"
     "IndexError unless 0 <= index < v.size().",
     set_},
    {"append", MemberKind::Method, "(*values: float|Vector) -> self", "",
     "Adds numbers and the elements of Vectors at the end, in the order given.\n\n"
     "Room grows in proportion to the size, so that appending element by element is fast. A Vector may be\n"
     "appended to itself.",
     append_},
    {"insrt", MemberKind::Method, "(index: int, *values: float|Vector) -> self", "",
     "Inserts numbers and the elements of Vectors before the element at index.\n\n"
     "index == v.size() appends. The elements from index on move up.\n"
     "IndexError unless 0 <= index <= v.size().",
     insrt_},
    {"remove", MemberKind::Method, "(index: int) -> self ; (start: int, end: int) -> self", "",
     "Removes the element at index, or the elements start to end, both included.\n\n"
     "The elements behind move down. IndexError for indices outside of the Vector.",
     remove_},
    {"resize", MemberKind::Method, "(size: int) -> self", "",
     "Changes the number of elements to size; new elements are 0.\n\n"
     "NumPy arrays that share the memory of the Vector keep the old elements and no longer follow it.\n"
     "ValueError for a negative size, MemoryError for one that does not fit.",
     resize_},
    {"clear", MemberKind::Method, "() -> self", "",
     "Makes the Vector empty and keeps its memory for later elements.\n\n"
     "See buffer_size() for the memory, resize() for NumPy arrays that share it.",
     clear_},
    {"buffer_size", MemberKind::Method, "() -> int ; (size: int) -> int", "",
     "Number of elements that there is memory for; with an argument, changes it to size.\n\n"
     "Appending needs no new memory up to this number of elements.\n"
     "ValueError when size is less than the present number of elements.",
     buffer_size_},
    {"fill", MemberKind::Method, "(value: float) -> self ; (value: float, start: int, end: int) -> self", "",
     "Sets all elements to value, or those from start to end, both included.\n\n"
     "IndexError unless 0 <= start <= end < v.size().",
     fill_},
    {"indgen", MemberKind::Method,
     "() -> self ; (step: float) -> self ; (start: float, step: float) -> self ; "
     "(start: float, stop: float, step: float) -> self",
     "",
     "Fills the Vector with an arithmetic series: x[i] = start + i*step.\n\n"
     "start is 0 and step 1 when not given. With stop, the Vector is resized to\n"
     "floor((stop - start)/step + 1e-9) + 1 elements, so that stop is included when it is reached exactly.\n"
     "ValueError when step does not lead from start to stop.",
     indgen_},
    {"reverse", MemberKind::Method, "() -> self", "",
     "Reverses the order of the elements.\n\n"
     "In place; NumPy arrays that share the memory see it.",
     reverse_},
    {"rotate", MemberKind::Method, "(shift: int) -> self ; (shift: int, zero: float) -> self", "",
     "Moves every element by shift places to the right, to the left when shift is negative.\n\n"
     "Elements that leave at one end enter at the other; with a second argument (of any value) zeros enter\n"
     "instead. A shift of more places than there are elements counts modulo v.size().",
     rotate_},
    {"label", MemberKind::Method, "() -> str ; (text: str) -> str", "",
     "The label of the Vector, '' when it has none; with an argument, changes it to text.\n\n"
     "Graphs show it beside the line of the Vector. cl() copies it, c() and copy() do not.",
     label_},
};

}  // namespace

void add_vector_access(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
