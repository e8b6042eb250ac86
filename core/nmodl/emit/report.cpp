// What nrnivmodl --report tells: which loops over instances a block has become, and what in it may keep a compiler from
// vectorising them. Whether one is vectorised is the compiler's word, which nrnivmodl asks for.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {
namespace {

constexpr const char kMark[] = "// instances of ";

// Functions that loops call, as they are not written out in the file.
bool is_of_c_library(const std::string& name) {
    static const std::set<std::string> kNames = {"sin",  "cos",  "tan",   "asin", "acos",  "atan",  "atan2",     "sinh",
                                                 "cosh", "tanh", "log10", "fmod", "gauss", "gamma", "factorial", "erf"};
    return kNames.count(name) != 0;
}

// Statements of a kernel, with those of the blocks that it calls, for what stands in the way of a vector loop.
class Search {
  public:
    // staged: loops with known bounds stand around those over instances. rounds: iterations stand inside of them.
    Search(const Mechanism& m, bool staged, bool rounds, std::vector<Obstacle>& found)
        : m_(m), staged_(staged), rounds_(rounds), found_(found) {
    }

    void statements(const Statements& list) {
        for (const Stmt& s : list) {
            statement(s);
        }
    }

  private:
    void note(Place place, const std::string& text) {
        const bool known =
            std::any_of(found_.begin(), found_.end(), [&](const Obstacle& o) { return o.message == text; });
        if (!known) {
            found_.push_back({place, text});
        }
    }

    void statement(const Stmt& s) {
        switch (s.kind) {
            case Stmt::Kind::Verbatim:
                note(s.place, "the text of VERBATIM may do anything");
                return;
            case Stmt::Kind::While:
                note(s.place, "WHILE takes another number of rounds in each instance");
                break;
            case Stmt::Kind::From:
                if (!staged_) {
                    note(s.place, "a FROM loop stands inside the loop over instances");
                }
                break;
            case Stmt::Kind::Rounds:
                if (rounds_) {
                    note(s.place, "the iteration takes another number of rounds in each instance");
                }
                break;
            case Stmt::Kind::Newton:
                note(s.place,
                     "these equations are solved by Newton's method of the simulator, for one instance after "
                     "the other");
                break;
            case Stmt::Kind::Linear:
                note(s.place, "this matrix is solved by the simulator, for one instance after the other");
                break;
            default:
                break;
        }
        if (s.kind == Stmt::Kind::Assign) {
            assigned(s);
        }
        for (const ExprPtr& e : {s.target, s.value, s.from, s.to, s.by}) {
            if (e) {
                expression(e);
            }
        }
        statements(s.body);
        statements(s.otherwise);
    }

    void assigned(const Stmt& s) {
        const Symbol* symbol = s.target->kind == Expr::Kind::Variable ? m_.find(s.target->text) : nullptr;
        if (symbol != nullptr && symbol->kind == Symbol::Kind::Global) {
            note(s.place,
                 symbol->name + " is of the whole mechanism and assigned here, by one instance after the other");
        }
    }

    void expression(const ExprPtr& e) {
        if (e->kind == Expr::Kind::Variable) {
            variable(e);
        } else if (e->kind == Expr::Kind::Call) {
            called(e);
        }
        for (const ExprPtr& part : e->parts) {
            expression(part);
        }
    }

    void variable(const ExprPtr& e) {
        const Symbol* s = m_.find(e->text);
        if (s == nullptr) {
            return;
        }
        if (s->kind == Symbol::Kind::Pointer) {
            note(e->place, e->text + " is a POINTER, to a variable that may be another instance's");
        } else if (s->kind == Symbol::Kind::External) {
            note(e->place, e->text + " is EXTERNAL, a variable of another mechanism");
        } else if (!staged_ && s->is_array && !e->parts.empty() && e->parts[0]->kind != Expr::Kind::Number) {
            note(e->place, "the index of " + e->text + " is computed");
        }
    }

    void called(const ExprPtr& e) {
        if (const Routine* r = m_.mod.routine(e->text)) {
            routine(e, *r);
            return;
        }
        const std::optional<Builtin> known = builtin(e->text);
        if (known && known->changes_state) {
            note(e->place, e->text + " asks the simulator, for one instance after the other");
        } else if (is_of_c_library(e->text)) {
            note(e->place, e->text + " is a function of the C library");
        }
    }

