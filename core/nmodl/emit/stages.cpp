// A kernel of many reactions, whose matrix is eliminated by a plan (Stmt::Kind::Eliminate). In one loop over instances
// the loops over reactions inside would keep it from being vectorised. Its statements are divided into stages, each of
// them a loop of its own over the instances of a block, with the loops over reactions around. What a stage leaves for
// others lies in memory: locals are small arrays with a number for each instance of the block, variables are stored in
// their columns. Blocks are small then, so that all of it stays in the first-level cache.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {
namespace {

constexpr std::size_t kStage = 250;  // weight of a stage

// About the number of instructions.
std::size_t weight(const ExprPtr& e) {
    std::size_t result = e ? 1 : 0;
    for (std::size_t k = 0; e && k < e->parts.size(); ++k) {
        result += weight(e->parts[k]);
    }
    return result;
}

std::size_t weight(const Statements& list);
std::size_t weight(const Stmt& s) {
    return weight(s.target) + weight(s.value) + weight(s.from) + weight(s.to) + weight(s.body) + weight(s.otherwise);
}
std::size_t weight(const Statements& list) {
    std::size_t result = 0;
    for (const Stmt& s : list) {
        result += weight(s);
    }
    return result;
}

bool has_plan(const Statements& list) {
    return std::any_of(list.begin(), list.end(), [](const Stmt& s) {
        const bool inside = s.kind == Stmt::Kind::Rounds || s.kind == Stmt::Kind::Block;
        return s.kind == Stmt::Kind::Eliminate || (inside && has_plan(s.body));
    });
}

// What works on the locals of one instance in memory.
bool needs_locals(const Statements& list) {
    return std::any_of(list.begin(), list.end(), [](const Stmt& s) {
        return s.kind == Stmt::Kind::Linear || s.kind == Stmt::Kind::Newton || s.kind == Stmt::Kind::Verbatim ||
               needs_locals(s.body) || needs_locals(s.otherwise);
    });
}

// A loop that may as well be around those over instances.
bool is_outer_loop(const Stmt& s) {
    const auto fixed = [](const ExprPtr& e) { return !e || e->kind == Expr::Kind::Number; };
    return s.kind == Stmt::Kind::From && fixed(s.from) && fixed(s.to) && fixed(s.by);
}

// Statements without the braces around some of them; false when a local would hide another one.
bool flatten(const Statements& list, std::set<std::string> outside, Statements& into) {
    for (const Stmt& s : list) {
        for (const LocalVariable& v : s.locals) {
            if (!outside.insert(v.name).second) {
                return false;
            }
        }
        if (s.kind == Stmt::Kind::Block) {
            if (!flatten(s.body, outside, into)) {
                return false;
            }
            continue;
        }
        Stmt copy = s;
        if (s.kind == Stmt::Kind::Rounds) {
            copy.body.clear();
            if (!flatten(s.body, outside, copy.body)) {
                return false;
            }
        }
        into.push_back(std::move(copy));
    }
    return true;
}

bool find_locals(const Statements& list, std::map<std::string, LocalVariable>& into) {
    for (const Stmt& s : list) {
        for (const LocalVariable& v : s.locals) {
            const LocalVariable& known = into.emplace(v.name, v).first->second;
            if (known.count != v.count || known.is_array != v.is_array) {
                return false;
            }
        }
        if (!find_locals(s.body, into) || !find_locals(s.otherwise, into)) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::optional<Emitter::Stages> Emitter::stages_of(const Kernel& k) const {
    Stages result;
    const bool fits = !k.current && !k.flow.changes_state() && k.flow.writes.count("v") == 0;
    if (!fits || !has_plan(*k.body) || needs_locals(*k.body) || !flatten(*k.body, {}, result.list) ||
        !find_locals(result.list, result.locals)) {
        return std::nullopt;
    }
    for (const std::string& name : k.flow.writes) {
        const Symbol* s = m_.find(name);
        if (s != nullptr && !s->is_array && !s->has_column() && !from_ion(*s) && !to_ion(k, name)) {
            result.kept.insert(name);
        }
    }
    return result;
}

void Emitter::staged_body(const Kernel& k, const Stages& stages, const std::set<std::string>& loads, bool independent) {
    for (const auto& [name, local] : stages.locals) {
        out_.line(format("alignas(64) NRN_UNUSED double %s_", name.c_str()) +
                  (local.is_array ? format("[%d]", local.count) : std::string()) + "[kBlock];");
    }
    for (const std::string& name : stages.kept) {
        out_.line("double stage_" + name + "[kBlock];");
    }
    by_lane_ = true;
    stage_list(k, stages, stages.list, independent);
    by_lane_ = false;
    std::set<std::string> held = loads;
    held.insert(k.flow.writes.begin(), k.flow.writes.end());
    open_instances(held, independent);
    store_block(k, held);
    out_.close();
}

// A loop over instances for as many of the statements as make a stage; loops and rounds around theirs.
void Emitter::stage_list(const Kernel& k, const Stages& stages, const Statements& list, bool independent) {
    Statements open;
    std::size_t size = 0;
    const auto flush = [&] {
        if (!open.empty()) {
            stage(k, stages, open, independent);
        }
        open.clear();
        size = 0;
    };
    for (const Stmt& s : list) {
        if (s.kind == Stmt::Kind::Rounds) {
            flush();
            out_.line("int32_t open_rounds = count;");
            out_.open(format("for (int32_t round = 0; round < %d && open_rounds > 0; ++round)", s.which));
            stage_list(k, stages, s.body, independent);
            out_.line("open_rounds = 0;");
            out_.open("for (int32_t k = 0; k < count; ++k)");
            out_.line(format("open_rounds += %s_[k] > ", s.method.c_str()) + expr(s.value) + " ? 1 : 0;");
            out_.close();
            out_.close();
        } else if (s.kind == Stmt::Kind::Eliminate) {
            flush();
            statement(s);
        } else if (is_outer_loop(s)) {
            flush();
            loop_head(s);
            stage_list(k, stages, s.body, independent);
            out_.close();
        } else {
            if (s.kind == Stmt::Kind::Fail) {  // its call would keep a loop from being vectorised
                flush();
                out_.open("for (int32_t k = 0; k < count; ++k)");
                out_.line("NRN_UNUSED const int32_t i = begin + k;");
                statement(s);
                out_.close();
                continue;
            }
            open.push_back(s);
            size += weight(s);
            if (size > kStage) {
                flush();
            }
        }
    }
    flush();
}

void Emitter::stage(const Kernel& k, const Stages& stages, const Statements& list, bool independent) {
    const Flow flow = flow_of(m_, list);
    const auto for_kept = [&](const std::set<std::string>& names, const auto& line) {
        for (const std::string& name : names) {
            if (stages.kept.count(name) != 0) {
                out_.line(line(name));
            }
        }
    };
    open_instances(flow.loads(), independent);
    for_kept(flow.loads(), [](const std::string& name) { return "s." + name + "_ = stage_" + name + "[k];"; });
    statements(list);
    store_names(k, flow.writes);
    for_kept(flow.writes, [](const std::string& name) { return "stage_" + name + "[k] = s." + name + "_;"; });
    out_.close();
}

}  // namespace nrn::nmodl
