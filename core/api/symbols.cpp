// Names of the top level.
#include <climits>
#include <cmath>

#include "api/model.hpp"
#include "cable/section_array.hpp"
#include "object/host_object.hpp"

using namespace nrn;
using namespace nrn::api;

namespace {

const cable::SectionArray& sections_of(const Symbol* symbol) {
    return *static_cast<const cable::SectionArray*>(symbol->detail);
}

Value section_value(const Symbol* symbol, std::size_t place) {
    Section* section = sections_of(symbol).sections[place];
    if (section == nullptr || !section->alive()) {
        fail(ErrorKind::Reference, "section %s was deleted", symbol->name().c_str());
    }
    return Value::section(section);
}

// Of an array of numbers, objects or sections; null when the symbol is none (any more).
const std::vector<std::size_t>* dimensions_of(const Symbol* symbol) {
    switch (symbol->kind()) {
        case SymbolKind::Array:
            return &symbol->array()->dimensions;
        case SymbolKind::ObjectArray:
            return &symbol->objects()->dimensions;
        case SymbolKind::Section:
            return symbol->detail == nullptr || sections_of(symbol).dimensions.empty()
                       ? nullptr
                       : &sections_of(symbol).dimensions;
        default:
            return nullptr;
    }
}

void check_element(const Symbol* symbol, std::size_t place) {
    const auto* dimensions = dimensions_of(symbol);
    if (dimensions == nullptr || place >= element_count(*dimensions)) {
        fail(ErrorKind::Index, "%s has no element %zu", symbol->name().c_str(), place);
    }
}

Value element_of(const Symbol* symbol, std::size_t place) {
    switch (symbol->kind()) {
        case SymbolKind::Array:
            return Value::number(symbol->array()->values[place]);
        case SymbolKind::Section:
            return section_value(symbol, place);
        default:
            return symbol->objects()->values[place].copy();
    }
}

void set_element(Symbol* symbol, std::size_t place, const Value& value) {
    if (symbol->kind() == SymbolKind::Section) {
        fail(ErrorKind::Type, "not assignable: %s is an array of sections", symbol->name().c_str());
    }
    const bool object = symbol->kind() == SymbolKind::ObjectArray;
    const Value taken = object ? as_hoc_object(process(), value) : value.copy();
    if (object ? taken.kind() != Kind::Object : !taken.is_number()) {
        fail(ErrorKind::Type, "an element of %s is %s and cannot take %s", symbol->name().c_str(),
             object ? "an object" : "a number", kind_name(value.kind()));
    }
    if (object) {
        const Value old = std::exchange(symbol->objects()->values[place], taken.copy());
    } else {
        symbol->array()->values[place] = taken.as_number();
    }
}

}  // namespace

NrnSymbol* nrn_symbol(const char* name) {
    return out(symbols().find(name));
}

size_t nrn_symbol_count(void) {
    return symbols().all().size();
}

NrnSymbol* nrn_symbol_at(size_t i) {
    const auto& all = symbols().all();
    return i < all.size() ? out(all[i]) : nullptr;
}

const char* nrn_symbol_name(const NrnSymbol* symbol) {
    return in(symbol)->name().c_str();
}

// A routine written in hoc is called as a built-in function is.
int nrn_symbol_type(const NrnSymbol* symbol) {
    const SymbolKind kind = in(symbol)->kind();
    return kind == SymbolKind::Routine ? NRN_SYMBOL_FUNCTION : static_cast<int>(kind);
}

double* nrn_symbol_dataptr(NrnSymbol* symbol) {
    return in(symbol)->number();
}

int nrn_symbol_is_constant(const NrnSymbol* symbol) {
    return in(symbol)->read_only ? 1 : 0;
}

int nrn_symbol_is_array(const NrnSymbol* symbol) {
    return dimensions_of(in(symbol)) != nullptr ? 1 : 0;
}

const char* nrn_symbol_doc(const NrnSymbol* symbol) {
    return in(symbol)->routine() != nullptr ? "A routine written in hoc." : in(symbol)->doc;
}

const char* nrn_symbol_units(const NrnSymbol* symbol) {
    return in(symbol)->units;
}

int nrn_symbol_get(NrnSymbol* symbol, NrnValue* result) {
    return guard([&] {
        const bool section = in(symbol)->kind() == SymbolKind::Section && in(symbol)->detail != nullptr;
        give(section ? section_value(in(symbol), 0) : in(symbol)->get(process()), result);
    });
}

int nrn_symbol_set(NrnSymbol* symbol, const NrnValue* value) {
    return guard([&] {
        const Value& given = *in(value);
        if (in(symbol)->kind() == SymbolKind::Integer && given.is_number()) {  // hoc cuts it off instead
            const double number = given.as_number();
            if (!(std::fabs(number) <= INT_MAX) || number != std::floor(number)) {
                fail(ErrorKind::Type, "%s must be a whole number, not %g", in(symbol)->name().c_str(), number);
            }
        }
        in(symbol)->set(process(), given);
    });
}

int nrn_symbol_call(NrnSymbol* symbol, const NrnValue* args, size_t count, NrnValue* result) {
    return guard([&] {
        Value value = in(symbol)->invoke(process(), in(args), count);
        give(in(symbol)->routine() != nullptr ? result_of_hoc(std::move(value)) : std::move(value), result);
    });
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
    const auto* dimensions = dimensions_of(in(symbol));
    return dimensions == nullptr ? 0 : dimensions->size();
}

size_t nrn_array_dimension(const NrnSymbol* symbol, size_t axis) {
    const auto* dimensions = dimensions_of(in(symbol));
    return dimensions == nullptr || axis >= dimensions->size() ? 0 : (*dimensions)[axis];
}

double* nrn_array_data(NrnSymbol* symbol) {
    ArrayData* array = in(symbol)->kind() == SymbolKind::Array ? in(symbol)->array() : nullptr;
    return array == nullptr ? nullptr : array->values.data();
}

int nrn_array_get(NrnSymbol* symbol, size_t place, NrnValue* result) {
    return guard([&] {
        check_element(in(symbol), place);
        give(element_of(in(symbol), place), result);
    });
}

int nrn_array_set(NrnSymbol* symbol, size_t place, const NrnValue* value) {
    return guard([&] {
        check_element(in(symbol), place);
        set_element(in(symbol), place, *in(value));
    });
}

NrnRef* nrn_array_ref_new(NrnSymbol* symbol, size_t place) {
    return guard_pointer([&] {
        Symbol& array = *in(symbol);
        check_element(&array, place);
        if (array.kind() == SymbolKind::Section) {
            fail(ErrorKind::Type, "%s is no variable: there is no reference to it", array.name().c_str());
        }
        return out(array.kind() == SymbolKind::Array ? new_array_ref(array.array(), place, array.name())
                                                     : new_object_array_ref(array.objects(), place, array.name()));
    });
}

const char* nrn_function_forms(const NrnSymbol* symbol) {
    const FunctionDef* function = in(symbol)->function();
    return function != nullptr ? function->forms : in(symbol)->routine() != nullptr ? "(*args: any) -> object" : "";
}

const char* nrn_function_planned(const NrnSymbol* symbol) {
    const FunctionDef* function = in(symbol)->function();
    return function == nullptr ? nullptr : function->planned;
}

char* nrn_function_signature(NrnSymbol* symbol) {
    return guard_pointer([&] { return duplicate(in(symbol)->signature().python_text(false)); });
}
