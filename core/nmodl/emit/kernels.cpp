// The kernels that work on a range of instances.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {
namespace {

bool by_node(const Symbol& s) {
    return s.kind == Symbol::Kind::Voltage || s.kind == Symbol::Kind::Area || s.kind == Symbol::Kind::Diam;
}

// An access for one instance meets no other instance's: elements of its arrays lie in columns of their own, those of
// the mechanism are read only.
bool touches_one(const Symbol& s, bool written) {
    const bool shared = s.kind == Symbol::Kind::Global && s.is_array && written;
    return !shared && s.kind != Symbol::Kind::Pointer && s.kind != Symbol::Kind::External;
}

}  // namespace

void Emitter::kernel(const Kernel& k) {
    std::set<std::string> loads = k.flow.loads();
    bool independent = !k.flow.verbatim;
    for (const std::set<std::string>* names : {&k.flow.reads, &k.flow.writes}) {
        for (const std::string& name : *names) {
            const Symbol* s = m_.find(name);
            independent = independent && (s == nullptr || touches_one(*s, k.flow.writes.count(name) != 0));
        }
    }
    if (k.copies == Copies::Ions) {
        const std::set<std::string> copied = copied_to_ions();
        loads.insert(copied.begin(), copied.end());
    }
    for (const std::string& name : k.flow.writes) {
        if (m_.find(name) != nullptr && to_ion(k, name)) {
            loads.insert(name);
        }
    }
    if (k.current && m_.point()) {
        loads.insert("area");
    }
    out_.line();
    const Piece piece = begin(k.name, "const NrnMechRun* run", "run", k.flow);
    report_kernel(k, piece);
    load_globals(k.flow);
    columns_of(k, loads, independent);
    out_.open("for (int32_t begin = run->begin; begin < run->end; begin += kBlock)");
    out_.line("const int32_t count = run->end - begin < kBlock ? run->end - begin : kBlock;");
    gather(loads, k);
    // Not where the voltage changes: by the difference that a current is derived with, or by an assignment.
    if (piece.tables && !(k.current && !lowered_.current->exact) && k.flow.writes.count("v") == 0) {
        find_tables_ahead(*k.body);
    }
    look_up_ahead();
    const std::optional<Divided> divided = divided_of(k);
    if (const std::optional<Stages> stages = stages_of(k)) {
        staged_ = true;
        staged_body(k, *stages, loads, independent);
    } else if (divided) {
        divided_body(k, *divided, loads, independent);
    } else {
        open_instances(loads, independent);
        if (k.current) {
            current_body(k);
        } else {
            body(*k.body);
        }
        store_block(k, loads);
        out_.close();
    }
    ahead_.clear();
    scatter(k);
    out_.close();
    store_globals(k.flow);
    end(piece);
}

// Pointers to the columns that the kernel loads or stores.
void Emitter::columns_of(const Kernel& k, const std::set<std::string>& loads, bool independent) {
    std::set<std::string> all = loads;
    all.insert(k.flow.writes.begin(), k.flow.writes.end());
    for (const std::string& name : all) {
        const Symbol* s = m_.find(name);
        if (s == nullptr || !s->has_column() || s->is_array) {
            continue;
        }
        const bool stored = k.flow.writes.count(name) != 0 || s->kind == Symbol::Kind::Ion;
        out_.line(format("NRN_UNUSED %sdouble* %scolumn_%s = run->data[%d];", stored ? "" : "const ",
                         independent ? "NRN_RESTRICT " : "", name.c_str(), s->column));
    }
}

// Whether the kernel ends with a copy of this concentration or potential to the ion.
bool Emitter::to_ion(const Kernel& k, const std::string& name) const {
    const Symbol& s = *m_.find(name);
    const bool written =
        s.kind == Symbol::Kind::Ion && s.part != IonPart::Current && (s.writes || s.role == Symbol::Role::State);
    return written && (k.copies == Copies::Ions || k.flow.writes.count(name) != 0);
}

