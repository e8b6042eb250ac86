// FUNCTION and PROCEDURE, their tables and their doors for hoc; NET_RECEIVE.
#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"
#include "nmodl/sema/verbatim.hpp"

namespace nrn::nmodl {
namespace {

const char* const kHandle =
    "NRN_UNUSED const NrnMechRun* run, NRN_UNUSED Globals& g, NRN_UNUSED Instance& s, NRN_UNUSED int32_t i";

// Whether VERBATIM returns a number from the block.
bool returns_value(const Statements& list) {
    return returns_from(list) == Returns::Value;
}

std::string arguments_of(const Routine& r) {
    std::string text;
    for (const std::string& name : r.arguments) {
        text += ", NRN_UNUSED double " + name + "_";
    }
    return text;
}

}  // namespace

bool Emitter::recursive(const Routine& r) const {
    std::set<std::string> seen;
    std::vector<std::string> open = {r.name};
    while (!open.empty()) {
        const Routine* next = m_.mod.routine(open.back());
        open.pop_back();
        // Direct calls: those of the flow of its body with every other block emptied would be more exact; all are
        // enough.
        for (const std::string& name : flow_of(m_, next->body).calls) {
            if (name == r.name) {
                return true;
            }
            if (m_.mod.routine(name) != nullptr && seen.insert(name).second) {
                open.push_back(name);
            }
        }
    }
    return false;
}

bool Emitter::reached_from_kernels(const Routine& r) const {
    for (const Code& code : code_) {
        const bool single =
            code.name == "net_receive" || code.name == "net_initialize" || code.name.compare(0, 8, "function") == 0;
        if (!single && m_.mod.kind != ModFile::Kind::Artificial && code.flow.calls.count(r.name) != 0) {
            return true;
        }
    }
    return false;
}

// Prototypes first: blocks may stand in any order.
void Emitter::routines() {
    const auto head = [&](const Routine& r, const char* prefix) {
        const bool inlined = reached_from_kernels(r) && !recursive(r);
        const std::string kind = inlined ? "NRN_INLINE " : "NRN_UNUSED inline ";
        const std::string type = r.gives_value() || returns_value(r.body) ? "double " : "void ";
        return kind + type + prefix + r.name + "(" + kHandle + arguments_of(r) + ")";
    };
    out_.line();
    for (const Routine& r : m_.mod.routines) {
        if (r.callable()) {
            out_.line(templated() + head(r, "call_") + ";");
        }
    }
    for (const Routine& r : m_.mod.routines) {
        if (!r.callable()) {
            continue;
        }
        out_.line();
        out_.open(templated() + head(r, r.table ? "compute_" : "call_"));
        routine(r);
        out_.close();
        if (r.table) {
            out_.line();
            out_.open(templated() + head(r, "call_"));
            table_lookup(r);
            out_.close();
        }
    }
}

void Emitter::routine(const Routine& r) {
    if (r.kind == Routine::Kind::FunctionTable) {
        std::vector<std::string> list;
        for (const std::string& name : r.arguments) {
            list.push_back(name + "_");
        }
        out_.line("const double arguments[] = {" + joined(list, ", ") + "};");
        out_.line(format("return run->services->function_table(run, i, %d, arguments);", table_number(r)));
        return;
    }
    if (r.kind == Routine::Kind::Function) {
        out_.line("double " + r.name + "_ = 0.0;");
    }
    statements(r.body);
    if (r.kind == Routine::Kind::Function) {
        out_.line("return " + r.name + "_;");
    } else if (returns_value(r.body)) {
        out_.line("return 0.0;");
    }
}

// Of a FUNCTION_TABLE, among those of the mechanism.
int Emitter::table_number(const Routine& r) const {
    int result = 0;
    for (const Routine& each : m_.mod.routines) {
        if (&each == &r) {
            break;
        }
        result += each.kind == Routine::Kind::FunctionTable;
    }
    return result;
}

// Where the values of a table go: variables of the instance or mechanism, all elements of arrays, or a FUNCTION's
// value.
std::vector<std::string> Emitter::table_targets(const Routine& r) {
    std::vector<std::string> result;
    for (const std::string& name : r.table->names) {
        const Symbol* s = m_.find(name);
        for (int k = 0; s != nullptr && k < s->count; ++k) {
            Expr e = *variable(name);
            if (s->is_array) {
                e.parts.push_back(number(k));
            }
            result.push_back(expr(std::make_shared<const Expr>(std::move(e))));
        }
    }
    if (result.empty()) {
        result.push_back(r.name + "_");
    }
    return result;
}

// Numbers of a row: those of one value each, and so many behind them that rows begin where registers do.
int Emitter::table_row(const Routine& r) {
    const auto values = static_cast<int>(table_targets(r).size());
    return values <= 2 ? values : values <= 4 ? 4 : (values + 7) / 8 * 8;
}

// Whether the call is that of a table for the voltage at hand, which can be made for a whole block before.
const Routine* Emitter::table_ahead(const ExprPtr& e) const {
    const Routine* r = m_.mod.routine(e->text);
    const bool fits = r != nullptr && r->table && !r->table->names.empty() && e->parts.size() == 1 &&
                      e->parts[0]->kind == Expr::Kind::Variable;
    const Symbol* s = fits ? m_.find(e->parts[0]->text) : nullptr;
    return s != nullptr && s->kind == Symbol::Kind::Voltage ? r : nullptr;
}

void Emitter::find_tables_ahead(const Statements& list) {
    for (const Stmt& s : list) {
        const Routine* r = s.kind == Stmt::Kind::Call ? table_ahead(s.value) : nullptr;
        if (r != nullptr) {
            ahead_.insert(r);
        }
        find_tables_ahead(s.body);
        find_tables_ahead(s.otherwise);
    }
}

void Emitter::look_up_ahead() {
    for (const Routine* r : ahead_) {
        const char* name = r->name.c_str();
        const int count = static_cast<int>(table_targets(*r).size());
        out_.line(format("NRN_UNUSED double ahead_%s[%d][kBlock];", name, count));
        out_.open("if (kTable)");
        out_.line(format("const auto& table = static_cast<const Shared*>(run->shared)->%s_;", name));
        out_.line(format("nrn_look_up<%d, %d>(ahead_%s, table.row, table.first, table.per_step, %s, block_v, count);",
                         count, table_row(*r), name, number_text(r->table->intervals).c_str()));
        out_.close();
    }
}

void Emitter::take_from_ahead(const Routine& r, const ExprPtr& e) {
    out_.open("if (kTable)");
    const std::vector<std::string> targets = table_targets(r);
    for (std::size_t n = 0; n < targets.size(); ++n) {
        out_.line(format("%s = ahead_%s[%zu][k];", targets[n].c_str(), r.name.c_str(), n));
    }
    out_.otherwise();
    out_.line(call_text(e, true) + ";");
    out_.close();
}

// Linear between two rows, clamped at both ends; what is not a number stays so.
void Emitter::table_lookup(const Routine& r) {
    const bool function = r.gives_value();
    std::string passed = "(run, g, s, i, " + r.arguments[0] + "_)";
    out_.open("if (!kTable)");
    if (function) {
        out_.line("return compute_" + r.name + instantiated() + passed + ";");
    } else {
        out_.line("compute_" + r.name + instantiated() + passed + ";");
        out_.line("return;");
    }
    out_.close();
    const std::string last = number_text(r.table->intervals);
    out_.line("const auto& table = static_cast<const Shared*>(run->shared)->" + r.name + "_;");
    out_.line("const double* values = table.row;  // by a pointer: compilers gather from it");
    out_.line("const double place = (" + r.arguments[0] + "_ - table.first) * table.per_step;");
    out_.line("const double inside = place < 0.0 ? 0.0 : (place > " + last + " ? " + last + " : place);");
    out_.line("const double start = inside > 0.0 ? inside : 0.0;");
    const std::string before = number_text(r.table->intervals - 1);
    out_.line("const int32_t k = (int32_t)(start < " + before + " ? start : " + before + ");");
    out_.line("const double part = inside - k;");
    const std::vector<std::string> targets = table_targets(r);
    const int row = table_row(r);
    out_.line(format("const int32_t low = k * %d;", row));
    for (std::size_t n = 0; n < targets.size(); ++n) {
        const std::string value =
            format("values[low + %zu] + part * (values[low + %zu] - values[low + %zu])", n, n + row, n);
        out_.line((function && r.table->names.empty() ? "return " : targets[n] + " = ") + value + ";");
    }
    if (function && !r.table->names.empty()) {
        out_.line("return 0.0;");
    }
}

void Emitter::table_make(const Routine& r) {
    const Table& table = *r.table;
    const std::string name = "shared->" + r.name + "_";
    out_.open("");
    out_.line("auto& table = " + name + ";");
    out_.line("const double first = " + expr(table.from) + ";");
    out_.line("const double last = " + expr(table.to) + ";");
    std::string changed = "!table.ready || table.first != first || table.last != last";
    for (std::size_t k = 0; k < table.depends.size(); ++k) {
        changed += format(" || table.depends[%zu] != ", k) + expr(variable(table.depends[k]));
    }
    out_.open("if (" + changed + ")");
    out_.line("table.ready = 1;");
    out_.line("table.first = first;");
    out_.line("table.last = last;");
    out_.line(format("table.per_step = %d / (last - first);", table.intervals));
    for (std::size_t k = 0; k < table.depends.size(); ++k) {
        out_.line(format("table.depends[%zu] = ", k) + expr(variable(table.depends[k])) + ";");
    }
    out_.open(format("for (int32_t k = 0; k <= %d; ++k)", table.intervals));
    out_.line(format("const double x = first + k * ((last - first) / %d);", table.intervals));
    const bool value = table.names.empty();
    out_.line((value ? "table.row[k] = " : "") + ("compute_" + r.name + "<true>(run, g, s, i, x);"));
    const std::vector<std::string> targets = table_targets(r);
    for (std::size_t n = 0; n < targets.size() && !value; ++n) {
        out_.line(format("table.row[k * %d + %zu] = ", table_row(r), n) + targets[n] + ";");
    }
    out_.close();
    out_.close();
    out_.close();
}

void Emitter::table_update() {
    if (!m_.has_tables) {
        return;
    }
    Flow flow;
    for (const Routine& r : m_.mod.routines) {
        if (r.table) {
            const Flow one = flow_of(m_, r);
            flow.reads.insert(one.reads.begin(), one.reads.end());
            flow.writes.insert(one.writes.begin(), one.writes.end());
            flow.reads.insert(r.table->depends.begin(), r.table->depends.end());
        }
    }
    flow.reads_first = flow.reads;
    present_.insert("update_tables");
    out_.line();
    out_.open("void update_tables(const NrnMechRun* run)");
    load_globals(flow);
    out_.open("if (g.usetable_ == 0.0)");
    out_.line("return;");
    out_.close();
    out_.line("NRN_UNUSED const int32_t i = run->begin;");
    out_.line("NRN_UNUSED Instance s = {};");
    for (const std::string& name : flow.reads) {
        const Symbol* s = m_.find(name);
        if (s != nullptr && s->has_column() && !s->is_array) {
            out_.line(format("s.%s_ = run->begin < run->end ? run->data[%d][i] : ", name.c_str(), s->column) +
                      number_text(s->value) + ";");
        } else if (s != nullptr && s->kind == Symbol::Kind::Voltage) {
            out_.line("s.v_ = run->begin < run->end ? run->v[run->node[i]] : -65.0;");
        }
    }
    out_.line("Shared* shared = static_cast<Shared*>(run->shared);");
    for (const Routine& r : m_.mod.routines) {
        if (r.table) {
            table_make(r);
        }
    }
    store_globals(flow);
    out_.close();
}

// What hoc calls.
void Emitter::door(const Routine& r) {
    Flow flow = flow_of(m_, r);
    if (m_.has_tables) {
        flow.reads.insert("usetable");
    }
    std::string passed = "(run, g, s, i";
    for (std::size_t k = 0; k < r.arguments.size(); ++k) {
        passed += format(", arguments[%zu]", k);
    }
    passed += ")";
    out_.line();
    out_.open("double door_" + r.name +
              "(const NrnMechRun* run, NRN_UNUSED int32_t i, NRN_UNUSED const double* arguments)");
    if (m_.has_tables) {
        out_.line("update_tables(run);");
    }
    if (flow.verbatim) {
        out_.open("try");
        out_.line("const NrnVerbatimEntry entry(run);");
        out_.line("entry.from_hoc();");
    }
    load_globals(flow);
    load_one(flow.loads());
    const bool function = r.gives_value();
    if (function) {
        out_.line("double value = 0.0;");
    }
    const std::string target = function ? "value = call_" : "call_";
    if (m_.has_tables) {
        out_.open("if (g.usetable_ != 0.0)");
        out_.line(target + r.name + "<true>" + passed + ";");
        out_.otherwise();
        out_.line(target + r.name + "<false>" + passed + ";");
        out_.close();
    } else {
        out_.line(target + r.name + passed + ";");
    }
    store_one(flow.writes, Copies::None);
    store_globals(flow);
    out_.line(function ? "return value;" : "return 1.0;  // as NEURON's procedures do");
    if (flow.verbatim) {
        out_.close();
        catch_verbatim("i", "0.0");
    }
    out_.close();
}

void Emitter::receive() {
    if (!m_.mod.net_receive) {
        return;
    }
    const NetReceive& r = *m_.mod.net_receive;
    const auto write = [&](const std::string& name, const std::string& arguments, const std::string& passed,
                           const Statements& body) {
        const Flow flow = flow_of(m_, body);
        out_.line();
        const Piece piece = begin(name, arguments, passed, flow, "void", "i");
        load_globals(flow);
        load_one(flow.loads());
        if (!m_.mod.watches.empty()) {
            out_.line("NRN_UNUSED int32_t first_watch = 1;");
        }
        this->body(body);
        if (name == "net_receive" && flow.writes.count("v") != 0) {  // here alone it is the node's, as in NEURON
            out_.line("run->v[run->node[i]] = s.v_;");
        }
        store_one(flow.writes, Copies::None);
        store_globals(flow);
        end(piece);
    };
    const std::string common = "NRN_UNUSED const NrnMechRun* run, NRN_UNUSED int32_t i, NRN_UNUSED double* weights";
    receiving_ = true;
    write("net_receive", common + ", NRN_UNUSED double flag", "run, i, weights, flag", r.body);
    Statements initial = r.initial.value_or(Statements{});
    if (r.arguments.size() > 1 && !r.initial) {
        for (std::size_t k = 1; k < r.arguments.size(); ++k) {
            Expr weight;
            weight.kind = Expr::Kind::Weight;
            weight.text = r.arguments[k];
            weight.number = static_cast<double>(k);
            initial.push_back(assign(std::make_shared<const Expr>(std::move(weight)), number(0)));
        }
    }
    if (!initial.empty()) {
        write("net_initialize", common, "run, i, weights", initial);
    }
    receiving_ = false;
}

void Emitter::watch_value() {
    if (m_.mod.watches.empty()) {
        return;
    }
    Flow flow;
    for (const Code& code : code_) {
        if (code.name == "watch") {
            flow = code.flow;
        }
    }
    out_.line();
    const Piece piece =
        begin("watch_value", "const NrnMechRun* run, int32_t i, int32_t which", "run, i, which", flow, "double");
    load_globals(flow);
    load_one(flow.loads());
    out_.open("switch (which)");
    for (const WatchCondition& w : m_.mod.watches) {
        const std::string left = expr(w.above ? w.left : w.right, 4);
        const std::string right = expr(w.above ? w.right : w.left, 5);
        out_.line(format("case %d: return ", w.number) + left + " - " + right + ";");
    }
    out_.line("default: return 0.0;");
    out_.close();
    end(piece);
}

}  // namespace nrn::nmodl
