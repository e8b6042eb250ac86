// Vector members: exchange with Python sequences and NumPy arrays, all through the Host.
#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

Value to_python_(Call& call) {
    Host& host = host_of(call.context);
    // Python code may run meanwhile and change the Vector: its storage is held on to.
    const std::size_t n = self_vector(call).size();
    const BlockPtr block = self_vector(call).share();
    const double* data = block ? block->data() : nullptr;
    if (!call.has(0)) {
        return host.new_list(data, n);
    }
    host.store_numbers(call.args[0].as_host(), data, n);
    return call.args[0].copy();
}

Value from_python_(Call& call) {
    Vector& self = self_vector(call);
    if (call.is(0, Kind::Object)) {
        self.assign(vector_arg(call, 0).span());
        return call.self_value();
    }
    Host& host = host_of(call.context);
    void* source = call.args[0].as_host();
    if (!self.has_views()) {  // the host asks for room when all numbers are there: nothing fails after that
        host.numbers_of(source, place_in_vector, &self);
        return call.self_value();
    }
    Vector made;  // the source may be a view of this Vector
    host.numbers_of(source, place_in_vector, &made);
    self.take(made);
    return call.self_value();
}

Value as_numpy_(Call& call) {
    return host_of(call.context).new_array_view(call.self);
}

// ---- the table ----

const Member kRows[] = {
    {"as_numpy", MemberKind::Method, "() -> object", "",
     "A NumPy array over the memory of the Vector; changes of elements are seen on both sides.\n\n"
     "The array keeps that memory alive. A change of the Vector's size moves the Vector to new memory: the\n"
     "array then keeps the old elements and no longer follows. ImportError when NumPy is not installed.",
     as_numpy_},
    {"to_python", MemberKind::Method, "() -> list ; (target: sequence) -> object", "",
     "A list of the elements; with an argument, writes them into target and returns it.\n\n"
     "target is a list, NumPy array or other mutable sequence of v.size() elements.\n"
     "ValueError when target has another length.",
     to_python_},
    {"from_python", MemberKind::Method, "(source: sequence|Vector) -> self", "",
     "Takes the numbers of a sequence, iterable or NumPy array, and is resized to their number.\n\n"
     "Arrays of any type and stride are converted. TypeError when an item is not a number; the Vector is then\n"
     "unchanged.",
     from_python_},
};

}  // namespace

void add_vector_python(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