// Whether instances lie at nodes, and have ions, of their own: only point processes may share them.
const char* Emitter::apart() const {
    return m_.point() ? "false" : "true";
}

void Emitter::gather(const std::set<std::string>& loads, const Kernel& k) {
    std::vector<std::string> lines;
    for (const std::string& name : loads) {
        const Symbol* s = m_.find(name);
        if (s == nullptr) {
            continue;
        }
        if (by_node(*s)) {
            out_.line("double block_" + name + "[kBlock];");
            lines.push_back(format("nrn_gather<%s>(block_%s, run->%s, run->node + begin, count);", apart(),
                                   name.c_str(), name.c_str()));
        } else if (s->kind == Symbol::Kind::Ion && (from_ion(*s) || to_ion(k, name))) {
            out_.line("double block_" + name + "[kBlock];");
            if (from_ion(*s)) {
                lines.push_back(format("nrn_gather<%s>(block_%s, %s, run->ions[%d].row + begin, count);", apart(),
                                       name.c_str(), ion_column(*s).c_str(), s->ion));
            }
        }
    }
    if (k.current) {
        for (const char* what : {"rhs", "d"}) {
            if (what[0] == 'r' || has_slope()) {
                out_.line(format("double block_%s[kBlock];", what));
            }
        }
        for (const Current& current : m_.currents) {
            if (current.ion >= 0) {
                out_.line(format("double block_%s[kBlock], block_slope_%s[kBlock];", current.name.c_str(),
                                 current.name.c_str()));
            }
        }
    }
    for (const std::string& line : lines) {
        out_.line(line);
    }
}

void Emitter::load_block(const std::set<std::string>& loads) {
    out_.line("NRN_UNUSED Instance s;");
    for (const std::string& name : loads) {
        const Symbol* s = m_.find(name);
        if (s == nullptr) {
            continue;
        }
        if (by_node(*s) || from_ion(*s)) {
            out_.line(format("s.%s_ = block_%s[k];", name.c_str(), name.c_str()));
        } else if (s->kind == Symbol::Kind::Pointer) {
            out_.line(format("s.%s_ = run->pointers[%d][i];", name.c_str(), s->column));
            if (asks_of_pointers()) {  // the mechanism looks after itself
                out_.line(format("NRN_UNUSED double nowhere_%s = 0.0;", name.c_str()));
                out_.line(format("s.%s_ = s.%s_ != nullptr ? s.%s_ : &nowhere_%s;", name.c_str(), name.c_str(),
                                 name.c_str(), name.c_str()));
                continue;
            }
            out_.open("if (s." + name + "_ == nullptr)");
            out_.line("run->services->error(run, i, \"the POINTER " + name +
                      " is not set: use setpointer before the run\");");
            out_.line("return;");
            out_.close();
        } else if (s->has_column() && !s->is_array) {
            out_.line(format("s.%s_ = column_%s[i];", name.c_str(), name.c_str()));
        }
    }
}

void Emitter::store_block(const Kernel& k, const std::set<std::string>& loads) {
    std::set<std::string> names = k.flow.writes;
    for (const std::string& name : loads) {
        const Symbol* s = m_.find(name);
        if (s != nullptr && s->shown) {
            names.insert(name);
        }
    }
    if (k.copies == Copies::Ions) {
        const std::set<std::string> copied = copied_to_ions();
        names.insert(copied.begin(), copied.end());
    }
    store_names(k, names);
}

void Emitter::store_names(const Kernel& k, const std::set<std::string>& names) {
    for (const std::string& name : names) {
        const Symbol* s = m_.find(name);
        if (s == nullptr || s->is_array) {
            continue;
        }
        if (s->has_column()) {
            out_.line(format("column_%s[i] = s.%s_;", name.c_str(), name.c_str()));
        }
        if (to_ion(k, name)) {
            out_.line(format("block_%s[k] = s.%s_;", name.c_str(), name.c_str()));
        }
    }
}

