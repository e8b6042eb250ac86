#include "nmodl/sema/symbols.hpp"

#include <set>

#include "nmodl/sema/units.hpp"

namespace nrn::nmodl {
namespace {

class Classifier {
  public:
    Classifier(Mechanism& mechanism, Sources& sources) : m_(mechanism), mod_(mechanism.mod), sources_(sources) {
        for (const Named& named : mod_.range) {
            range_.insert(named.name);
        }
        for (const Named& named : mod_.global) {
            global_.insert(named.name);
        }
        // Currents are seen from outside, but for names that begin with _.
        for (const std::vector<Named>* currents : {&mod_.nonspecific, &mod_.electrode}) {
            for (const Named& named : *currents) {
                if (named.name[0] != '_') {
                    range_.insert(named.name);
                }
            }
        }
    }

    void run() {
        built_in();
        constants();
        ions();
        for (const Declaration& d : mod_.parameters) {
            parameter(d);
        }
        for (const Declaration& d : mod_.assigned) {
            assigned(d);
        }
        for (const Declaration& d : mod_.states) {
            state(d);
        }
        pointers();
        hidden();
        tables();
        currents();
        names_of_neuron_block();
        starts();
        if (m_.find(kEpsilon) == nullptr) {  // a name of NEURON's C library, which .mod files may use too
            Symbol s;
            s.name = kEpsilon;
            s.kind = Symbol::Kind::Constant;
            s.value = 1e-11;
            add(s);
        }
    }

  private:
    static constexpr const char* kEpsilon = "hoc_epsilon";

    Symbol& add(Symbol symbol) {
        const std::string name = symbol.name;
        return m_.symbols[name] = std::move(symbol);
    }
    static Symbol named(const Declaration& d, Symbol::Kind kind) {
        Symbol s;
        s.name = d.name;
        s.units = d.units;
        s.kind = kind;
        s.count = d.count;
        s.is_array = d.is_array;
        s.value = d.value.value_or(0);
        s.low = d.low;
        s.high = d.high;
        s.place = d.place;
        return s;
    }

    void built_in() {
        const auto known = [&](const char* name, Symbol::Kind kind, const char* units) {
            Symbol s;
            s.name = name;
            s.kind = kind;
            s.units = units;
            add(s);
        };
        known("v", Symbol::Kind::Voltage, "mV");
        known("t", Symbol::Kind::Time, "ms");
        known("dt", Symbol::Kind::Dt, "ms");
        known("celsius", Symbol::Kind::Celsius, "degC");
        known("area", Symbol::Kind::Area, "um2");
        known("diam", Symbol::Kind::Diam, "um");
    }

    bool taken(const Declaration& d) {
        const Symbol* known = m_.find(d.name);
        if (known == nullptr) {
            return false;
        }
        const bool special = known->kind != Symbol::Kind::Column && known->kind != Symbol::Kind::Global &&
                             known->kind != Symbol::Kind::Constant;
        if (!special) {
            sources_.error(d.place, "\"" + d.name + "\" is declared twice: remove one of the declarations.");
        } else if (known->kind == Symbol::Kind::Ion && !d.units.empty()) {
            m_.symbols[d.name].units = d.units;
        }
        return true;
    }

    void constants() {
        for (Declaration d : mod_.unit_constants) {
            const std::size_t bar = d.units.find('|');
            if (bar != std::string::npos) {
                const std::optional<double> value = conversion(d.units.substr(0, bar), d.units.substr(bar + 1));
                if (!value) {
                    sources_.error(d.place, "The value of " + d.name + " cannot be found: (" + d.units.substr(0, bar) +
                                                ") in (" + d.units.substr(bar + 1) +
                                                ") is not a known conversion; write the number instead.");
                }
                d.value = value.value_or(1);
            }
            if (!taken(d)) {
                add(named(d, Symbol::Kind::Constant));
            }
        }
        for (const Declaration& d : mod_.constants) {
            if (!taken(d)) {
                constant(d);
            }
        }
    }

    // A constant that the file changes is a variable of the mechanism that nobody sees.
    void constant(const Declaration& d) {
        const bool changes = mod_.assigns(d.name);
        Symbol s = named(d, changes ? Symbol::Kind::Global : Symbol::Kind::Constant);
        if (!changes) {
            add(s);
            return;
        }
        sources_.warn(d.place, "\"" + d.name + "\" is a CONSTANT and changes: declare it in ASSIGNED or PARAMETER.");
        s.visible = false;
        list(add(s));
    }

