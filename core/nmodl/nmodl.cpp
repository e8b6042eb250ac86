// The driver: the order of the passes.
#include "nmodl/nmodl.hpp"

#include <algorithm>
#include <utility>

#include "nmodl/emit/emit.hpp"
#include "nmodl/lower/lower.hpp"
#include "nmodl/sema/symbols.hpp"
#include "nmodl/syntax/lexer.hpp"
#include "nmodl/syntax/parser.hpp"

namespace nrn::nmodl {

bool Output::ok() const {
    return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return !d.warning; });
}

Output compile(std::string_view text, const std::string& file, const IncludeReader& includes) {
    Output output;
    Sources sources;
    const std::int32_t number = sources.add(file, std::string(text));
    const std::string stem = file.substr(file.find_last_of("/\\") + 1);

    ModFile mod = Parser(sources, tokenize(sources, number, includes)).file();
    const bool readable = !sources.failed();
    Mechanism mechanism = classify(std::move(mod), stem, sources);
    if (readable) {
        check(mechanism, sources);
    }
    if (!sources.failed()) {
        const Lowered lowered = lower(mechanism, sources);
        if (!sources.failed()) {
            output.code = Emitter(mechanism, lowered).run();
        }
    }
    output.mechanism = mechanism.mod.name;
    output.diagnostics = sources.diagnostics();
    return output;
}

}  // namespace nrn::nmodl