bool Emitter::asks_of_pointers() const {
    return std::any_of(code_.begin(), code_.end(),
                       [](const Code& code) { return code.flow.calls.count("nrn_pointing") != 0; });
}

std::string Emitter::slope_of(const Current& current) const {
    if (!lowered_.current->exact) {
        return current.ion >= 0 ? "slope_of_" + current.name + "_" : std::string();
    }
    const auto found = lowered_.current->slopes.find(current.name);
    return found == lowered_.current->slopes.end() ? std::string() : found->second + "_";
}

bool Emitter::has_slope() const {
    return !lowered_.current->exact ||
           std::any_of(m_.currents.begin(), m_.currents.end(), [&](const Current& c) { return !slope_of(c).empty(); });
}

// The sum of all currents, outward, or of their slopes.
std::string Emitter::total(bool slopes) {
    std::string text;
    for (const Current& current : m_.currents) {
        const std::string term = slopes ? slope_of(current) : "s." + current.name + "_";
        if (!term.empty()) {
            text += text.empty() ? (current.electrode ? "-" : "") : (current.electrode ? " - " : " + ");
            text += term;
        }
    }
    return text.empty() ? "0.0" : text;
}

void Emitter::current_body(const Kernel& k) {
    const std::string scale = m_.point() ? "scale * " : "";
    if (m_.point()) {
        out_.line("const double scale = 100.0 / s.area_;  // from nA to mA/cm2");
    }
    if (lowered_.current->exact) {
        for (const std::string& name : lowered_.current->slope_locals) {
            out_.line("NRN_UNUSED double " + name + "_ = 0.0;");
        }
        body(*k.body);
        if (has_slope()) {
            const std::string slope = total(true);
            out_.line("block_d[k] = " + scale + (scale.empty() ? slope : "(" + slope + ")") + ";");
        }
    } else {
        out_.line("const double here = s.v_;");
        out_.line("s.v_ = here + 0.001;");
        out_.open("");
        body(*k.body);
        out_.close();
        out_.line("const double shifted = " + total(false) + ";");
        for (const Current& current : m_.currents) {
            if (current.ion >= 0) {
                out_.line(format("double %s = s.%s_;", slope_of(current).c_str(), current.name.c_str()));
            }
        }
        out_.line("s.v_ = here;");
        out_.open("");
        body(*k.body);
        out_.close();
        for (const Current& current : m_.currents) {
            if (current.ion >= 0) {
                const std::string slope = slope_of(current);
                out_.line(format("%s = (%s - s.%s_) / 0.001;", slope.c_str(), slope.c_str(), current.name.c_str()));
            }
        }
        out_.line("block_d[k] = " + scale + "((shifted - (" + total(false) + ")) / 0.001);");
    }
    const std::string sum = total(false);
    out_.line("block_rhs[k] = " + scale + (scale.empty() ? sum : "(" + sum + ")") + ";");
    for (const Current& current : m_.currents) {
        if (current.ion >= 0) {
            const std::string slope = slope_of(current);
            out_.line(format("block_%s[k] = %ss.%s_;", current.name.c_str(), scale.c_str(), current.name.c_str()));
            out_.line(format("block_slope_%s[k] = %s;", current.name.c_str(),
                             slope.empty() ? "0.0" : (scale + slope).c_str()));
        }
    }
}

