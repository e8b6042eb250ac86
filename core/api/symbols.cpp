// Names of the top level.
#include "api/process.hpp"

using namespace nrn;
using namespace nrn::api;

NrnSymbol* nrn_symbol(const char* name) {
    return out(symbols().find(name));
}

size_t nrn_symbol_count(void) {
    return symbols().all().size();
}

NrnSymbol* nrn_symbol_at(size_t i) {
    const auto& all = symbols().all();
    return i < all.size() ? out(all[i].get()) : nullptr;
}

const char* nrn_symbol_name(const NrnSymbol* symbol) {
    return in(symbol)->name().c_str();
}

int nrn_symbol_type(const NrnSymbol* symbol) {
    return static_cast<int>(in(symbol)->kind());
}

double* nrn_symbol_dataptr(NrnSymbol* symbol) {
    return in(symbol)->number();
}

int nrn_symbol_is_constant(const NrnSymbol* symbol) {
    return in(symbol)->read_only ? 1 : 0;
}

int nrn_symbol_is_array(const NrnSymbol* symbol) {
    return in(symbol)->kind() == SymbolKind::Array ? 1 : 0;
}

const char* nrn_symbol_doc(const NrnSymbol* symbol) {
    return in(symbol)->doc;
}

const char* nrn_symbol_units(const NrnSymbol* symbol) {
    return in(symbol)->units;
}

int nrn_symbol_get(NrnSymbol* symbol, NrnValue* result) {
    return guard([&] { give(in(symbol)->get(process()), result); });
}

int nrn_symbol_set(NrnSymbol* symbol, const NrnValue* value) {
    return guard([&] { in(symbol)->set(process(), *in(value)); });
}

int nrn_symbol_call(NrnSymbol* symbol, const NrnValue* args, size_t count, NrnValue* result) {
    return guard([&] { give(in(symbol)->invoke(process(), in(args), count), result); });
}

int nrn_symbol_is_scalar(const NrnSymbol* symbol) {
    const FunctionDef* function = in(symbol)->function();
    return function != nullptr && function->scalar != nullptr ? 1 : 0;
}

int nrn_symbol_call_scalar(NrnSymbol* symbol, double x, double* result) {
    return guard([&] { *result = in(symbol)->function()->scalar(x); });
}

NrnRef* nrn_symbol_ref_new(NrnSymbol* symbol) {
    return guard_pointer([&] { return out(in(symbol)->ref()); });
}

NrnClass* nrn_symbol_class(NrnSymbol* symbol) {
    return out(in(symbol)->klass());
}

void* nrn_symbol_host(const NrnSymbol* symbol) {
    return in(symbol)->host_object;
}

void nrn_symbol_set_host(NrnSymbol* symbol, void* host_object) {
    in(symbol)->host_object = host_object;
}

NrnSymbol* nrn_number_define(const char* name, double initial) {
    return guard_pointer([&] { return out(&symbols().add_number(name, initial)); });
}

NrnSymbol* nrn_text_define(const char* name) {
    return guard_pointer([&] { return out(&symbols().add_text(name)); });
}

NrnSymbol* nrn_object_define(const char* name) {
    return guard_pointer([&] { return out(&symbols().add_object(name)); });
}

NrnSymbol* nrn_array_define(const char* name, const size_t* dimensions, size_t rank) {
    return guard_pointer([&] { return out(&symbols().add_array(name, {dimensions, dimensions + rank})); });
}

size_t nrn_array_rank(const NrnSymbol* symbol) {
    const ArrayData* array = in(symbol)->array();
    return array == nullptr ? 0 : array->dimensions.size();
}

size_t nrn_array_dimension(const NrnSymbol* symbol, size_t axis) {
    const ArrayData* array = in(symbol)->array();
    return array == nullptr || axis >= array->dimensions.size() ? 0 : array->dimensions[axis];
}

double* nrn_array_data(NrnSymbol* symbol) {
    ArrayData* array = in(symbol)->array();
    return array == nullptr ? nullptr : array->values.data();
}

NrnRef* nrn_array_ref_new(NrnSymbol* symbol, size_t place) {
    return guard_pointer([&] {
        ArrayData* array = in(symbol)->array();
        if (array == nullptr || place >= array->values.size()) {
            fail(ErrorKind::Index, "%s has no element %zu", in(symbol)->name().c_str(), place);
        }
        return out(new_array_ref(array, place, in(symbol)->name()));
    });
}

const char* nrn_function_forms(const NrnSymbol* symbol) {
    const FunctionDef* function = in(symbol)->function();
    return function == nullptr ? "" : function->forms;
}

const char* nrn_function_planned(const NrnSymbol* symbol) {
    const FunctionDef* function = in(symbol)->function();
    return function == nullptr ? nullptr : function->planned;
}

char* nrn_function_signature(NrnSymbol* symbol) {
    return guard_pointer([&] { return duplicate(in(symbol)->signature().python_text(false)); });
}
