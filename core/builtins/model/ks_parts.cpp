// KSState, KSGate and KSTrans: the parts of a channel made at run time.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <new>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/model/ks_chan.hpp"
#include "mech/environment.hpp"

namespace nrn {
namespace {

void construct(Call& call, void* raw) {
    if (call.form != nullptr) {
        call.refuse(ErrorKind::Type, "only a KSChan makes one: add_hhstate, add_ksstate and add_transition");
    }
    new (raw) ChannelPart();
}
void destroy(void* raw) noexcept {
    static_cast<ChannelPart*>(raw)->~ChannelPart();
}

const mech::ChannelDesign& design_of(Call& call) {
    return part_entry(call).channel.design();
}
Value count_value(std::size_t n) {
    return Value::number(static_cast<double>(n));
}

// ---- states ----

std::size_t self_state(Call& call) {
    return part_place(call, design_of(call).states);
}

Value state_index_(Call& call) {
    return count_value(self_state(call));
}
Value state_gate_(Call& call) {
    const mech::ChannelDesign& design = design_of(call);
    return part_object(part_entry(call), design.gates[design.gate_of(self_state(call))].id);
}
Value state_name_(Call& call) {
    const std::size_t i = self_state(call);
    if (call.has(0)) {
        mech::ChannelDesign design = design_of(call);
        design.states[i].name = design.free_name(name_arg(call, 0), i);
        redesign(call, part_entry(call), std::move(design));
    }
    return Value::text(design_of(call).states[i].name);
}
Value state_frac_(Call& call) {
    const std::size_t i = self_state(call);
    if (call.has(0)) {
        if (!(call.number(0) >= 0.0 && std::isfinite(call.number(0)))) {
            call.bad(ErrorKind::Value, 0, "must be 0 or above");
        }
        mech::ChannelDesign design = design_of(call);
        design.states[i].fraction = call.number(0);
        redesign(call, part_entry(call), std::move(design));
    }
    return Value::number(design_of(call).states[i].fraction);
}

const Member kStateRows[] = {
    {"index", MemberKind::Method, "() -> float", "", "Its place among the states of the channel.", state_index_},
    {"gate", MemberKind::Method, "() -> KSGate", "", "The gate it belongs to.", state_gate_},
    {"name", MemberKind::Method, "() -> str ; (name: str|ref) -> str", "",
     "Its name, which becomes a range variable of the channel; one that is in use gets a 0 behind it.\n\n"
     "RuntimeError for a change while instances of the channel exist.",
     state_name_},
    {"frac", MemberKind::Method, "() -> float ; (value: float) -> float", "",
     "The part of the conductance that it lets through: 1 for a state of Hodgkin and Huxley, 0 for one of a scheme.",
     state_frac_},
};

// ---- gates ----

std::size_t self_gate(Call& call) {
    return part_place(call, design_of(call).gates);
}

Value gate_index_(Call& call) {
    return count_value(self_gate(call));
}
Value gate_sindex_(Call& call) {
    return count_value(design_of(call).gates[self_gate(call)].first);
}
Value gate_nstate_(Call& call) {
    return count_value(design_of(call).gates[self_gate(call)].count);
}
Value gate_power_(Call& call) {
    const std::size_t i = self_gate(call);
    if (call.has(0)) {
        constexpr long kMostPower = 1000000;
        mech::ChannelDesign design = design_of(call);
        design.gates[i].power = static_cast<int>(call.integer(0, 0, kMostPower));
        redesign(call, part_entry(call), std::move(design));
    }
    return Value::number(design_of(call).gates[i].power);
}

const Member kGateRows[] = {
    {"index", MemberKind::Method, "() -> float", "", "Its place among the gates of the channel.", gate_index_},
    {"sindex", MemberKind::Method, "() -> float", "", "The index of its first state.", gate_sindex_},
    {"nstate", MemberKind::Method, "() -> float", "", "The number of its states.", gate_nstate_},
    {"power", MemberKind::Method, "() -> float ; (exponent: int) -> float", "",
     "The exponent with which the sum over its states goes into the conductance.", gate_power_},
};

// ---- transitions ----

std::size_t self_place(Call& call) {
    return part_place(call, design_of(call).transitions);
}
const mech::ChannelTransition& self_transition(Call& call) {
    return design_of(call).transitions[self_place(call)];
}
std::size_t direction_arg(Call& call) {
    return static_cast<std::size_t>(call.integer(0, 0, 1));
}

// The parameters of a function: the Vector itself, kept.
class VectorNumbers final : public mech::Numbers {
  public:
    explicit VectorNumbers(Object* vector) : vector_(Value::object(vector)) {
    }
    std::span<const double> values() const noexcept override {
        return vector_of(vector_.as_object()).span();
    }
    const Value& vector() const noexcept {
        return vector_;
    }