void Emitter::scatter(const Kernel& k) {
    const auto spread = [this](const char* how, const std::string& column, const std::string& rows,
                               const std::string& block) {
        out_.line(format("nrn_spread<%s, %s>(%s, %s + begin, block_%s, count);", how, apart(), column.c_str(),
                         rows.c_str(), block.c_str()));
    };
    if (k.current) {
        spread("Spread::Subtract", "run->rhs", "run->node", "rhs");
        if (has_slope()) {
            spread("Spread::Add", "run->d", "run->node", "d");
        }
        for (const Current& current : m_.currents) {
            if (current.ion >= 0) {
                const std::string ion = format("run->ions[%d].", current.ion);
                spread("Spread::Add", ion + "current", ion + "row", current.name);
                spread("Spread::Add", ion + "dcurrent", ion + "row", "slope_" + current.name);
            }
        }
    }
    for (const std::string& name : copied_to_ions()) {
        const Symbol& s = *m_.find(name);
        if (to_ion(k, name)) {
            spread("Spread::Put", ion_column(s), format("run->ions[%d].row", s.ion), name);
        }
    }
}

Emitter::Piece Emitter::begin(const std::string& name, const std::string& arguments, const std::string& passed,
                              const Flow& flow, const std::string& type, const std::string& instance) {
    Piece piece{name, type, arguments, passed, m_.has_tables && flow.reads.count("usetable") != 0, {}};
    present_.insert(name);
    if (piece.tables) {
        out_.line("template <bool kTable>");
    }
    variant_ = piece.tables ? "<kTable>" : "<false>";
    out_.open(type + (piece.tables ? " kernel_" : " ") + name + "(" + arguments + ")");
    if (flow.verbatim) {
        piece.instance = instance;
        out_.open("try");
        out_.line("const NrnVerbatimEntry entry(run);");
    }
    return piece;
}

void Emitter::end(const Piece& piece) {
    if (!piece.instance.empty()) {
        out_.close();
        catch_verbatim(piece.instance, piece.type == "void" ? "" : "0.0");
    }
    out_.close();
    variant_ = "<kTable>";
    if (!piece.tables) {
        return;
    }
    const std::string choose = piece.type == "void" ? "" : "return ";
    out_.line();
    out_.open(piece.type + " " + piece.name + "(" + piece.arguments + ")");
    out_.open(format("if (run->globals[%d] != 0.0)", m_.find("usetable")->column));
    out_.line(choose + "kernel_" + piece.name + "<true>(" + piece.passed + ");");
    out_.otherwise();
    out_.line(choose + "kernel_" + piece.name + "<false>(" + piece.passed + ");");
    out_.close();
    out_.close();
}

void Emitter::all_kernels() {
    static const std::map<std::string, std::string> kHooks = {{"BEFORE STEP", "before_step"},
                                                              {"BEFORE BREAKPOINT", "before_breakpoint"},
                                                              {"AFTER SOLVE", "after_solve"},
                                                              {"BEFORE INITIAL", "before_initial"},
                                                              {"AFTER INITIAL", "after_initial"}};
    if (m_.mod.kind == ModFile::Kind::Functions) {
        return;
    }
    for (const Code& code : code_) {
        Kernel k{code.name, code.flow, Copies::None, false, nullptr};
        const auto hook = kHooks.find(code.name);
        if (code.name == "initialize") {
            k.copies = Copies::Ions;
            k.body = &initial_;
        } else if (code.name == "current") {
            k.current = true;
            k.body = &lowered_.current->body;
        } else if (code.name == "solve") {
            const std::set<std::string> copied = copied_to_ions();
            const bool copies =
                std::any_of(copied.begin(), copied.end(), [&](const std::string& n) { return !from_ion(*m_.find(n)); });
            if (lowered_.solve.empty() && !copies) {
                continue;
            }
            k.copies = Copies::Ions;
            k.body = &lowered_.solve;
        } else if (code.name == "diffusion") {
            k.body = &lowered_.diffusion;
        } else if (hook != kHooks.end()) {
            k.name = hook->second;
            k.copies = Copies::Ions;
            k.body = &m_.mod.hooks.at(code.name).body;
        } else if (code.name == "construct" || code.name == "destruct") {
            k.body = code.name == "construct" ? &m_.mod.constructor->body : &m_.mod.destructor->body;
        } else {
            continue;
        }
        kernel(k);
    }
}

}  // namespace nrn::nmodl
