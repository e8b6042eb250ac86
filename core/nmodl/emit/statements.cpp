// Expressions and statements of NMODL as C++.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "nmodl/emit/emit.hpp"

namespace nrn::nmodl {
namespace {

int level_of(const std::string& op) {
    static const std::map<std::string, int> kLevels = {{"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<", 3}, {">", 3},
                                                       {"<=", 3}, {">=", 3}, {"+", 4},  {"-", 4},  {"*", 5}, {"/", 5}};
    const auto found = kLevels.find(op);
    return found == kLevels.end() ? 7 : found->second;
}

// x / 18 as x * (1 / 18), which a processor does in a quarter of the time: in the argument of an exponential, whose
// value then differs by its rounding.
ExprPtr with_products(const ExprPtr& e) {
    const bool sum = e->kind == Expr::Kind::Unary || e->is(Expr::Kind::Binary, "+") || e->is(Expr::Kind::Binary, "-") ||
                     e->is(Expr::Kind::Binary, "*") || e->is(Expr::Kind::Binary, "/");
    if (!sum) {
        return e;
    }
    Expr copy = *e;
    for (ExprPtr& part : copy.parts) {
        part = with_products(part);
    }
    const ExprPtr& divisor = copy.parts.back();
    if (copy.text == "/" && divisor->kind == Expr::Kind::Number && std::isnormal(1.0 / divisor->number)) {
        copy.text = "*";
        copy.parts[1] = number(1.0 / divisor->number, divisor->place);
    }
    return std::make_shared<const Expr>(std::move(copy));
}

constexpr int kUnary = 6;
constexpr int kComparison = 3;

}  // namespace

std::string Emitter::expr(const ExprPtr& e, int least) {
    switch (e->kind) {
        case Expr::Kind::Number:
            return number_text(e->number);
        case Expr::Kind::String:
            return quoted(e->text);
        case Expr::Kind::Call:
            return call_text(e, false);
        case Expr::Kind::Unary: {
            const std::string text = (e->text == "!" ? "!" : "-") + expr(e->parts[0], kUnary);
            const std::string value = e->text == "!" ? "(double)(" + text + ")" : text;
            return least > kUnary || e->parts[0]->kind == Expr::Kind::Unary ? "(" + value + ")" : value;
        }
        case Expr::Kind::Binary:
            return binary_text(e, least);
        default:
            return name_text(e);
    }
}

std::string Emitter::binary_text(const ExprPtr& e, int least) {
    if (e->text == "^") {
        return power(e);
    }
    if (e->text == "%") {
        return "fmod(" + expr(e->parts[0]) + ", " + expr(e->parts[1]) + ")";
    }
    const int level = level_of(e->text);
    // Comparisons are bracketed inside each other and inside && and ||, as compilers ask for.
    const int left = level <= kComparison ? kComparison + 1 : level;
    const int right = level <= kComparison ? kComparison + 1 : level + 1;
    std::string text = expr(e->parts[0], left) + " " + e->text + " " + expr(e->parts[1], right);
    if (level <= kComparison) {
        return least > kComparison && least != kComparison + 1 ? "(double)(" + text + ")"
               : least > 0                                     ? "(" + text + ")"
                                                               : text;
    }
    return level < least ? "(" + text + ")" : text;
}

// Whether the value is the same for all instances of a kernel.
bool Emitter::uniform(const ExprPtr& e) const {
    const Symbol* s = e->kind == Expr::Kind::Variable ? m_.find(e->text) : nullptr;
    const bool leaf = e->kind == Expr::Kind::Number || e->kind == Expr::Kind::Unary || e->kind == Expr::Kind::Binary ||
                      (s != nullptr && !s->is_array &&
                       (s->kind == Symbol::Kind::Global || s->kind == Symbol::Kind::Constant ||
                        s->kind == Symbol::Kind::Celsius || s->kind == Symbol::Kind::Dt));
    return leaf && std::all_of(e->parts.begin(), e->parts.end(), [&](const ExprPtr& part) { return uniform(part); });
}

// Of uniform numbers the C library's, which compilers take out of the loop.
const char* Emitter::power_function(const std::vector<ExprPtr>& parts) const {
    return uniform(parts[0]) && uniform(parts[1]) ? "pow" : "nrn_pow";
}

std::string Emitter::power(const ExprPtr& e) {
    static const std::map<double, const char*> kSmall = {{2, "nrn_square"}, {3, "nrn_cube"}, {4, "nrn_fourth"}};
    const ExprPtr& exponent = e->parts[1];
    const auto small = exponent->kind == Expr::Kind::Number ? kSmall.find(exponent->number) : kSmall.end();
    if (small != kSmall.end()) {
        return std::string(small->second) + "(" + expr(e->parts[0]) + ")";
    }
    return std::string(power_function(e->parts)) + "(" + expr(e->parts[0]) + ", " + expr(exponent) + ")";
}

std::string Emitter::element(const ExprPtr& e, const Symbol& s) {
    const ExprPtr& index = e->parts[0];
    if (index->kind == Expr::Kind::Number) {
        return std::to_string(s.column + static_cast<int>(index->number));
    }
    const auto range = range_of(index);
    if (range && range->first >= 0 && range->second < s.count) {
        return std::to_string(s.column) + " + (int32_t)(" + expr(index) + ")";
    }
    return std::to_string(s.column) + " + nrn_element(run, i, " + expr(index) + ", " + std::to_string(s.count) + ")";
}

// The least and the greatest value of an index; nothing when they are not known.
std::optional<std::pair<double, double>> Emitter::range_of(const ExprPtr& e) const {
    if (e->kind == Expr::Kind::Number) {
        return std::pair(e->number, e->number);
    }
    if (e->kind == Expr::Kind::Loop) {
        const auto found = ranges_.find(e->text);
        return found == ranges_.end() ? std::nullopt : std::optional(found->second);
    }
    if (e->is(Expr::Kind::Binary, "+") || e->is(Expr::Kind::Binary, "-")) {
        const auto a = range_of(e->parts[0]);
        const auto b = range_of(e->parts[1]);
        const bool minus = e->text == "-";
        if (a && b) {
            return std::pair(a->first + (minus ? -b->second : b->first), a->second + (minus ? -b->first : b->second));
        }
    }
    return std::nullopt;
}

std::string Emitter::name_text(const ExprPtr& e) {
    switch (e->kind) {
        case Expr::Kind::Local:
            return e->text + "_" + (e->parts.empty() ? "" : "[(int32_t)(" + expr(e->parts[0]) + ")]") +
                   (by_lane_ ? "[k]" : "");
        case Expr::Kind::Loop:
            return "(double)" + e->text + "_";
        case Expr::Kind::Weight:
            return "weights[" + std::to_string(static_cast<int>(e->number)) + "]";
        case Expr::Kind::NetconWeight:
            return "netcon_weights[" + std::to_string(static_cast<int>(e->number)) + "]";
        case Expr::Kind::Flag:
            return "flag";
        default:
            break;
    }
    const Symbol* symbol = m_.find(e->text);
    if (symbol == nullptr) {
        return e->text;  // a variable of VERBATIM text
    }
    const Symbol& s = *symbol;
    switch (s.kind) {
        case Symbol::Kind::Constant:
            return number_text(s.value);
        case Symbol::Kind::Global:
            return s.is_array ? "run->globals[" + element(e, s) + "]" : "g." + s.name + "_";
        case Symbol::Kind::Time:
        case Symbol::Kind::Dt:
        case Symbol::Kind::Celsius:
            return "g." + s.name + "_";
        case Symbol::Kind::External:
            return "(*g." + s.name + "_)";
        case Symbol::Kind::Pointer:
            return "(*s." + s.name + "_)";
        default:
            return s.is_array ? "run->data[" + element(e, s) + "][i]" : "s." + s.name + "_";
    }
}

std::string Emitter::call_text(const ExprPtr& e, bool as_statement) {
    if (const Routine* r = m_.mod.routine(e->text)) {
        std::string text = "call_" + r->name + instantiated() + "(run, g, s, i";
        for (const ExprPtr& part : e->parts) {
            text += ", " + expr(part);
        }
        text += ")";
        return as_statement || r->gives_value() ? text : "(" + text + ", 0.0)";
    }
    if (e->text == "nrn_where_positive") {
        return "(" + expr(e->parts[0], kUnary) + " > 0.0 ? " + expr(e->parts[1], kUnary) + " : 0.0)";
    }
    if (e->text == "nrn_element") {
        return "(double)nrn_element(run, i, " + expr(e->parts[0]) + ", " +
               std::to_string(static_cast<int>(e->parts[1]->number)) + ")";
    }
    static const std::map<std::string, std::string> kRenamed = {
        {"exp", "nrn_exp"}, {"log", "nrn_log"}, {"expm1", "nrn_expm1"}, {"abs", "fabs"}, {"exprelr", "nrn_exprelr"}};
    const std::optional<Builtin> known = builtin(e->text);
    if (known && known->changes_state) {
        const bool value = e->text == "at_time" || e->text == "nrn_lag" || e->text == "nrn_pointing" ||
                           e->text == "scop_random" || e->text.find("rand") != std::string::npos;
        const std::string text = service_call(e);
        return value || as_statement ? text : "(" + text + ", 0.0)";
    }
    const auto renamed = kRenamed.find(e->text);
    std::vector<std::string> list;
    for (const ExprPtr& part : e->parts) {
        list.push_back(expr(e->text == "exp" ? with_products(part) : part));
    }
    if (e->text == "nrn_ghk") {
        return "nrn_ghk_current(g.celsius_, " + joined(list, ", ") + ")";
    }
    if (library_function(e->text) != nullptr) {
        return "nrn_" + e->text + "(" + joined(list, ", ") + ")";
    }
    if (e->text == "pow") {
        return std::string(power_function(e->parts)) + "(" + joined(list, ", ") + ")";
    }
    return (renamed == kRenamed.end() ? e->text : renamed->second) + "(" + joined(list, ", ") + ")";
}

std::string Emitter::service_call(const ExprPtr& e) {
    const std::string services = "run->services->";
    const auto argument = [&](std::size_t k) { return expr(e->parts[k]); };
    if (e->text == "net_send") {
        return services + "net_send(run, i, " + (receiving_ ? "weights" : "nullptr") + ", g.t_ + " +
               expr(e->parts[0], 5) + ", " + argument(1) + ")";
    }
    if (e->text == "net_event" || e->text == "net_move") {
        return services + e->text + "(run, i, " + argument(0) + ")";
    }
    if (e->text == "at_time") {
        return services + "at_time(run, " + argument(0) + ")";
    }
    if (e->text == "nrn_lag") {
        return services + format("lag(run, i, %d, ", static_cast<int>(e->parts[0]->number)) + argument(1) + ", " +
               argument(2) + ")";
    }
    if (e->text == "nrn_pointing") {
        return format("(run->pointers[%d][i] != nullptr ? 1.0 : 0.0)", m_.find(e->parts[0]->text)->column);
    }
    if (e->text == "set_seed") {
        return services + "set_seed(run, " + argument(0) + ")";
    }
    if (e->text == "state_discontinuity") {
        return expr(e->parts[0]) + " = " + argument(1);
    }
    if (e->text == "printf" || e->text == "prterr") {
        return print_call(e);
    }
    return random_call(e);
}

std::string Emitter::random_call(const ExprPtr& e) {
    const bool stream = e->text.compare(0, 7, "random_") == 0;
    const std::string which = stream ? std::to_string(m_.find(e->parts[0]->text)->column) : std::string();
    if (e->text == "random_setseq") {
        return "run->services->random_sequence(run, i, " + which + ", " + expr(e->parts[1]) + ")";
    }
    if (e->text == "random_setids") {
        return "run->services->random_ids(run, i, " + which + ", " + expr(e->parts[1]) + ", " + expr(e->parts[2]) +
               ", " + expr(e->parts[3]) + ")";
    }
    struct Distribution {
        const char* name;
        std::size_t parameters;
        double defaults[2];
    };
    static const std::map<std::string, Distribution> kKnown = {
        {"scop_random", {"UNIFORM", 0, {0, 1}}},       {"exprand", {"EXPONENTIAL", 1, {1, 0}}},
        {"normrand", {"NORMAL", 2, {0, 1}}},           {"poisrand", {"POISSON", 1, {1, 0}}},
        {"random_dpick", {"UNIFORM", 0, {0, 1}}},      {"random_uniform", {"UNIFORM", 2, {0, 1}}},
        {"random_negexp", {"EXPONENTIAL", 1, {1, 0}}}, {"random_normal", {"NORMAL", 2, {0, 1}}},
        {"random_poisson", {"POISSON", 1, {1, 0}}}};
    if (e->text == "random_ipick") {  // the word of 32 bits behind a uniform number
        return "(double)(uint32_t)(4294967296.0 * run->services->random(run, i, " + which +
               ", NRN_RANDOM_UNIFORM, 0.0, 1.0))";
    }
    const Distribution& d = kKnown.at(e->text);
    std::string text =
        stream ? "run->services->random(run, i, " + which : std::string("run->services->random_default(run");
    text += std::string(", NRN_RANDOM_") + d.name;
    for (std::size_t k = 0; k < 2; ++k) {
        const std::size_t part = k + (stream ? 1 : 0);
        text += ", " + (k < d.parameters && part < e->parts.size() ? expr(e->parts[part]) : number_text(d.defaults[k]));
    }
    return text + ")";
}

// The conversions of the text decide what the numbers are passed as.
std::string Emitter::print_call(const ExprPtr& e) {
    const std::string& pattern = e->parts[0]->text;
    std::string list;
    std::size_t next = 1;
    for (std::size_t at = 0; at < pattern.size() && next < e->parts.size(); ++at) {
        if (pattern[at] != '%') {
            continue;
        }
        if (at + 1 < pattern.size() && pattern[at + 1] == '%') {
            ++at;
            continue;
        }
        const std::size_t end = pattern.find_first_of("diouxXcsfFeEgGaA", at);
        if (end == std::string::npos) {
            break;
        }
        const bool whole = std::string("diouxXc").find(pattern[end]) != std::string::npos;
        list += whole ? ", (int)(" + expr(e->parts[next]) + ")" : ", " + expr(e->parts[next]);
        ++next;
        at = end;
    }
    return format(
        "{ char text[1024]; __builtin_snprintf(text, sizeof text, \"%s\"%s); run->services->print(run, text); }",
        pattern.c_str(), list.c_str());
}

void Emitter::statements(const Statements& list) {
    const int around = std::exchange(open_scopes_, 0);
    for (const Stmt& s : list) {
        statement(s);
    }
    for (; open_scopes_ > 0; --open_scopes_) {
        out_.close();
    }
    open_scopes_ = around;
}

void Emitter::statement(const Stmt& s) {
    switch (s.kind) {
        case Stmt::Kind::Assign:
            out_.line(expr(s.target) + " = " + expr(s.value) + ";");
            break;
        case Stmt::Kind::Call: {
            const Routine* r = table_ahead(s.value);
            if (r != nullptr && ahead_.count(r) != 0) {
                take_from_ahead(*r, s.value);
                break;
            }
            const std::string text = call_text(s.value, true);
            out_.line(text[0] == '{' ? text : text + ";");
            break;
        }
        case Stmt::Kind::If:
            out_.open("if (" + expr(s.value) + ")");
            statements(s.body);
            if (!s.otherwise.empty()) {
                out_.otherwise();
                statements(s.otherwise);
            }
            out_.close();
            break;
        case Stmt::Kind::Rounds:
            out_.open(format("for (int32_t round = 0; round < %d && %s_ > ", s.which, s.method.c_str()) +
                      expr(s.value) + "; ++round)");
            statements(s.body);
            out_.close();
            break;
        case Stmt::Kind::While:
        case Stmt::Kind::From:
            loop(s);
            break;
        case Stmt::Kind::Local:
            declare_locals(s);
            break;
        case Stmt::Kind::Watch:
            watch(s);
            break;
        case Stmt::Kind::Newton:
            newton_call(s);
            break;
        case Stmt::Kind::Linear:
            out_.open(format("if (run->services->linear(run, i, %d, %s_, %s_) != 0)", s.which, s.name.c_str(),
                             s.method.c_str()));
            out_.line("run->services->error(run, i, \"its linear equations have no one solution\");");
            out_.close();
            break;
        case Stmt::Kind::Eliminate:
            eliminate(s);
            break;
        case Stmt::Kind::Fail:
            out_.open("if (" + expr(s.value) + ")");
            out_.line("run->services->error(run, i, " + quoted(s.name) + ");");
            out_.close();
            break;
        case Stmt::Kind::ForNetcons:
            for_netcons(s);
            break;
        case Stmt::Kind::Verbatim:
            verbatim(s);
            break;
        case Stmt::Kind::Block:
            out_.open("");
            statements(s.body);
            out_.close();
            break;
        default:
            break;
    }
}

void Emitter::eliminate(const Stmt& s) {
    eliminates_ = true;
    std::vector<std::string> numbers;
    for (const int n : s.table) {
        numbers.push_back(std::to_string(n));
    }
    const char* call = by_lane_
                           ? "nrn_eliminate<kBlock>(plan, kinetic_m_[0], kinetic_b_[0], kinetic_inverse_[0], count);"
                           : "nrn_eliminate<1>(plan, kinetic_m_, kinetic_b_, kinetic_inverse_, 1);";
    out_.open("");
    out_.line("static const int32_t plan[] = {" + joined(numbers, ", ") + "};");
    out_.line(call);
    out_.close();
}

void Emitter::declare_locals(const Stmt& s) {
    for (const LocalVariable& v : s.locals) {
        if (by_lane_) {  // declared around the loops over instances
            const std::string each = v.is_array ? format("for (auto& each : %s_) ", v.name.c_str()) : "";
            out_.line(s.steady ? "" : each + (v.is_array ? "each" : v.name + "_") + "[k] = 0.0;");
            continue;
        }
        out_.line("NRN_UNUSED double " + v.name + "_" +
                  (v.is_array ? "[" + std::to_string(v.count) + "]" + (s.steady ? "" : " = {}") : " = 0.0") + ";");
    }
}

void Emitter::loop(const Stmt& s) {
    if (s.kind == Stmt::Kind::While) {
        out_.open("while (" + expr(s.value) + ")");
    } else {
        loop_head(s);
    }
    statements(s.body);
    out_.close();
}

void Emitter::loop_head(const Stmt& s) {
    const auto from = range_of(s.from);
    const auto to = range_of(s.to);
    ranges_.erase(s.name);
    if (from && to && from->first <= to->second) {
        ranges_[s.name] = {std::trunc(from->first), std::trunc(to->second)};
    }
    const std::string name = s.name + "_";
    const bool plain = !s.by || (s.by->kind == Expr::Kind::Number && s.by->number >= 1);
    const std::string by = s.by ? "(int32_t)(" + expr(s.by) + ")" : std::string();
    const std::string step = !s.by ? "++" + name : name + " += " + (plain ? by : "nrn_step(run, i, " + by + ")");
    out_.open("for (int32_t " + name + " = (int32_t)(" + expr(s.from) + "); " + name + " <= (int32_t)(" + expr(s.to) +
              "); " + step + ")");
}

void Emitter::watch(const Stmt& s) {
    for (const WatchCondition& w : s.watches) {
        out_.line(format("run->services->watch(run, i, %d, %s, first_watch);", w.number, expr(w.flag).c_str()));
        out_.line("first_watch = 0;");
    }
}

void Emitter::for_netcons(const Stmt& s) {
    out_.open("for (int32_t netcon = 0;; ++netcon)");
    out_.line(format("double* netcon_weights = run->services->netcon_weights(run, i, netcon, %zu);", s.names.size()));
    out_.open("if (netcon_weights == nullptr)");
    out_.line("break;");
    out_.close();
    statements(s.body);
    out_.close();
}

void Emitter::newton_call(const Stmt& s) {
    const NewtonSystem& system = lowered_.systems[static_cast<std::size_t>(s.which)];
    std::vector<std::string> values;
    for (const ExprPtr& state : system.states) {
        values.push_back(expr(state));
    }
    const std::string list = "{" + joined(values, ", ") + "}";
    out_.open("");
    out_.line(format("System%d system = {&g, &s, %s};", s.which, list.c_str()));
    out_.line(format("double x[%zu] = %s;", values.size(), list.c_str()));
    out_.open(format("if (run->services->newton(run, i, %zu, x, residues%d%s, &system) != 0)", values.size(), s.which,
                     instantiated().c_str()));
    out_.line("run->services->error(run, i, " + quoted(system.what + " did not converge") + ");");
    out_.close();
    for (std::size_t k = 0; k < values.size(); ++k) {
        out_.line(values[k] + format(" = x[%zu];", k));
    }
    out_.close();
}

void Emitter::newton_system(std::size_t which) {
    const NewtonSystem& system = lowered_.systems[which];
    out_.line();
    out_.open(format("struct System%zu", which));
    out_.line("Globals* g;");
    out_.line("Instance* s;");
    out_.line(format("double start[%zu];", system.states.size()));
    out_.close(";");
    if (m_.has_tables) {
        out_.line("template <bool kTable>");
    }
    out_.open(
        format("void residues%zu(NRN_UNUSED const NrnMechRun* run, NRN_UNUSED int32_t i, void* context, const double* "
               "x, double* f)",
               which));
    out_.line(format("System%zu& system = *static_cast<System%zu*>(context);", which, which));
    out_.line("NRN_UNUSED Globals& g = *system.g;");
    out_.line("NRN_UNUSED Instance& s = *system.s;");
    for (std::size_t k = 0; k < system.states.size(); ++k) {
        out_.line(expr(system.states[k]) + format(" = x[%zu];", k));
        out_.line("double " + system.rates[k] + "_ = 0.0;");
    }
    out_.open("");
    statements(system.body);
    out_.close();
    for (std::size_t k = 0; k < system.states.size(); ++k) {
        const std::string rate = system.rates[k] + "_";
        out_.line(format("f[%zu] = ", k) +
                  (system.dt ? format("x[%zu] - system.start[%zu] - ", k, k) + expr(system.dt, kUnary) + " * " + rate
                             : rate) +
                  ";");
    }
    out_.close();
}

}  // namespace nrn::nmodl
