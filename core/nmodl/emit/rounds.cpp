// A kernel with an iteration (Stmt::Kind::Rounds) in it: its instances take different numbers of rounds, so one loop
// over instances with the iteration inside cannot be vectorised. It becomes three: what comes before, the rounds of all
// instances of the block until none goes on, and what comes behind. Between them states lie in their columns, locals
// that the iteration keeps in small arrays. An instance that has converged goes through further rounds without a
// change.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {
namespace {

bool has_rounds(const Stmt& s) {
    const auto inside = [](const Statements& list) { return std::any_of(list.begin(), list.end(), has_rounds); };
    return s.kind == Stmt::Kind::Rounds || inside(s.body) || inside(s.otherwise);
}

}  // namespace

// The one iteration of the statements, when nothing of the model comes before it: what stands before it in its own
// block is its preparation, which each of the loops repeats.
std::optional<Emitter::Divided> Emitter::divide(const Statements& list) {
    const auto at = std::find_if(list.begin(), list.end(), has_rounds);
    if (at == list.end() || std::any_of(at + 1, list.end(), has_rounds)) {
        return std::nullopt;
    }
    Divided result;
    if (at->kind == Stmt::Kind::Block && at == list.begin()) {
        if (std::optional<Divided> inner = divide(at->body)) {
            result = std::move(*inner);
        } else {
            return std::nullopt;
        }
    } else if (at->kind == Stmt::Kind::Rounds) {
        result.rounds = *at;
        result.before.assign(list.begin(), at);
    } else {
        return std::nullopt;
    }
    result.behind.insert(result.behind.end(), at + 1, list.end());
    return result;
}

std::optional<Emitter::Divided> Emitter::divided_of(const Kernel& k) {
    return k.current || k.flow.changes_state() ? std::nullopt : divide(*k.body);
}

void Emitter::open_instances(const std::set<std::string>& loads, bool independent) {
    mark_loop();
    out_.open(std::string(independent ? "NRN_INDEPENDENT " : "") + "for (int32_t k = 0; k < count; ++k)");
    out_.line("NRN_UNUSED const int32_t i = begin + k;");
    load_block(loads);
}

void Emitter::divided_body(const Kernel& k, const Divided& divided, const std::set<std::string>& loads,
                           bool independent) {
    const std::string& change = divided.rounds.method;
    const std::set<std::string> written = flow_of(m_, divided.rounds.body).writes;
    std::set<std::string> held = loads;
    held.insert(written.begin(), written.end());
    std::vector<std::string> kept = divided.rounds.names;
    kept.push_back(change);
    const auto restore = [&] {
        statements(divided.before);
        for (const std::string& name : kept) {
            out_.line(format("%s_ = rounds_%s[k];", name.c_str(), name.c_str()));
        }
    };
    for (const std::string& name : kept) {
        out_.line("double rounds_" + name + "[kBlock];");
    }
    open_instances(loads, independent);
    statements(divided.before);
    for (const std::string& name : kept) {
        out_.line(format("rounds_%s[k] = %s_;", name.c_str(), name.c_str()));
    }
    out_.close();

    out_.line("int32_t open_rounds = count;");
    out_.open(format("for (int32_t round = 0; round < %d && open_rounds > 0; ++round)", divided.rounds.which));
    open_instances(held, independent);
    restore();
    statements(divided.rounds.body);
    out_.line(format("rounds_%s[k] = %s_;", change.c_str(), change.c_str()));
    store_names(k, written);
    out_.close();
    out_.line("open_rounds = 0;");
    out_.open("for (int32_t k = 0; k < count; ++k)");
    out_.line(format("open_rounds += rounds_%s[k] > ", change.c_str()) + expr(divided.rounds.value) + " ? 1 : 0;");
    out_.close();
    out_.close();

    Statements behind = divided.behind;
    if (!behind.empty() && behind.front().kind == Stmt::Kind::Fail) {  // its call is kept out of the loop
        out_.open("for (int32_t k = 0; k < count; ++k)");
        out_.line("NRN_UNUSED const int32_t i = begin + k;");
        out_.line(format("const double %s_ = rounds_%s[k];", change.c_str(), change.c_str()));
        statement(behind.front());
        out_.close();
        behind.erase(behind.begin());
    }
    open_instances(held, independent);
    restore();
    statements(behind);
    store_block(k, held);
    out_.close();
}

}  // namespace nrn::nmodl