  private:
    Value vector_;
};
double celsius(Call& call) {
    return call.context.state<mech::Environment>().celsius;
}

Value set_f_(Call& call) {
    const std::size_t direction = direction_arg(call);
    const long kind = call.integer(1, 0, mech::Rate::kKinds - 1);
    const mech::Rate rate{static_cast<int>(kind), std::make_shared<VectorNumbers>(call.object(2))};
    if (!rate.complete()) {
        call.bad(ErrorKind::Value, 2,
                 format("has %zu numbers: a function of type %ld needs %zu (%s)", rate.values().size(), kind,
                        mech::Rate::least_parameters(rate.kind), mech::Rate::parameter_names(rate.kind)));
    }
    mech::ChannelDesign design = design_of(call);
    design.transitions[self_place(call)].f[direction] = rate;
    redesign(call, part_entry(call), std::move(design));
    return Value::number(0.0);
}

void check_length(Call& call, const mech::Rate& rate) {
    if (rate.kind != mech::Rate::kUnset && !rate.complete()) {
        call.refuse(ErrorKind::Value, "the Vector of its parameters has become too short");
    }
}

Value f_(Call& call) {
    const mech::Rate& rate = self_transition(call).f[direction_arg(call)];
    check_length(call, rate);
    return Value::number(rate.at(call.number(1), celsius(call)));
}
Value ftype_(Call& call) {
    return Value::number(self_transition(call).f[direction_arg(call)].kind);
}
Value parm_(Call& call) {
    const mech::Rate& rate = self_transition(call).f[direction_arg(call)];
    const auto* numbers = dynamic_cast<const VectorNumbers*>(rate.parameters.get());
    return numbers != nullptr ? numbers->vector().copy() : Value::adopt_object(new_vector(call.context));
}

// Two functions of the voltages in argument 0 into the Vectors behind it.
template <class Pair>
Value evaluate(Call& call, Pair&& pair) {
    const mech::ChannelTransition& transition = self_transition(call);
    check_length(call, transition.f[0]);
    check_length(call, transition.f[1]);
    std::vector<double> first;  // the Vectors may be one, or that of the parameters
    std::vector<double> second;
    for (const double v : vector_of(call.object(0)).span()) {
        const auto [a, b] = pair(transition, v, celsius(call));
        first.push_back(a);
        second.push_back(b);
    }
    for (const auto& [i, numbers] : {std::pair(1, &first), std::pair(2, &second)}) {
        Vector& vector = vector_of(call.object(static_cast<std::size_t>(i)));
        vector.resize(numbers->size());
        std::copy(numbers->begin(), numbers->end(), vector.data());
    }
    return Value::number(0.0);
}
Value inftau_(Call& call) {
    return evaluate(call, mech::approach);
}
Value ab_(Call& call) {
    return evaluate(call, mech::rates);
}

// The ligand "cai", "cao" without the side, which the type says.
std::string ligand_arg(Call& call, std::size_t i) {
    std::string ion = text_at(call, i);
    if (!ion.empty()) {
        ion.pop_back();
    }
    return checked_ion(call, i, std::move(ion));
}

void drive(Call& call, mech::Drive by, std::string ligand) {
    mech::ChannelDesign design = design_of(call);
    const std::size_t i = self_place(call);
    if (!ligand.empty() && !design.is_kinetic(design.transitions[i].source)) {
        call.refuse(ErrorKind::Value,
                    "a ligand drives transitions of kinetic schemes, not a state of Hodgkin and "
                    "Huxley");
    }
    design.drive_transition(i, by, std::move(ligand));
    redesign(call, part_entry(call), std::move(design));
}

Value type_(Call& call) {
    if (call.has(0)) {
        const auto by = static_cast<mech::Drive>(call.integer(0, 0, 3));
        const bool bound = by == mech::Drive::Outside || by == mech::Drive::Inside;
        if (bound && !call.has(1)) {
            call.refuse(ErrorKind::Hoc, "type not enough arguments: types 2 and 3 need the name of a ligand");
        }
        drive(call, by, bound ? ligand_arg(call, 1) : "");
    }
    return Value::number(static_cast<double>(self_transition(call).drive));
}

Value trans_ligand_(Call& call) {
    if (call.has(0)) {
        if (!self_transition(call).has_ligand()) {
            call.refuse(ErrorKind::Value, "no ligand drives the transition: type(2, name) or type(3, name) says so");
        }
        drive(call, self_transition(call).drive, ligand_arg(call, 0));
    }
    const mech::ChannelTransition& transition = self_transition(call);
    const char* side = transition.drive == mech::Drive::Inside ? "i" : "o";
    return Value::text(transition.has_ligand() ? transition.ligand + side : "");
}

Value stoichiometry_(Call& call) {
    if (call.has(0)) {
        constexpr long kMost = 1000;
        mech::ChannelDesign design = design_of(call);
        design.transitions[self_place(call)].stoichiometry = static_cast<int>(call.integer(0, 1, kMost));
        redesign(call, part_entry(call), std::move(design));
    }
    return Value::number(self_transition(call).stoichiometry);
}

Value trans_index_(Call& call) {
    return count_value(self_place(call));
}
Value src_(Call& call) {
    return part_object(part_entry(call), design_of(call).states[self_transition(call).source].id);
}
Value target_(Call& call) {
    return part_object(part_entry(call), design_of(call).states[self_transition(call).target].id);
}

const Member kTransRows[] = {
    {"set_f", MemberKind::Method, "(direction: int, type: int, parameters: Vector) -> float", "",
     "Sets the forward (0) or backward (1) rate [/ms]; of type 1: the steady value (0), the time constant [ms] (1).\n\n"
     "With v [mV] and x = k (v - d): 1 A; 2 A exp(x); 3 A x / (1 - exp(-x)); 4 A / (1 + exp(x)); 5 and 6 steady value\n"
     "and time constant of a gate with z charges, parameters A, d, z, gamma, tau; 7 a table of values from -100 to 50\n"
     "mV. The Vector is kept, not copied: when its numbers change, the function does. ValueError for too few.",
     set_f_},
    {"f", MemberKind::Method, "(direction: int, v: float) -> float", "", "The value of a function at v [mV].", f_},
    {"ftype", MemberKind::Method, "(direction: int) -> float", "", "The type of a function; -1 while it is not set.",
     ftype_},
    {"parm", MemberKind::Method, "(direction: int) -> Vector", "",
     "The parameters of a function: the Vector that set_f was given, or an empty one.", parm_},
    {"inftau", MemberKind::Method, "(v: Vector, inf: Vector, tau: Vector) -> float", "",
     "Steady values and time constants [ms] for voltages [mV].", inftau_},
    {"ab", MemberKind::Method, "(v: Vector, a: Vector, b: Vector) -> float", "",
     "Forward and backward rates [/ms] for voltages [mV].", ab_},
    {"type", MemberKind::Method, "() -> float ; (type: int, ligand: str|ref = \"\") -> float", "",
     "What the functions are: 0 rates, 1 steady value and time constant, 2 and 3 rates with a ligand.\n\n"
     "With a ligand, outside (2) or inside (3), the rates are the A of the functions at all voltages, and the forward "
     "one is multiplied by the concentration [mM].\n\n"
     "The ligand is named \"cao\" or \"cai\". RuntimeError for another ligand while instances of the channel exist.",
     type_},
    {"ligand", MemberKind::Method, "() -> str ; (name: str|ref) -> str", "",
     "The ligand that drives it: \"cai\"; \"\" without one.", trans_ligand_},
    {"stoichiometry", MemberKind::Method, "() -> float ; (n: int) -> float", "",
     "How many ligands bind: the exponent of the concentration.", stoichiometry_},
    {"index", MemberKind::Method, "() -> float", "", "Its place among the transitions of the channel.", trans_index_},
    {"src", MemberKind::Method, "() -> KSState", "", "The state that it leads from.", src_},
    {"target", MemberKind::Method, "() -> KSState", "", "The state that it leads to.", target_},
};

template <std::size_t n>
ClassDef part_class(const char* name, const char* doc, const Member (&rows)[n]) {
    return {name, "()", doc, sizeof(ChannelPart), construct, destroy, std::vector<Member>(rows, rows + n)};
}

}  // namespace

ClassDef ks_state_class() {
    return part_class("KSState", "A state of a KSChan, which makes it. ReferenceError when the KSChan has removed it.",
                      kStateRows);
}
ClassDef ks_gate_class() {
    return part_class("KSGate", "A gate of a KSChan, which makes it. ReferenceError when the KSChan has removed it.",
                      kGateRows);
}
ClassDef ks_trans_class() {
    return part_class("KSTrans",
                      "A transition of a KSChan, which makes it. ReferenceError when the KSChan has removed it.",
                      kTransRows);
}

}  // namespace nrn
