// How much memory the model takes: nrn_memory(), print_local_memory_usage().
#include "base/text.hpp"
#include "builtins/model/model.hpp"
#include "object/call.hpp"
#include "object/host.hpp"
#include "sim/simulation.hpp"

namespace nrn {
namespace {

std::size_t sum_of(const std::vector<sim::MemoryUse>& uses) {
    std::size_t sum = 0;
    for (const sim::MemoryUse& use : uses) {
        sum += use.bytes;
    }
    return sum;
}

Value nrn_memory_(Call& call) {
    const std::vector<sim::MemoryUse> uses = call.context.state<sim::Simulation>().memory();
    if (!call.has(0)) {
        return Value::number(static_cast<double>(sum_of(uses)));
    }
    std::string known;
    for (const sim::MemoryUse& use : uses) {
        if (use.what == call.text(0)) {
            return Value::number(use.each());
        }
        known += (known.empty() ? "" : ", ") + use.what;
    }
    call.refuse(ErrorKind::Value, "the model has no '" + std::string(call.text(0)) + "': ask for one of " + known);
}

}  // namespace

Value print_memory(Call& call) {
    const std::vector<sim::MemoryUse> uses = call.context.state<sim::Simulation>().memory();
    std::string out = format("%-20s %12s %14s %10s\n", "", "number", "bytes", "each");
    for (const sim::MemoryUse& use : uses) {
        out += format("%-20s %12zu %14zu %10.1f\n", use.what.c_str(), use.count, use.bytes, use.each());
    }
    host_of(call.context).write(out + format("%-20s %12s %14zu\n", "all", "", sum_of(uses)));
    return Value::number(0.0);
}

void define_memory_functions(SymbolTable& symbols) {
    symbols.add_function({"nrn_memory", "() -> float ; (what: str) -> float",
                          "Bytes of memory that the model takes, or that one of its parts takes for each of these: "
                          "'compartment', 'section', 'solver', or the name of a mechanism.\n\nThe solver's are counted "
                          "for each compartment. ValueError for what the model does not have.",
                          nrn_memory_});
    symbols.add_function({"print_local_memory_usage", "() -> float",
                          "Prints what the model takes of memory: sections, compartments, each mechanism, the solver.",
                          print_memory});
}

}  // namespace nrn