    void ions() {
        for (std::size_t k = 0; k < mod_.ions.size(); ++k) {
            const UseIon& ion = mod_.ions[k];
            for (const std::string& name : ion.reads) {
                ion_variable(ion, static_cast<int>(k), name, false);
            }
            for (const std::string& name : ion.writes) {
                ion_variable(ion, static_cast<int>(k), name, true);
            }
        }
    }

    void ion_variable(const UseIon& ion, int index, const std::string& name, bool writes) {
        Symbol s;
        s.name = name;
        s.kind = Symbol::Kind::Ion;
        s.ion = index;
        s.place = ion.place;
        if (name == "e" + ion.name) {
            s.part = IonPart::E;
        } else if (name == "i" + ion.name) {
            s.part = IonPart::Current;
        } else if (name == ion.name + "i") {
            s.part = IonPart::Inside;
        } else if (name == ion.name + "o") {
            s.part = IonPart::Outside;
        } else {
            sources_.error(ion.place, "\"" + name + "\" is no variable of the ion " + ion.name + ": those are e" +
                                          ion.name + ", i" + ion.name + ", " + ion.name + "i and " + ion.name + "o.");
            return;
        }
        s.units = s.part == IonPart::E ? "mV" : s.part == IonPart::Current ? "mA/cm2" : "mM";
        const Symbol* before = m_.find(name);
        s.reads = !writes || (before != nullptr && before->reads);
        s.writes = writes || (before != nullptr && before->writes);
        add(s);
    }

    void parameter(const Declaration& d) {
        if (taken(d)) {
            show_ion(d);
            return;
        }
        const bool of_instance = range_.count(d.name) != 0;
        Symbol s = named(d, of_instance ? Symbol::Kind::Column : Symbol::Kind::Global);
        s.role = Symbol::Role::Parameter;
        list(add(s));
    }

    void show_ion(const Declaration& d) {
        Symbol& s = m_.symbols[d.name];
        if (s.kind == Symbol::Kind::Ion && range_.count(d.name) != 0 && !s.shown) {
            s.shown = true;
            s.role = Symbol::Role::Assigned;
            s.column = 0;  // a real number comes with place_columns
            m_.columns.push_back(d.name);
        }
    }

    void assigned(const Declaration& d) {
        if (taken(d)) {
            show_ion(d);
            return;
        }
        Symbol s = named(d, global_.count(d.name) != 0 ? Symbol::Kind::Global : Symbol::Kind::Column);
        s.role = range_.count(d.name) != 0 ? Symbol::Role::Assigned : Symbol::Role::Hidden;
        if (s.kind == Symbol::Kind::Global || s.role == Symbol::Role::Assigned) {
            list(add(s));
        } else {
            add(s);
            hidden_.push_back(d.name);
        }
    }

    void state(const Declaration& d) {
        const Symbol* known = m_.find(d.name);
        if (known != nullptr && known->kind == Symbol::Kind::Ion) {
            show_ion(d);
            m_.symbols[d.name].role = Symbol::Role::State;
            return;
        }
        if (taken(d)) {
            return;
        }
        Symbol s = named(d, Symbol::Kind::Column);
        s.role = Symbol::Role::State;
        s.value = 0;
        if (d.value) {
            m_.start_value[d.name] = *d.value;
        }
        list(add(s));
    }

    void list(const Symbol& s) {
        (s.kind == Symbol::Kind::Global ? m_.globals : m_.columns).push_back(s.name);
    }

    // POINTER and RANDOM names need no declaration besides; a declaration as ASSIGNED gives units.
    void pointers() {
        const auto add_all = [&](const std::vector<Named>& names, Symbol::Kind kind) {
            for (const Named& named : names) {
                Symbol s = m_.find(named.name) != nullptr ? m_.symbols[named.name] : Symbol{};
                s.name = named.name;
                s.kind = kind;
                s.place = named.place;
                add(s);
                std::erase(hidden_, named.name);
                std::erase(m_.columns, named.name);
                std::erase(m_.globals, named.name);
                m_.columns.push_back(named.name);
            }
        };
        add_all(mod_.pointer, Symbol::Kind::Pointer);
        add_all(mod_.random, Symbol::Kind::Random);
        for (const Named& named : mod_.external) {
            Symbol s = m_.find(named.name) != nullptr ? m_.symbols[named.name] : Symbol{};
            s.name = named.name;
            s.kind = Symbol::Kind::External;
            s.place = named.place;
            add(s);
            std::erase(hidden_, named.name);
            std::erase(m_.columns, named.name);
            std::erase(m_.globals, named.name);
        }
    }

