// The NrnMechanism and what it points to.
#include <algorithm>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"
#include "nmodl/nmodl.hpp"

namespace nrn::nmodl {
namespace {

std::string limits(const Symbol& s) {
    return number_text(s.low) + ", " + number_text(s.high);
}

const char* kind_of(const Symbol& s) {
    switch (s.kind) {
        case Symbol::Kind::Pointer:
            return "NRN_VAR_POINTER";
        case Symbol::Kind::Random:
            return "NRN_VAR_RANDOM";
        case Symbol::Kind::Ion:
            return s.shown ? "NRN_VAR_ASSIGNED" : "NRN_VAR_HIDDEN";
        default:
            break;
    }
    switch (s.role) {
        case Symbol::Role::Parameter:
            return "NRN_VAR_PARAMETER";
        case Symbol::Role::Assigned:
            return "NRN_VAR_ASSIGNED";
        case Symbol::Role::State:
            return "NRN_VAR_STATE";
        default:
            return "NRN_VAR_HIDDEN";
    }
}

const char* kKinds[] = {"NRN_MECH_DENSITY", "NRN_MECH_POINT", "NRN_MECH_ARTIFICIAL", "NRN_MECH_FUNCTIONS"};

}  // namespace

void Emitter::variables() {
    if (m_.columns.empty()) {
        return;
    }
    out_.open("const NrnMechVar kVariables[] =");
    for (const std::string& name : m_.columns) {
        const Symbol& s = *m_.find(name);
        out_.line(format("{%s, %s, %d, %d, %d, %s, %s, %s},", quoted(name).c_str(), kind_of(s), s.count,
                         s.is_array ? 1 : 0, s.column, number_text(s.value).c_str(), quoted(s.units).c_str(),
                         limits(s).c_str()));
    }
    out_.close(";");
}

void Emitter::globals() {
    if (m_.globals.empty()) {
        return;
    }
    out_.open("const NrnMechGlobal kGlobals[] =");
    for (const std::string& name : m_.globals) {
        const Symbol& s = *m_.find(name);
        out_.line(format("{%s, %d, %d, %d, %d, %s, %s, %s},", quoted(name).c_str(), s.count, s.is_array ? 1 : 0,
                         s.column, s.visible ? 1 : 0, number_text(s.value).c_str(), quoted(s.units).c_str(),
                         limits(s).c_str()));
    }
    out_.close(";");
    const auto outside = [&](const std::string& name) { return m_.find(name)->outside; };
    if (std::any_of(m_.globals.begin(), m_.globals.end(), outside)) {
        present_.insert("global_places");
        std::vector<std::string> places;
        for (const std::string& name : m_.globals) {
            for (int k = 0; k < m_.find(name)->count; ++k) {
                places.push_back(outside(name) ? "&::" + outside_name(name) : "nullptr");
            }
        }
        out_.line("double* const kGlobalPlaces[] = {" + joined(places, ", ") + "};");
    }
}

void Emitter::ions() {
    if (m_.mod.ions.empty()) {
        return;
    }
    static constexpr const char* kParts[] = {"NRN_ION_E", "NRN_ION_INSIDE", "NRN_ION_OUTSIDE", "NRN_ION_CURRENT"};
    out_.open("const NrnMechIon kIons[] =");
    for (std::size_t k = 0; k < m_.mod.ions.size(); ++k) {
        const UseIon& ion = m_.mod.ions[k];
        std::vector<std::string> reads;
        std::vector<std::string> writes;
        for (const auto& [name, s] : m_.symbols) {
            if (s.kind == Symbol::Kind::Ion && s.ion == static_cast<int>(k)) {
                const char* part = kParts[static_cast<int>(s.part)];
                if (s.reads) {
                    reads.emplace_back(part);
                }
                if (s.writes) {
                    writes.emplace_back(part);
                }
            }
        }
        const auto flags = [](const std::vector<std::string>& parts) {
            return parts.empty() ? "0" : joined(parts, " | ");
        };
        out_.line(format("{%s, %s, %d, %s, %s},", quoted(ion.name).c_str(),
                         number_text(ion.valence.value_or(0)).c_str(), ion.valence ? 1 : 0, flags(reads).c_str(),
                         flags(writes).c_str()));
    }
    out_.close(";");
}

bool Emitter::needs_instance(const Routine& r) const {
    const Flow flow = flow_of(m_, r);
    std::set<std::string> names = flow.reads;
    names.insert(flow.writes.begin(), flow.writes.end());
    bool instance = flow.calls.count("net_send") + flow.calls.count("net_event") != 0 ||
                    (flow.verbatim && !pointers_of_file().empty());
    for (const std::string& word : flow.words) {
        instance = instance || word == "_pnt" || word.compare(0, 5, "_ion_") == 0 || pointer_of(word) != nullptr;
    }
    for (const std::string& name : names) {
        const Symbol* s = m_.find(name);
        instance = instance || (s != nullptr && s->kind != Symbol::Kind::Global && s->kind != Symbol::Kind::Constant &&
                                s->kind != Symbol::Kind::Time && s->kind != Symbol::Kind::Dt &&
                                s->kind != Symbol::Kind::Celsius && s->kind != Symbol::Kind::External);
    }
    return instance;
}

void Emitter::functions() {
    std::vector<std::string> lines;
    for (const Routine& r : m_.mod.routines) {
        if (!r.callable()) {
            continue;
        }
        lines.push_back(format("{%s, %zu, %d, %s, door_%s, %d},", quoted(r.name).c_str(), r.arguments.size(),
                               r.kind == Routine::Kind::Procedure ? 1 : 0, quoted(joined(r.arguments, " ")).c_str(),
                               r.name.c_str(), needs_instance(r) ? 1 : 0));
    }
    if (!lines.empty()) {
        present_.insert("functions");
        out_.open("const NrnMechFunction kFunctions[] =");
        for (const std::string& line : lines) {
            out_.line(line);
        }
        out_.close(";");
    }
}

void Emitter::function_tables() {
    for (const Routine& r : m_.mod.routines) {
        if (r.kind == Routine::Kind::FunctionTable) {
            if (present_.insert("function_tables").second) {
                out_.open("const NrnMechTable kTables[] =");
            }
            out_.line(format("{%s, %zu},", quoted(r.name).c_str(), r.arguments.size()));
        }
    }
    if (present_.count("function_tables") != 0) {
        out_.close(";");
    }
}

void Emitter::diffusions() {
    if (lowered_.diffusing.empty()) {
        return;
    }
    out_.open("const NrnMechDiffusion kDiffusions[] =");
    for (const Diffusing& each : lowered_.diffusing) {
        const Symbol& s = *m_.find(each.state);
        const bool ion = s.kind == Symbol::Kind::Ion;
        const char* part = !ion ? "0" : s.part == IonPart::Inside ? "NRN_ION_INSIDE" : "NRN_ION_OUTSIDE";
        out_.line(format("{%d, %d, %s, %d, %d, %d},", s.has_column() ? s.column + each.element : -1, ion ? s.ion : -1,
                         part, m_.find(each.rate)->column, m_.find(each.volume)->column, each.renew ? 1 : 0));
    }
    out_.close(";");
}

int Emitter::flags() const {
    enum { kElectrode = 1, kNetEvent = 2, kThreadsafe = 4, kTimeDependent = 8 };  // as in mech_abi.h
    int result = has_verbatim() && !m_.mod.threadsafe ? 0 : kThreadsafe;
    for (const Current& current : m_.currents) {
        result |= current.electrode ? kElectrode : 0;
    }
    for (const Code& code : code_) {
        if (code.flow.calls.count("net_event") != 0 || code.flow.words.count("net_event") != 0) {
            result |= kNetEvent;
        }
        const bool function = code.name.compare(0, 8, "function") == 0;
        const bool receive = code.name.compare(0, 4, "net_") == 0;
        for (const std::string& name : code.flow.writes) {
            const Symbol* s = m_.find(name);
            const bool shared = s != nullptr && (s->kind == Symbol::Kind::Global || s->kind == Symbol::Kind::External);
            if (!function && shared) {
                result &= ~kThreadsafe;
            }
        }
        if (!function && !receive && code.flow.reads.count("t") != 0) {
            result |= kTimeDependent;
        }
    }
    return result;
}

void Emitter::descriptor() {
    out_.line();
    variables();
    globals();
    ions();
    functions();
    function_tables();
    diffusions();
    out_.line();
    out_.line("}  // namespace");
    out_.line();
    const std::string symbol = symbol_of_file(m_.file);
    out_.line("extern \"C\" {");
    out_.line("extern const NrnMechanism " + symbol + ";");
    out_.open("const NrnMechanism " + symbol + " =");
    int columns = 0;
    int pointers = 0;
    int streams = 0;
    for (const std::string& name : m_.columns) {
        const Symbol& s = *m_.find(name);
        (s.kind == Symbol::Kind::Pointer ? pointers : s.kind == Symbol::Kind::Random ? streams : columns) += s.count;
    }
    int global_size = 0;
    for (const std::string& name : m_.globals) {
        global_size += m_.find(name)->count;
    }
    const auto list = [](const char* name, std::size_t count) {
        return (count == 0 ? "nullptr" : name) + format(", %zu", count);
    };
    const std::size_t function_count = static_cast<std::size_t>(
        std::count_if(m_.mod.routines.begin(), m_.mod.routines.end(), [](const Routine& r) { return r.callable(); }));
    out_.line("NRN_MECH_ABI_VERSION, sizeof(NrnMechanism), " + quoted(m_.mod.name) + ", " + quoted(m_.mod.title) +
              ", " + quoted(m_.file) + ",");
    out_.line(format("%s, %du,", kKinds[static_cast<int>(m_.mod.kind)], flags()));
    out_.line(list("kVariables", m_.columns.size()) + format(", %d, %d, %d,", columns, pointers, streams));
    out_.line(list("kGlobals", m_.globals.size()) + format(", %d,", global_size));
    out_.line(list("kIons", m_.mod.ions.size()) + ",");
    out_.line(list("kFunctions", function_count) + ",");
    const int weights = m_.mod.net_receive ? static_cast<int>(m_.mod.net_receive->arguments.size()) : -1;
    out_.line(format("%d, %d, %s,", weights, m_.mod.watch_count, m_.has_tables ? "sizeof(Shared)" : "0"));
    std::vector<std::string> entries;
    for (const char* name : {"initialize", "current", "solve", "update_tables", "net_receive", "net_initialize",
                             "watch_value", "construct", "destruct", "before_step", "before_breakpoint", "after_solve",
                             "before_initial", "after_initial"}) {
        entries.emplace_back(present_.count(name) != 0 ? name : "nullptr");
    }
    out_.line(joined(entries, ", ") + ",");
    const bool tables = present_.count("function_tables") != 0;
    out_.line(tables ? "kTables, sizeof kTables / sizeof kTables[0]," : "nullptr, 0,");
    out_.line(present_.count("diffusion") != 0 ? "diffusion, " + list("kDiffusions", lowered_.diffusing.size()) + ","
                                               : "nullptr, nullptr, 0,");
    out_.line(present_.count("global_places") != 0 ? "kGlobalPlaces" : "nullptr");
    out_.close(";");
    out_.line("}  // extern \"C\"");
}

std::string catalogue(const std::vector<std::string>& files, const std::string& function) {
    std::string externs;
    std::string list;
    for (const std::string& file : files) {
        const std::string symbol = symbol_of_file(file);
        externs += "extern const NrnMechanism " + symbol + ";\n";
        list += "    &" + symbol + ",\n";
    }
    const std::string value = format("{NRN_MECH_ABI_VERSION, sizeof(NrnMechCatalogue), %zu, %s}", files.size(),
                                     files.empty() ? "nullptr" : "kMechanisms");
    std::string text =
        "// Made by nmodl: the mechanisms of this library.\n#include <nrn/mech_abi.h>\n\nextern \"C\" {\n" + externs;
    if (!files.empty()) {
        text += "\nstatic const NrnMechanism* const kMechanisms[] = {\n" + list + "};\n";
    }
    if (function.empty()) {
        text +=
            "\n#if defined(__GNUC__)\n__attribute__((visibility(\"default\")))\n#endif\n"
            "extern const NrnMechCatalogue nrn_mechanism_catalogue;\n"
            "const NrnMechCatalogue nrn_mechanism_catalogue = " +
            value + ";\n";
    } else {
        text += "\nconst NrnMechCatalogue* " + function + "(void);\nconst NrnMechCatalogue* " + function +
                "(void) {\n    static const NrnMechCatalogue catalogue = " + value + ";\n    return &catalogue;\n}\n";
    }
    return text + "}\n";
}

}  // namespace nrn::nmodl
