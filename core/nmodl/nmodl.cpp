// The driver: the order of the passes.
#include "nmodl/nmodl.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "nmodl/emit/emit.hpp"
#include "nmodl/lower/lower.hpp"
#include "nmodl/sema/doubts.hpp"
#include "nmodl/sema/symbols.hpp"
#include "nmodl/sema/unit_check.hpp"
#include "nmodl/sema/verbatim.hpp"
#include "nmodl/sema/verbatim_text.hpp"
#include "nmodl/syntax/lexer.hpp"
#include "nmodl/syntax/parser.hpp"

namespace nrn::nmodl {

bool Output::ok() const {
    return std::none_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return !d.warning; });
}

namespace {

struct Read {
    Mechanism mechanism;
    std::vector<Region> unchecked;
};

// The words of VERBATIM text outside of blocks, and of headers that it includes, as far as `includes` finds them.
std::set<std::string> words_of(const Statements& verbatim, const IncludeReader& includes) {
    std::set<std::string> words;
    std::set<std::string> seen;
    std::vector<std::string> late;
    for (const Stmt& s : verbatim) {
        late.push_back(s.name);
    }
    while (!late.empty()) {
        const std::string text = std::move(late.back());
        late.pop_back();
        words.merge(identifiers(text));
        for (const std::string& header : included_headers(text)) {
            std::optional<std::string> found = includes && seen.insert(header).second ? includes(header) : std::nullopt;
            if (found) {
                late.push_back(std::move(*found));
            }
        }
    }
    return words;
}

Read read(std::string_view text, const std::string& file, const IncludeReader& includes, Sources& sources) {
    const std::int32_t number = sources.add(file, std::string(text));
    const std::string stem = file.substr(file.find_last_of("/\\") + 1);
    Tokens tokens = tokenize(sources, number, includes);
    std::vector<Region> unchecked = std::move(tokens.unchecked);
    ModFile mod = Parser(sources, std::move(tokens)).file();
    const bool readable = !sources.failed();
    mod.verbatim_words = words_of(mod.verbatim, includes);
    Mechanism mechanism = classify(std::move(mod), stem, sources);
    if (readable) {
        check(mechanism, sources);
    }
    return {std::move(mechanism), std::move(unchecked)};
}

std::vector<BlockReport> reports(const std::vector<BlockPlan>& plans, const Sources& sources) {
    std::vector<BlockReport> result;
    for (const BlockPlan& plan : plans) {
        BlockReport report{plan.block, plan.kind, plan.loops, plan.versions, {}};
        for (const Obstacle& obstacle : plan.obstacles) {
            report.obstacles.push_back(sources.diagnostic(obstacle.place, obstacle.message, true));
        }
        result.push_back(std::move(report));
    }
    return result;
}

}  // namespace

Output compile(std::string_view text, const std::string& file, const IncludeReader& includes) {
    Output output;
    Sources sources;
    Mechanism mechanism = read(text, file, includes, sources).mechanism;
    if (!sources.failed()) {
        refused_by_neuron(mechanism, sources);
        doubts(mechanism, sources);
        const Lowered lowered = lower(mechanism, sources);
        if (!sources.failed()) {
            Emitter emitter(mechanism, lowered);
            output.code = emitter.run();
            output.blocks = reports(emitter.plans(output.code), sources);
        }
    }
    output.mechanism = mechanism.mod.name;
    output.diagnostics = sources.diagnostics();
    return output;
}

std::vector<Diagnostic> check_units(std::string_view text, const std::string& file, const IncludeReader& includes) {
    Sources sources;
    const Read file_read = read(text, file, includes, sources);
    if (!sources.failed()) {
        check_units(file_read.mechanism, file_read.unchecked, sources);
    }
    return sources.diagnostics();
}

}  // namespace nrn::nmodl
