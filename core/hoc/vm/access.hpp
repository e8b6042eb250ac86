// What the instructions of the loop do where it takes more than a line: variables, elements, members, arguments.
#pragma once

#include "hoc/vm/machine.hpp"
#include "object/ref.hpp"

namespace nrn::hoc {

// ---- numbers ----
double modulo(double x, double y);
double power(double x, double y);
[[noreturn]] void division_by_zero();
inline double combine(Op op, double x, double y) {  // ADD SUBTRACT MULTIPLY DIVIDE
    switch (op) {
        case Op::ADD:
            return x + y;
        case Op::SUBTRACT:
            return x - y;
        case Op::MULTIPLY:
            return x * y;
        default:
            if (y == 0.0) {
                division_by_zero();
            }
            return x / y;
    }
}
[[noreturn]] void not_a_number(const Machine& machine, const Value& value);

// ---- variables ----
Value global_ref(Symbol& symbol);
Value& object_variable(const Symbol& symbol);
const MemberName& member_name(const Frame& frame, std::uint32_t slot);
[[noreturn]] void undefined_member(const Frame& frame, std::uint32_t slot);
inline Value* slots_of(Object* object) {
    return static_cast<Instance*>(object->payload())->slots();
}
// Of a template that is being read, for a routine without an object.
inline Value* own_slots(const Routine& routine) {
    return routine.owner != nullptr ? routine.owner->prototype.data() : nullptr;
}
std::string describe_kind(const Value& value);  // "a number", "Vector[0]"
// Sets an object variable: an object, nothing else. The old value goes after the new one is in place.
void assign_object(Value& slot, Value&& value);
// Tells an object that it has lost a reference: its template's unref runs with the number that is left. An error in it
// is told on standard error.
void notify_unref(Object* object, long left) noexcept;
void assign_text(Value& slot, Value&& value);
double* global_place(Symbol& symbol);        // for writing: an undefined name becomes a number
double global_number(const Symbol& symbol);  // for reading, where no plain number is
void set_global(Machine& machine, Symbol& symbol, double x);
constexpr double kSubscriptEpsilon = 1e-11;  // float_epsilon's default: subscripts are truncated within it
[[noreturn]] void bad_subscript(const std::string& name, std::size_t which, double x, std::size_t extent);
// The element of an array with one index within range, else null.
inline double* plain_element(const Symbol& symbol, const Value* index, unsigned count) {
    ArrayData* array = symbol.array();
    if (count != 1 || symbol.kind() != SymbolKind::Array || array->dimensions.size() != 1) {
        return nullptr;
    }
    const double x = index->as_number() + kSubscriptEpsilon;
    return x >= 0.0 && x < static_cast<double>(array->values.size()) ? &array->values[static_cast<std::size_t>(x)]
                                                                     : nullptr;
}
// The place of an element: count indices at `indices`.
std::size_t element(const std::string& name, const std::vector<std::size_t>& dimensions, const Value* indices,
                    std::size_t count);
std::vector<std::size_t> dimensions_of(const std::string& name, const Value* values, std::size_t count);
ArrayData& array_of(const Symbol& symbol);
ObjectArrayData& objects_of(const Symbol& symbol);

// Arrays of an object lie behind its slots, shared with references to their elements.
ArrayData& member_array(const Frame& frame, std::uint32_t slot);
ObjectArrayData& member_objects(const Frame& frame, std::uint32_t slot);
void declare_member_array(Value& slot, std::vector<std::size_t> dimensions);
void declare_member_objects(Value& slot, std::vector<std::size_t> dimensions);
Value initial_value(const MemberName& name);
// A reference to a variable of an object, which it keeps alive. place counts elements of an array.
Ref* new_member_ref(Object* object, const MemberName& name, std::size_t place);

// ---- arguments ----
std::size_t argument_index(const Machine& machine, const Frame& frame, const Value& index);
// A reference to a local variable or a number argument; it tells when the routine has ended.
Ref* new_local_ref(Machine& machine, Value* where);
Value& argument(const Frame& frame, std::size_t i);
double number_argument(const Machine& machine, const Frame& frame, std::size_t i);
Value text_argument(const Frame& frame, std::size_t i);
Value object_argument(const Frame& frame, std::size_t i);
void set_text_argument(const Frame& frame, std::size_t i, Value&& value);
void set_object_argument(const Frame& frame, std::size_t i, Value&& value);
Ref& pointer_argument(const Frame& frame, std::size_t i);
double& pointed_element(Ref& ref, const Value& index);  // $&1[i]
double read_number(Ref& ref);
void write_number(Ref& ref, double x);
// What a builtin gets: variables become what they hold unless bit i of the mask wants the reference.
void settle(Value* args, std::size_t count, std::uint64_t mask);

// ---- members: operands lie at `at`, the object first; the result takes its place ----
// Null; or, where the class has no such member, what an alias of this very object stands for.
const Value* find_member(Site& site, const Object* object);
Object* object_at(const Machine& machine, const Value& value, const Site& site);
void get_member(Machine& machine, Value* at, Site& site, std::size_t count, bool as_argument);
void set_member(Machine& machine, Value* at, Site& site, std::size_t count, Op update);  // END: plain =
void ref_member(Machine& machine, Value* at, Site& site, std::size_t count);
void call_builtin_member(Value* at, Site& site, std::size_t count);
const Routine& member_routine(const Frame& frame, Site& site);
const Routine& iterator_of(const Symbol& symbol);
Value call_function(Machine& machine, Symbol& symbol, Value* args, std::size_t count);
[[noreturn]] void not_callable(const Site& site);
[[noreturn]] void iterator_called(const Routine& routine);
void check_result(const Routine* routine, Value& result);
// A value as the host gets it: a PythonObject as what it stands for.
Value as_host_value(Machine& machine, const Value& value);
void instance(Value& index, const Symbol& symbol);
bool same_value(const Value& x, const Value& y, double epsilon);

}  // namespace nrn::hoc