    // What no user sees: LOCAL of the file, and assigned variables without RANGE.
    void hidden() {
        for (const LocalVariable& v : mod_.file_locals) {
            Symbol s;
            s.name = v.name;
            s.kind = Symbol::Kind::Global;
            s.count = v.count;
            s.is_array = v.is_array;
            s.visible = false;
            s.place = v.place;
            if (m_.find(v.name) == nullptr) {
                list(add(s));
            }
        }
        m_.columns.insert(m_.columns.end(), hidden_.begin(), hidden_.end());
        for (auto& [name, s] : m_.symbols) {
            if (s.kind == Symbol::Kind::Ion && !s.shown && (s.writes || s.role == Symbol::Role::State)) {
                m_.columns.push_back(name);
                s.column = 0;  // a real number comes with place_columns
            }
        }
    }

    void tables() {
        for (const Routine& routine : mod_.routines) {
            m_.has_tables = m_.has_tables || routine.table.has_value();
        }
        if (m_.has_tables) {
            Symbol s;
            s.name = "usetable";
            s.kind = Symbol::Kind::Global;
            s.role = Symbol::Role::Parameter;
            s.value = 1;
            if (m_.find(s.name) == nullptr) {
                list(add(s));
            }
        }
    }

    void currents() {
        const auto add_all = [&](const std::vector<Named>& names, bool electrode) {
            for (const Named& named : names) {
                const Symbol* s = m_.find(named.name);
                if (s == nullptr) {
                    sources_.error(named.place, "The current " + named.name + " is not declared: add it to ASSIGNED.");
                }
                m_.currents.push_back(
                    {named.name, electrode, s != nullptr && s->kind == Symbol::Kind::Ion ? s->ion : -1});
            }
        };
        add_all(mod_.nonspecific, false);
        add_all(mod_.electrode, true);
        for (std::size_t k = 0; k < mod_.ions.size(); ++k) {
            for (const std::string& name : mod_.ions[k].writes) {
                const Symbol* s = m_.find(name);
                if (s != nullptr && s->kind == Symbol::Kind::Ion && s->part == IonPart::Current) {
                    m_.currents.push_back({name, false, static_cast<int>(k)});
                }
            }
        }
    }

    void names_of_neuron_block() {
        for (const std::vector<Named>* names : {&mod_.range, &mod_.global}) {
            for (const Named& named : *names) {
                const Symbol* s = m_.find(named.name);
                if (s == nullptr) {
                    sources_.warn(named.place, "\"" + named.name +
                                                   "\" is in the NEURON block but nowhere declared: add it to "
                                                   "PARAMETER, ASSIGNED or STATE.");
                }
            }
        }
        if (mod_.name.empty()) {
            sources_.error({}, "The file does not say what mechanism it is: add NEURON { SUFFIX name }.");
        }
    }

    void starts() {
        for (const Declaration& d : mod_.states) {
            const Symbol* start = m_.find(d.name + "0");
            if (start != nullptr && start->kind != Symbol::Kind::Ion) {
                m_.start_of_state[d.name] = d.name + "0";
            }
        }
    }

    Mechanism& m_;
    const ModFile& mod_;
    Sources& sources_;
    std::set<std::string> range_, global_;
    std::vector<std::string> hidden_;
};

}  // namespace

Mechanism classify(ModFile mod, const std::string& file, Sources& sources) {
    Mechanism result;
    result.mod = std::move(mod);
    result.file = file;
    Classifier(result, sources).run();
    return result;
}

void place_columns(Mechanism& m) {
    int column = 0;
    int pointer = 0;
    int stream = 0;
    for (const std::string& name : m.columns) {
        Symbol& s = m.symbols[name];
        int& next = s.kind == Symbol::Kind::Pointer ? pointer : s.kind == Symbol::Kind::Random ? stream : column;
        s.column = next;
        next += s.count;
    }
    int place = 0;
    for (const std::string& name : m.globals) {
        m.symbols[name].column = place;
        place += m.symbols[name].count;
    }
}

}  // namespace nrn::nmodl
