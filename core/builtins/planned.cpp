#include "builtins/planned.hpp"

#include "object/call.hpp"

namespace nrn {
namespace {

constexpr const char* LANGUAGE = "the hoc language and its data classes";
constexpr const char* MODEL = "the parts of the simulator beyond the fixed time step";

void no_object(Call&, void*) {
}
void no_payload(void*) noexcept {
}

struct PlannedFunction {
    const char* name;
    const char* part;
};

constexpr PlannedFunction kFunctions[] = {
#define NRN_PLANNED_CLASS(name, part)
#define NRN_PLANNED_FUNCTION(name, part) {#name, part},
#define NRN_RANGE_VARIABLE(name)
#define NRN_KEYWORD(name)
#include "builtins/planned.def"
#undef NRN_PLANNED_CLASS
#undef NRN_PLANNED_FUNCTION
#undef NRN_RANGE_VARIABLE
#undef NRN_KEYWORD
};

constexpr PlannedFunction kClasses[] = {
#define NRN_PLANNED_CLASS(name, part) {#name, part},
#define NRN_PLANNED_FUNCTION(name, part)
#define NRN_RANGE_VARIABLE(name)
#define NRN_KEYWORD(name)
#include "builtins/planned.def"
#undef NRN_PLANNED_CLASS
#undef NRN_PLANNED_FUNCTION
#undef NRN_RANGE_VARIABLE
#undef NRN_KEYWORD
};

struct Reserved {
    const char* name;
    SymbolKind kind;
};

constexpr Reserved kReserved[] = {
#define NRN_PLANNED_CLASS(name, part)
#define NRN_PLANNED_FUNCTION(name, part)
#define NRN_RANGE_VARIABLE(name) {#name, SymbolKind::RangeVariable},
#define NRN_KEYWORD(name) {#name, SymbolKind::Keyword},
#include "builtins/planned.def"
#undef NRN_PLANNED_CLASS
#undef NRN_PLANNED_FUNCTION
#undef NRN_RANGE_VARIABLE
#undef NRN_KEYWORD
};

}  // namespace

void define_planned(Context& context, SymbolTable& symbols) {
    const auto known = [&](const char* name) { return symbols.find(name) != nullptr; };  // from the catalogue
    for (const PlannedFunction& row : kClasses) {
        if (known(row.name)) {
            continue;
        }
        ClassDef def{row.name, "(*args: any)", "Not part of this version.", 1, no_object, no_payload, {}};
        def.planned = row.part;
        symbols.add_class(context, std::move(def));
    }
    for (const PlannedFunction& row : kFunctions) {
        if (known(row.name)) {
            continue;
        }
        symbols.add_function({row.name, "(*args: any) -> any", "Not part of this version.", nullptr, row.part});
    }
    for (const Reserved& row : kReserved) {
        if (symbols.find(row.name) == nullptr) {
            symbols.add_reserved(row.name, row.kind);
        }
    }
}

}  // namespace nrn
