// VERBATIM: C text of the .mod file goes into the C++ file as it is. Before it stand references for the names of the
// mechanism that it mentions; compilers count its lines as those of the .mod file.
#include "nmodl/sema/verbatim.hpp"

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"
#include "nmodl/sema/verbatim_text.hpp"

namespace nrn::nmodl {
namespace {

const char kBack[] = "#line back";

// Names of the code around it. The text may use them for variables of its own.
const std::set<std::string> kOurs = {"run", "g", "s", "i", "k", "begin", "count", "weights", "flag", "arguments"};

bool any_verbatim(const Statements& list) {
    return std::any_of(list.begin(), list.end(), [](const Stmt& s) {
        return s.kind == Stmt::Kind::Verbatim || any_verbatim(s.body) || any_verbatim(s.otherwise);
    });
}

std::string numbered(const Stmt& s, const std::string& text) {
    return format("#line %d ", s.which) + quoted(s.method) + "\n" + text + "\n" + kBack + "\n";
}

}  // namespace

bool Emitter::has_verbatim() const {
    return !m_.mod.verbatim.empty() ||
           std::any_of(code_.begin(), code_.end(), [](const Code& code) { return code.flow.verbatim; });
}

// POINTERs x that text outside of blocks mentions as _p_x: functions there that a block calls see those of its
// instance.
std::set<std::string> Emitter::pointers_of_file() const {
    std::set<std::string> found;
    for (const Stmt& s : m_.mod.verbatim) {
        for (const std::string& word : identifiers(s.name)) {
            if (const Symbol* pointer = pointer_of(word)) {
                found.insert(pointer->name);
            }
        }
    }
    return found;
}

// Text that declares functions of NEURON or of the mechanism by itself.
std::string Emitter::modern(const std::string& text) const {
    return modern_text(text, [this](const std::string& name) {
        const Routine* r = m_.mod.routine(name);
        return is_interface_name(name) || (r != nullptr && r->callable());
    });
}

std::string Emitter::verbatim_head() const {
    std::string text = has_verbatim() ? "#include <nrn/mech_abi.h>\n#include <nrn/compat/verbatim.h>\n" : "";
    std::vector<std::string> macros;
    const auto define = [&](const std::string& name, const std::string& value) {
        macros.push_back(name);
        text += "#define " + name + " " + value + "\n";
    };
    for (const std::string& name : m_.globals) {
        if (m_.find(name)->outside) {
            text += "double " + outside_name(name) + " = " + number_text(m_.find(name)->value) + ";\n";
            if (outside_name(name) != name) {
                define(name, outside_name(name));
            }
        }
    }
    for (const Routine& r : m_.mod.routines) {
        if (is_outside(r)) {
            text += outside_head(r) + ";\n";
            if (outside_name(r.name) != r.name) {
                define(r.name, outside_name(r.name));
            }
        }
    }
    for (const char* name : {"t", "dt", "celsius"}) {
        if (m_.mod.verbatim_words.count(name) != 0) {
            define(name, format("(nrn_verbatim_run->%s)", name));
        }
    }
    for (const std::string& name : pointers_of_file()) {
        text += "static thread_local double** nrn_place_of_" + name + ";\n";
        define("_p_" + name, "(*reinterpret_cast<void**>(nrn_place_of_" + name + "))");
    }
    for (const Stmt& s : m_.mod.verbatim) {
        text += numbered(s, modern(s.name));
    }
    for (const std::string& name : macros) {
        text += "#undef " + name + "\n";
    }
    return text;
}

void Emitter::find_outside() {
    const auto& words = m_.mod.verbatim_words;
    const auto mark = [&](const std::string& name) {
        Symbol* s = m_.symbols.count(name) != 0 ? &m_.symbols[name] : nullptr;
        if (s != nullptr && s->kind == Symbol::Kind::Global && !s->is_array && name != "usetable") {
            s->outside = true;
        }
    };
    for (const std::string& word : words) {
        mark(word);
    }
    for (const Routine& r : m_.mod.routines) {
        if (is_outside(r)) {  // text of any file may call it: the run is not always one of this mechanism
            const Flow flow = flow_of(m_, r);
            std::for_each(flow.reads.begin(), flow.reads.end(), mark);
            std::for_each(flow.writes.begin(), flow.writes.end(), mark);
        }
    }
}

// The name in the C++ file, which other files of a library may declare extern.
std::string Emitter::outside_name(const std::string& name) const {
    return m_.mod.kind == ModFile::Kind::Functions ? name : name + "_" + m_.mod.name;
}

bool Emitter::is_outside(const Routine& r) const {
    return r.callable() && m_.mod.verbatim_words.count(r.name) != 0 && !needs_instance(r) && !m_.has_tables;
}

std::string Emitter::outside_head(const Routine& r) const {
    std::vector<std::string> arguments;
    for (const std::string& name : r.arguments) {
        arguments.push_back("double " + name + "_");
    }
    return "double " + outside_name(r.name) + "(" + joined(arguments, ", ") + ")";
}

void Emitter::outside_routines() {
    for (const Routine& r : m_.mod.routines) {
        if (!is_outside(r)) {
            continue;
        }
        const Flow flow = flow_of(m_, r);
        out_.line();
        out_.open(outside_head(r));
        out_.line("NRN_UNUSED const NrnMechRun* const run = nrn_verbatim_run;");
        out_.line("NRN_UNUSED const int32_t i = -1;");
        load_globals(flow);
        out_.line("Instance s = {};");
        std::string passed = "(run, g, s, i";
        for (const std::string& name : r.arguments) {
            passed += ", " + name + "_";
        }
        out_.line((r.gives_value() ? "return call_" : "call_") + r.name + passed + ");");
        if (!r.gives_value()) {
            out_.line("return 0.0;");
        }
        out_.close();
    }
}

std::string Emitter::meaning_of(const Symbol& s) const {
    const char* name = s.name.c_str();
    switch (s.kind) {
        case Symbol::Kind::Column:
            return s.is_array ? format("const NrnVerbatimArray %s = {run->data + %d, i};", name, s.column)
                              : format("double& %s = s.%s_;", name, name);
        case Symbol::Kind::Ion:
        case Symbol::Kind::Voltage:
        case Symbol::Kind::Area:
        case Symbol::Kind::Diam:
            return format("double& %s = s.%s_;", name, name);
        case Symbol::Kind::Global:
            return s.is_array ? format("double* const %s = run->globals + %d;", name, s.column)
                              : format("double& %s = g.%s_;", name, name);
        case Symbol::Kind::Time:
        case Symbol::Kind::Dt:
        case Symbol::Kind::Celsius:
            return format("double& %s = g.%s_;", name, name);
        case Symbol::Kind::Constant:
            return format("const double %s = ", name) + number_text(s.value) + ";";
        case Symbol::Kind::Pointer:
            return format("double& %s = *s.%s_;", name, name);
        case Symbol::Kind::External:
            return format("double& %s = *g.%s_;", name, name);
        default:
            return {};
    }
}

// The POINTER x behind a word _p_x, or null.
const Symbol* Emitter::pointer_of(const std::string& word) const {
    const Symbol* s = word.compare(0, 3, "_p_") == 0 ? m_.find(word.substr(3)) : nullptr;
    return s != nullptr && s->kind == Symbol::Kind::Pointer ? s : nullptr;
}

// The declaration of what a word of the text stands for; empty where it is the text's own.
std::string Emitter::meaning_of(const std::string& word, const Stmt& s) {
    for (const VerbatimName& known : s.verbatim_names) {
        const std::string own = known.unique + "_";
        switch (known.kind) {
            case Expr::Kind::Local:
            case Expr::Kind::Loop:
                if (word == "_l" + known.name) {
                    return "auto& " + word + " = " + own + ";";
                }
                break;
            case Expr::Kind::Weight:
                if (word == known.name || word == "_l" + known.name) {
                    return format("double& %s = weights[%d];", word.c_str(), known.number);
                }
                break;
            case Expr::Kind::Flag:
                if (word == known.name || word == "_lflag") {
                    return "double& " + word + " = flag;";
                }
                break;
            default:
                break;
        }
    }
    if (word == "_nt") {
        return "NrnThread* const _nt = nrn_thread_of(run);";
    }
    static const std::map<std::string, const char*> kOfTranslator = {
        {"_p", "const NrnThreadArgs _p{};"},
        {"_ppvar", "const NrnThreadArgs _ppvar{};"},
        {"_thread", "const NrnThreadArgs _thread{};"},
        {"_globals", "const NrnThreadArgs _globals{};"},
        {"_ml", "const NrnThreadArgs _ml{};"},
        {"_iml", "const NrnInstanceNumber _iml{i};"},
        {"_cntml", "const int _cntml = run->end - run->begin;"},
        {"_tqitem", "void** const _tqitem = nullptr;"},
        {"_pnt", "Point_process point_of_text{run, i}, *const _pnt = &point_of_text;"},
    };
    const auto of_translator = kOfTranslator.find(word);
    if (of_translator != kOfTranslator.end()) {
        return of_translator->second;
    }
    const Symbol* ion = word.compare(0, 5, "_ion_") == 0 ? m_.find(word.substr(5)) : nullptr;
    if (ion != nullptr && ion->kind == Symbol::Kind::Ion) {
        return "double& " + word + " = " + ion_column(*ion) + format("[run->ions[%d].row[i]];", ion->ion);
    }
    if (word == "_args" && receiving_) {
        return "double* const _args = weights;";
    }
    if (const Symbol* pointer = pointer_of(word)) {
        return format("void*& %s = reinterpret_cast<void*&>(run->pointers[%d][i]);", word.c_str(), pointer->column);
    }
    const Symbol* symbol = word == "hoc_epsilon" ? nullptr : m_.find(word);  // that is in compat/verbatim.h
    if (symbol != nullptr) {
        return meaning_of(*symbol);
    }
    const Routine* r = m_.mod.routine(word);
    if (r != nullptr && r->callable()) {
        return "const NrnVerbatimFunction " + word + "{[&](auto... a) { return call_" + word + instantiated() +
               "(run, g, s, i, a...); }};";
    }
    return {};
}

void Emitter::verbatim(const Stmt& s) {
    for (const std::string& word : identifiers(s.name)) {
        const auto known = declared_.find(word);
        if (known != declared_.end() && out_.inside(known->second)) {
            continue;
        }
        const std::string declaration = meaning_of(word, s);
        if (!declaration.empty()) {
            out_.line("NRN_UNUSED " + declaration);
            declared_[word] = out_.scope();
        }
    }
    if (!closes_braces(s.name)) {  // the text may have variables of the names that are declared above
        out_.open("");
        ++open_scopes_;
    }
    std::set<std::string> pointers = pointers_of_file();
    for (const std::string& word : identifiers(s.name)) {
        if (const Symbol* pointer = pointer_of(word)) {
            pointers.insert(pointer->name);
        }
    }
    for (const std::string& name : pointers) {
        const int column = m_.find(name)->column;
        out_.line(format("const NrnPointerKeeper keeper_%d_%s{run, i, %d};", s.which, name.c_str(), column));
    }
    for (const std::string& name : pointers_of_file()) {
        out_.line(format("nrn_place_of_%s = &run->pointers[%d][i];", name.c_str(), m_.find(name)->column));
    }
    out_.raw(numbered(s, rename_identifiers(modern(s.name), [this](const std::string& word) {
                          return kOurs.count(word) != 0 && m_.find(word) == nullptr ? word + "_of_text" : word;
                      })));
}

// Statements in which VERBATIM may return: it leaves these statements, not the loop over instances.
void Emitter::body(const Statements& list) {
    if (!any_verbatim(list)) {
        statements(list);
        return;
    }
    const Returns returns = returns_from(list);
    out_.open(returns == Returns::Value ? "[&]() -> double" : "[&]()");
    statements(list);
    if (returns == Returns::Value) {
        out_.line("return 0.0;");
    }
    out_.close("();");
}

void Emitter::catch_verbatim(const std::string& instance, const std::string& result) {
    out_.open("catch (const NrnVerbatimError& error)");
    out_.line("nrn_report(run, " + instance + ", error);");
    if (!result.empty()) {
        out_.line("return " + result + ";");
    }
    out_.close();
}

std::string with_line_numbers(const std::string& text, const std::string& file) {
    const std::string stem = file.substr(0, file.rfind('.'));
    std::string result;
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view each(text.data() + at, end - at);
        result += each == kBack ? format("#line %d ", line + 1) + quoted(stem + ".cpp") : std::string(each);
        result += '\n';
        at = end + 1;
    }
    return result;
}

}  // namespace nrn::nmodl
