// Which pieces there are, which variables they need, and the structs that hold them.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {
namespace {

// States start at their <state>0, at START, or at 0; concentrations have the ion's.
Statements starts_of_states(const Mechanism& m) {
    Statements result;
    for (const Declaration& d : m.mod.states) {
        const Symbol* s = m.find(d.name);
        if (s == nullptr || s->kind == Symbol::Kind::Ion) {
            continue;
        }
        const auto start = m.start_of_state.find(d.name);
        const auto value = m.start_value.find(d.name);
        const ExprPtr first = start != m.start_of_state.end()
                                  ? variable(start->second)
                                  : number(value == m.start_value.end() ? 0 : value->second);
        for (int k = 0; k < d.count; ++k) {
            Expr target = *variable(d.name);
            if (d.is_array) {
                target.parts.push_back(number(k));
            }
            result.push_back(assign(std::make_shared<const Expr>(std::move(target)), first));
        }
    }
    return result;
}

}  // namespace

Emitter::Emitter(Mechanism& mechanism, const Lowered& lowered) : m_(mechanism), lowered_(lowered) {
    initial_ = starts_of_states(m_);
    if (m_.mod.initial) {
        initial_.insert(initial_.end(), m_.mod.initial->body.begin(), m_.mod.initial->body.end());
    }
}

std::string Emitter::run() {
    collect_code();
    find_outside();
    drop_columns();
    place_columns(m_);
    out_.line("// Made by nmodl from " + m_.file + "; changes belong there.");
    std::string head = out_.take();
    out_ = Text();
    structures();
    routines();
    for (std::size_t k = 0; k < lowered_.systems.size(); ++k) {
        newton_system(k);
    }
    table_update();
    all_kernels();
    receive();
    watch_value();
    for (const Routine& r : m_.mod.routines) {
        if (r.callable()) {
            door(r);
        }
    }
    descriptor();
    outside_routines();
    report_the_rest();
    std::set<std::string> called;
    for (const Code& code : code_) {
        called.insert(code.flow.calls.begin(), code.flow.calls.end());
    }
    std::string library;
    for (const std::string& name : called) {
        const char* text = m_.mod.routine(name) == nullptr ? library_function(name) : nullptr;
        library += text != nullptr ? text : "";
    }
    return with_line_numbers(head + verbatim_head() + kPrelude +
                                 format("// Instances are worked on in blocks of this many, whose values stay in the "
                                        "first-level cache.\nconstexpr int32_t kBlock = %d;\n",
                                        staged_ ? 32 : 128) +
                                 kBlocks + (eliminates_ ? kElimination : "") + kMathematics + library + out_.take(),
                             m_.file);
}

void Emitter::collect_code() {
    const ModFile& mod = m_.mod;
    code_.push_back({"initialize", flow_of(m_, initial_)});
    if (lowered_.current) {
        Flow flow = flow_of(m_, lowered_.current->body);
        for (const Current& current : m_.currents) {
            flow.reads.insert(current.name);
            if (flow.definite.count(current.name) == 0) {
                flow.reads_first.insert(current.name);
            }
        }
        if (!lowered_.current->exact) {
            flow.reads.insert("v");
            flow.reads_first.insert("v");
        }
        code_.push_back({"current", std::move(flow)});
    }
    code_.push_back({"solve", flow_of(m_, lowered_.solve)});
    if (!lowered_.diffusing.empty()) {
        code_.push_back({"diffusion", flow_of(m_, lowered_.diffusion)});
    }
    for (const auto& [name, block] : mod.hooks) {
        code_.push_back({name, flow_of(m_, block.body)});
    }
    if (mod.constructor) {
        code_.push_back({"construct", flow_of(m_, mod.constructor->body)});
    }
    if (mod.destructor) {
        code_.push_back({"destruct", flow_of(m_, mod.destructor->body)});
    }
    if (mod.net_receive) {
        code_.push_back({"net_receive", flow_of(m_, mod.net_receive->body)});
        code_.push_back({"net_initialize", flow_of(m_, mod.net_receive->initial.value_or(Statements{}))});
    }
    Statements conditions;
    for (const WatchCondition& w : mod.watches) {
        conditions.push_back(assign(local("watched"), binary("-", w.left, w.right)));
    }
    code_.push_back({"watch", flow_of(m_, conditions)});
    for (const Routine& r : mod.routines) {
        if (r.callable()) {
            code_.push_back({"function " + r.name, flow_of(m_, r)});
        }
    }
}

// A hidden variable that every piece assigns before it reads it needs no memory of its own, unless the simulator reads
// it.
void Emitter::drop_columns() {
    std::set<std::string> for_simulator;
    for (const Diffusing& each : lowered_.diffusing) {
        for_simulator.insert({each.rate, each.volume});
    }
    const auto kept = [&](const std::string& name) {
        if (for_simulator.count(name) != 0) {
            return true;
        }
        return std::any_of(code_.begin(), code_.end(),
                           [&](const Code& code) { return code.flow.loads().count(name) != 0; });
    };
    std::vector<std::string> columns;
    for (const std::string& name : m_.columns) {
        Symbol& s = m_.symbols[name];
        const bool hidden = s.kind == Symbol::Kind::Column && s.role == Symbol::Role::Hidden;
        const bool own = s.kind == Symbol::Kind::Ion && !s.shown && (from_ion(s) || s.part == IonPart::Current);
        if ((hidden || own) && (from_ion(s) || !kept(name))) {
            s.transient = true;
            s.column = -1;
        } else {
            columns.push_back(name);
        }
    }
    m_.columns = std::move(columns);
}

void Emitter::structures() {
    out_.line();
    out_.open("struct Globals");
    out_.line("double t_, dt_, celsius_;");
    for (const auto& [name, s] : m_.symbols) {
        if (s.kind == Symbol::Kind::External) {
            out_.line("double* " + name + "_;");
        }
    }
    for (const std::string& name : m_.globals) {
        if (!m_.find(name)->is_array) {
            const bool outside = m_.find(name)->outside;
            out_.line(outside ? "double& " + name + "_ = ::" + outside_name(name) + ";" : "double " + name + "_;");
        }
    }
    out_.close(";");
    out_.line();
    out_.open("struct Instance");
    out_.line("double v_, area_, diam_;");
    for (const auto& [name, s] : m_.symbols) {
        const bool number = (s.kind == Symbol::Kind::Column || s.kind == Symbol::Kind::Ion) && !s.is_array;
        if (number) {
            out_.line("double " + name + "_;");
        } else if (s.kind == Symbol::Kind::Pointer) {
            out_.line("double* " + name + "_;");
        }
    }
    out_.close(";");
    table_structures();
}

void Emitter::table_structures() {
    if (!m_.has_tables) {
        return;
    }
    out_.line();
    out_.line(
        "// Row k holds all values at the argument first + k / per_step: one look-up touches two rows side by side.");
    out_.open("struct Shared");
    for (const Routine& r : m_.mod.routines) {
        if (!r.table) {
            continue;
        }
        out_.open("struct");
        out_.line("int32_t ready;");
        out_.line("double first, last, per_step;");
        if (!r.table->depends.empty()) {
            out_.line(format("double depends[%zu];", r.table->depends.size()));
        }
        out_.line(format("alignas(64) double row[%d * %d];", r.table->intervals + 1, table_row(r)));
        out_.close(" " + r.name + "_;");
    }
    out_.close(";");
}

}  // namespace nrn::nmodl
