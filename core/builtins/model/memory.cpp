// How much memory the model takes: nrn_memory(), print_local_memory_usage().
#include "base/text.hpp"
#include "builtins/model/model.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

std::vector<sim::MemoryUse> uses_of(Call& call) {
    return call.context.state<sim::Simulation>().memory();
}

Value nrn_memory_(Call& call) {
    const std::vector<sim::MemoryUse> uses = uses_of(call);
    if (!call.has(0)) {
        std::size_t sum = 0;
        for (const sim::MemoryUse& use : uses) {
            sum += use.bytes;
        }
        return Value::number(static_cast<double>(sum));
    }
    std::string known;
    for (const sim::MemoryUse& use : uses) {
        if (use.what == call.text(0)) {
            return Value::number(use.count == 0 ? 0.0
                                                : static_cast<double>(use.bytes) / static_cast<double>(use.count));
        }
        known += (known.empty() ? "" : ", ") + use.what;
    }
    call.refuse(ErrorKind::Value, "the model has no '" + std::string(call.text(0)) + "': ask for one of " + known);
}

}  // namespace

std::string memory_table(Context& context) {
    std::string out = format("%-20s %12s %14s %10s\n", "", "number", "bytes", "each");
    std::size_t sum = 0;
    for (const sim::MemoryUse& use : context.state<sim::Simulation>().memory()) {
        const auto each = use.count == 0 ? 0.0 : static_cast<double>(use.bytes) / static_cast<double>(use.count);
        out += format("%-20s %12zu %14zu %10.1f\n", use.what.c_str(), use.count, use.bytes, each);
        sum += use.bytes;
    }
    return out + format("%-20s %12s %14zu\n", "all", "", sum);
}

namespace {

Value print_local_memory_usage_(Call& call) {
    host_of(call.context).write(memory_table(call.context));
    return Value::number(0.0);
}

}  // namespace

void define_memory_functions(SymbolTable& symbols) {
    symbols.add_function({"nrn_memory", "() -> float ; (what: str) -> float",
                          "Bytes of memory that the model takes, or that one of its parts takes for each of these: "
                          "'compartment', 'section', 'solver', or the name of a mechanism.\n\nThe solver's are counted "
                          "for each compartment. ValueError for what the model does not have.",
                          nrn_memory_});
    symbols.add_function({"print_local_memory_usage", "() -> float",
                          "Prints what the model takes of memory: sections, compartments, each mechanism, the solver.",
                          print_local_memory_usage_});
}

}  // namespace nrn
