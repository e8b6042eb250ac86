// One instance's variables, and those of the mechanism: loading and storing outside of the blocks of a kernel.
#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {

// Where the value of an ion variable comes from at the start of a piece.
bool Emitter::from_ion(const Symbol& s) const {
    if (s.kind != Symbol::Kind::Ion) {
        return false;
    }
    const bool concentration = s.part == IonPart::Inside || s.part == IonPart::Outside;
    return s.reads || (s.writes && concentration) || (s.role == Symbol::Role::State && s.part != IonPart::Current);
}

std::string Emitter::ion_column(const Symbol& s) const {
    static constexpr const char* kNames[] = {"e", "inside", "outside", "current"};
    return format("run->ions[%d].%s", s.ion, kNames[static_cast<int>(s.part)]);
}

std::set<std::string> Emitter::copied_to_ions() const {
    std::set<std::string> result;
    for (const auto& [name, s] : m_.symbols) {
        if (s.kind == Symbol::Kind::Ion && s.part != IonPart::Current && (s.writes || s.role == Symbol::Role::State)) {
            result.insert(name);
        }
    }
    return result;
}

void Emitter::load_globals(const Flow& flow) {
    out_.line("NRN_UNUSED Globals g;");
    std::set<std::string> names = flow.reads;
    names.insert(flow.writes.begin(), flow.writes.end());
    for (const std::string& name : names) {
        const Symbol* s = m_.find(name);
        if (s == nullptr) {
            continue;
        }
        if (s->kind == Symbol::Kind::Time || s->kind == Symbol::Kind::Dt || s->kind == Symbol::Kind::Celsius) {
            out_.line("g." + name + "_ = run->" + name + ";");
        } else if (s->kind == Symbol::Kind::External) {
            out_.line(format("g.%s_ = run->services->external(run, %s);", name.c_str(), quoted(name).c_str()));
        } else if (s->kind == Symbol::Kind::Global && !s->is_array && !s->outside) {
            out_.line(format("g.%s_ = run->globals[%d];", name.c_str(), s->column));
        }
    }
}

void Emitter::store_globals(const Flow& flow) {
    for (const std::string& name : flow.writes) {
        const Symbol* s = m_.find(name);
        if (s != nullptr && s->kind == Symbol::Kind::Global && !s->is_array && !s->outside) {
            out_.line(format("run->globals[%d] = g.%s_;", s->column, name.c_str()));
        }
    }
}

void Emitter::load_one(const std::set<std::string>& names) {
    out_.line("NRN_UNUSED Instance s;");
    for (const std::string& name : names) {
        const Symbol* s = m_.find(name);
        if (s == nullptr) {
            continue;
        }
        const std::string to = "s." + name + "_ = ";
        switch (s->kind) {
            case Symbol::Kind::Voltage:
            case Symbol::Kind::Area:
            case Symbol::Kind::Diam:
                out_.line(to + "run->" + name + "[run->node[i]];");
                break;
            case Symbol::Kind::Pointer:
                out_.line(to + format("run->pointers[%d][i];", s->column));
                break;
            case Symbol::Kind::Ion:
                if (from_ion(*s)) {
                    out_.line(to + ion_column(*s) + format("[run->ions[%d].row[i]];", s->ion));
                    break;
                }
                [[fallthrough]];
            default:
                if (s->has_column() && !s->is_array) {
                    out_.line(to + format("run->data[%d][i];", s->column));
                }
        }
    }
}

void Emitter::store_one(const std::set<std::string>& names, Copies copies) {
    for (const std::string& name : names) {
        const Symbol* s = m_.find(name);
        if (s != nullptr && s->has_column() && !s->is_array) {
            out_.line(format("run->data[%d][i] = s.%s_;", s->column, name.c_str()));
        }
        const bool written = s != nullptr && s->kind == Symbol::Kind::Ion && s->part != IonPart::Current;
        if (written && (copies == Copies::Ions || from_ion(*s))) {
            out_.line(ion_column(*s) + format("[run->ions[%d].row[i]] = s.%s_;", s->ion, name.c_str()));
        }
    }
}

}  // namespace nrn::nmodl