    void routine(const ExprPtr& e, const Routine& r) {
        if (r.kind == Routine::Kind::FunctionTable) {
            note(e->place, e->text + " is a FUNCTION_TABLE, which the simulator looks up");
            return;
        }
        if (!open_.insert(&r).second) {
            note(e->place, e->text + " calls itself, so it is not part of the loop");
            return;
        }
        const bool of_v = e->parts.size() == 1 && e->parts[0]->kind == Expr::Kind::Variable && e->parts[0]->text == "v";
        if (r.table && (!of_v || r.table->names.empty())) {
            note(e->place, "the TABLE of " + e->text + " is looked up for each instance");
        }
        statements(r.body);
        open_.erase(&r);
    }

    const Mechanism& m_;
    const bool staged_;
    const bool rounds_;
    std::vector<Obstacle>& found_;
    std::set<const Routine*> open_;
};

}  // namespace

std::string Emitter::name_of_block(const std::string& code) const {
    static const std::map<std::string, std::string> kNames = {{"initialize", "INITIAL"},
                                                              {"current", "BREAKPOINT"},
                                                              {"construct", "CONSTRUCTOR"},
                                                              {"destruct", "DESTRUCTOR"},
                                                              {"before_step", "BEFORE STEP"},
                                                              {"before_breakpoint", "BEFORE BREAKPOINT"},
                                                              {"before_initial", "BEFORE INITIAL"},
                                                              {"after_solve", "AFTER SOLVE"},
                                                              {"after_initial", "AFTER INITIAL"}};
    const auto known = kNames.find(code);
    if (known != kNames.end()) {
        return known->second;
    }
    std::vector<std::string> solved;
    for (const Stmt& s : m_.mod.breakpoint ? only_solve(m_.mod.breakpoint->body) : Statements{}) {
        if (s.kind == Stmt::Kind::Solve) {
            solved.push_back("SOLVE " + s.name + (s.method.empty() ? "" : " METHOD " + s.method));
        }
    }
    return solved.empty() ? "BREAKPOINT" : joined(solved, ", ");
}

void Emitter::report_kernel(const Kernel& k, const Piece& piece) {
    BlockPlan plan;
    plan.block = name_of_block(k.name);
    plan.kind = "loop";
    plan.code = k.name;
    plan.versions = piece.tables ? 2 : 1;
    const bool staged = stages_of(k).has_value();
    Search(m_, staged, !staged && !divided_of(k), plan.obstacles).statements(*k.body);
    plans_.push_back(std::move(plan));
}

// Marks a loop over instances, so that it is found in the text.
void Emitter::mark_loop() {
    out_.line(kMark + plans_.back().code);
}

void Emitter::report_the_rest() {
    const auto add = [&](const std::string& block, Place place, const char* kind) {
        plans_.push_back({block, kind, "", place, {}, 1, {}});
    };
    for (const Routine& r : m_.mod.routines) {
        if (!r.callable()) {
            continue;
        }
        const char* what = r.kind == Routine::Kind::Procedure       ? "PROCEDURE "
                           : r.kind == Routine::Kind::FunctionTable ? "FUNCTION_TABLE "
                                                                    : "FUNCTION ";
        add(what + r.name, r.place, reached_from_kernels(r) && !recursive(r) ? "inlined" : "called");
    }
    if (m_.mod.net_receive) {
        add("NET_RECEIVE", m_.mod.net_receive->place, "event");
    }
}

std::vector<BlockPlan> Emitter::plans(const std::string& code) const {
    std::vector<BlockPlan> result = plans_;
    std::string closing;  // of the loop that is open, with the blanks before it
    BlockPlan* open = nullptr;
    int line = 1;
    for (std::size_t at = 0; at < code.size(); ++line) {
        const std::size_t end = std::min(code.find('\n', at), code.size());
        const std::string text = code.substr(at, end - at);
        const std::size_t mark = text.find(kMark);
        if (mark != std::string::npos) {
            const std::string name = text.substr(mark + sizeof kMark - 1);
            open = &*std::find_if(result.begin(), result.end(), [&](const BlockPlan& p) { return p.code == name; });
            open->loops.emplace_back(line + 1, line + 1);
            closing = std::string(mark, ' ') + "}";
        } else if (open != nullptr && text == closing) {
            open->loops.back().second = line;
            open = nullptr;
        }
        at = end + 1;
    }
    return result;
}

}  // namespace nrn::nmodl
