// KSChan: a channel made at run time.
#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/ks_chan.hpp"
#include "builtins/model/places.hpp"
#include "object/host.hpp"

namespace nrn {
namespace {

constexpr const char* kNoIon = "NonSpecific";

struct KsChan {
    ChannelEntry* entry;
};

ChannelEntry& self_entry(Call& call) {
    return *payload<KsChan>(call.self).entry;
}
const mech::ChannelDesign& self_design(Call& call) {
    return self_entry(call).channel.design();
}
void redesign_self(Call& call, mech::ChannelDesign design) {
    redesign(call, self_entry(call), std::move(design));
}

void construct(Call& call, void* raw) {
    auto& channels = call.context.state<Channels>();
    mech::ChannelDesign design;
    design.is_point = call.integer_or(0, 0) != 0;
    design.name = free_type_name(call, format("Chan%zu", channels.all.size()));
    auto made = std::make_unique<mech::Channel>(std::move(design));
    mech::Channel& channel = *made;
    mech::Mechanism& mechanism = cable_of(call).registry.add(std::move(made));
    channels.all.push_back(std::make_unique<ChannelEntry>(ChannelEntry{channel, mechanism, {}, {}}));
    new (raw) KsChan{channels.all.back().get()};
}
void initialize(Call& call) {
    self_entry(call).object = Value::object(call.self);  // a type is never taken away
}
void destroy(void*) noexcept {
}

// ---- arguments ----

std::size_t place_or_part(Call& call, std::size_t i, const char* class_name, std::size_t count,
                          const std::vector<mech::PartId>& ids) {
    if (call.is_number(i)) {
        return static_cast<std::size_t>(call.integer(i, 0, static_cast<long>(count) - 1));
    }
    if (!call.is_a(i, class_name)) {
        call.bad(ErrorKind::Type, i, std::string("must be an index or a ") + class_name);
    }
    const ChannelPart& part = payload<ChannelPart>(call.object(i));
    const auto found = std::find(ids.begin(), ids.end(), part.id);
    if (part.entry != &self_entry(call) || found == ids.end()) {
        call.bad(ErrorKind::Value, i, "is not part of this channel");
    }
    return static_cast<std::size_t>(std::distance(ids.begin(), found));
}

template <class Items>
std::size_t item_arg(Call& call, std::size_t i, const char* class_name, const Items& items) {
    std::vector<mech::PartId> ids;
    for (const auto& each : items) {
        ids.push_back(each.id);
    }
    return place_or_part(call, i, class_name, items.size(), ids);
}
std::size_t state_arg(Call& call, std::size_t i) {
    return item_arg(call, i, "KSState", self_design(call).states);
}

Value count_value(std::size_t n) {
    return Value::number(static_cast<double>(n));
}

// ---- states, gates, transitions ----

Value add_hhstate_(Call& call) {
    mech::ChannelDesign design = self_design(call);
    const std::size_t at = design.add_single_state(design.free_name(name_arg(call, 0), design.states.size()));
    redesign_self(call, std::move(design));
    return part_object(self_entry(call), self_design(call).states[at].id);
}

Value add_ksstate_(Call& call) {
    mech::ChannelDesign design = self_design(call);
    std::string name = design.free_name(name_arg(call, 1), design.states.size());
    std::size_t at = 0;
    if (call.object(0) == nullptr) {
        at = design.add_scheme(std::move(name));
    } else {
        const std::size_t gate = item_arg(call, 0, "KSGate", design.gates);
        if (!design.gates[gate].kinetic) {
            call.bad(ErrorKind::Value, 0, "is the gate of a state of Hodgkin and Huxley, which stays alone");
        }
        at = design.add_state(gate, std::move(name));
    }
    redesign_self(call, std::move(design));
    return part_object(self_entry(call), self_design(call).states[at].id);
}

Value add_transition_(Call& call) {
    mech::ChannelDesign design = self_design(call);
    const std::size_t source = state_arg(call, 0);
    const std::size_t target = state_arg(call, 1);
    if (source == target || !design.is_kinetic(source) || !design.is_kinetic(target)) {
        call.refuse(ErrorKind::Value, format("%s and %s are not two states of kinetic schemes",
                                             design.states[source].name.c_str(), design.states[target].name.c_str()));
    }
    const std::size_t at = design.add_transition(source, target);
    redesign_self(call, std::move(design));
    return part_object(self_entry(call), self_design(call).transitions[at].id);
}

Value remove_state_(Call& call) {
    mech::ChannelDesign design = self_design(call);
    design.remove_state(state_arg(call, 0));
    redesign_self(call, std::move(design));
    return Value::number(0.0);
}

Value remove_transition_(Call& call) {
    mech::ChannelDesign design = self_design(call);
    const std::size_t at = item_arg(call, 0, "KSTrans", design.transitions);
    if (!design.is_kinetic(design.transitions[at].source)) {
        call.bad(ErrorKind::Value, 0, "belongs to a state of Hodgkin and Huxley: remove_state takes both away");
    }
    design.remove_transition(at);
    redesign_self(call, std::move(design));
    return Value::number(0.0);
}

Value state_(Call& call) {
    return part_object(self_entry(call), self_design(call).states[state_arg(call, 0)].id);
}
Value gate_(Call& call) {
    const auto& gates = self_design(call).gates;
    return part_object(self_entry(call), gates[item_arg(call, 0, "KSGate", gates)].id);
}
Value trans_(Call& call) {
    const auto& transitions = self_design(call).transitions;
    if (!call.has(1)) {
        return part_object(self_entry(call), transitions[item_arg(call, 0, "KSTrans", transitions)].id);
    }
    const std::size_t source = state_arg(call, 0);
    const std::size_t target = state_arg(call, 1);
    const auto found = std::find_if(transitions.begin(), transitions.end(), [&](const mech::ChannelTransition& each) {
        return each.source == source && each.target == target;
    });
    if (found == transitions.end()) {
        call.refuse(ErrorKind::Value, format("there is no transition from state %zu to %zu", source, target));
    }
    return part_object(self_entry(call), found->id);
}

Value nstate_(Call& call) {
    return count_value(self_design(call).states.size());
}
Value ngate_(Call& call) {
    return count_value(self_design(call).gates.size());
}
Value ntrans_(Call& call) {
    return count_value(self_design(call).transitions.size());
}
Value nligand_(Call& call) {
    return count_value(self_design(call).ligands().size());
}
Value ligand_(Call& call) {
    const std::vector<mech::Ligand> ligands = self_design(call).ligands();
    const long i = call.integer(0, 0, static_cast<long>(ligands.size()) - 1);
    return Value::text(ligands[static_cast<std::size_t>(i)].ion + "_ion");
}

// ---- the whole channel ----

Value name_(Call& call) {
    if (call.has(0)) {
        const std::string wanted = name_arg(call, 0);
        if (wanted != self_design(call).name) {
            mech::ChannelDesign design = self_design(call);
            design.name = free_type_name(call, wanted);
            if (design.name != wanted) {
                host_of(call.context).write("KSChan.name: " + wanted + " is in use, it becomes " + design.name + "\n");
            }
            redesign_self(call, std::move(design));
        }
    }
    return Value::text(self_design(call).name);
}

Value ion_(Call& call) {
    if (call.has(0)) {
        std::string ion = text_at(call, 0);
        mech::ChannelDesign design = self_design(call);
        design.ion = ion.empty() || ion == kNoIon ? "" : checked_ion(call, 0, std::move(ion));
        redesign_self(call, std::move(design));
    }
    return Value::text(self_design(call).ion.empty() ? kNoIon : self_design(call).ion);
}

Value iv_type_(Call& call) {
    if (call.has(0)) {
        mech::ChannelDesign design = self_design(call);
        design.conduction = static_cast<mech::Conduction>(call.integer(0, 0, 2));
        redesign_self(call, std::move(design));
    }
    return Value::number(static_cast<double>(self_design(call).effective_conduction()));
}

Value gmax_(Call& call) {
    if (call.has(0)) {
        if (!(call.number(0) >= 0.0)) {
            call.bad(ErrorKind::Value, 0, "must be 0 or above");
        }
        mech::ChannelDesign design = self_design(call);
        design.gmax = call.number(0);
        redesign_self(call, std::move(design));
    }
    return Value::number(self_design(call).gmax);
}

Value erev_(Call& call) {
    if (call.has(0)) {
        mech::ChannelDesign design = self_design(call);
        design.erev = call.number(0);
        redesign_self(call, std::move(design));
    }
    return Value::number(self_design(call).erev);
}

Value is_point_(Call& call) {
    return Value::number(self_design(call).is_point ? 1.0 : 0.0);
}

Value usetable_(Call& call) {
    if (call.has(0)) {
        constexpr long kMostRows = 1000000;
        mech::ChannelDesign design = self_design(call);
        design.table.used = call.integer(0, 0, 1) != 0;
        if (call.has(1)) {
            design.table.size = static_cast<std::size_t>(call.integer(1, 2, kMostRows));
            design.table.low = call.number(2);
            design.table.high = call.number(3);
            if (!(design.table.low < design.table.high)) {
                call.bad(ErrorKind::Value, 3, "must be above the lowest voltage");
            }
        }
        redesign_self(call, std::move(design));
    }
    return Value::number(self_design(call).table.used && self_design(call).has_single_states() ? 1.0 : 0.0);
}

// ---- single channels ----

Value single_(Call& call) {
    if (call.has(0) && call.integer(0, 0, 1) != 0) {
        call.refuse(ErrorKind::NotImplemented, "channels that open and close one by one are not part of this version");
    }
    return Value::number(0.0);
}
Value of_single_channels(Call& call) {
    call.refuse(ErrorKind::NotImplemented,
                "is about channels that open and close one by one, which are not part of this version");
}
Value setstructure_(Call& call) {
    call.refuse(ErrorKind::NotImplemented,
                "is not part of this version: add_hhstate, add_ksstate and add_transition "
                "make the structure");
}

// ---- a description in words ----

Value pr_(Call& call) {
    const mech::ChannelDesign& design = self_design(call);
    std::string out = format("%s type properties\n", call.self->name().c_str());
    out +=
        format("name=%s is_point_=%s ion_=%s cond_model_=%d\n", design.name.c_str(), design.is_point ? "true" : "false",
               design.ion.empty() ? kNoIon : design.ion.c_str(), static_cast<int>(design.effective_conduction()));
    const std::vector<mech::Ligand> ligands = design.ligands();
    const auto single = static_cast<std::size_t>(std::count_if(
        design.gates.begin(), design.gates.end(), [](const mech::ChannelGate& gate) { return !gate.kinetic; }));
    const auto driven =
        static_cast<std::size_t>(std::count_if(design.transitions.begin(), design.transitions.end(),
                                               [](const mech::ChannelTransition& each) { return each.has_ligand(); }));
    out += format("  ngate=%zu nstate=%zu nhhstate=%zu nligand=%zu ntrans=%zu ivkstrans=%zu iligtrans=%zu\n",
                  design.gates.size(), design.states.size(), single, ligands.size(), design.transitions.size(), single,
                  design.transitions.size() - driven);
    out += format("  default gmax=%g erev=%g\n", design.gmax, design.erev);
    for (std::size_t i = 0; i < design.gates.size(); ++i) {
        const mech::ChannelGate& gate = design.gates[i];
        out += format("    gate %zu index=%zu nstate=%zu power=%d\n", i, gate.first, gate.count, gate.power);
    }
    for (std::size_t i = 0; i < ligands.size(); ++i) {
        out += format("    ligand %zu %s_ion\n", i, ligands[i].ion.c_str());
    }
    for (std::size_t i = 0; i < design.transitions.size(); ++i) {
        const mech::ChannelTransition& each = design.transitions[i];
        out += format("    trans %zu src=%zu target=%zu type=%d\n", i, each.source, each.target,
                      static_cast<int>(each.drive));
        out += format("        f0 type=%d   f1 type=%d\n", each.f[0].kind, each.f[1].kind);
    }
    out += "    state names and fractional conductance\n";
    for (std::size_t i = 0; i < design.states.size(); ++i) {
        out += format("    %zu %s %g\n", i, design.states[i].name.c_str(), design.states[i].fraction);
    }
    host_of(call.context).write(out);
    return Value::number(1.0);
}

const Member kRows[] = {
    {"add_hhstate", MemberKind::Method, "(name: str|ref) -> KSState", "",
     "Adds a state of Hodgkin and Huxley, with a gate and a transition of its own.\n\n"
     "RuntimeError while instances of the channel exist.",
     add_hhstate_},
    {"add_ksstate", MemberKind::Method, "(gate: KSGate|None, name: str|ref) -> KSState", "",
     "Adds a state to the kinetic scheme of a gate; with None it is the first one of a new scheme.\n\n"
     "RuntimeError while instances of the channel exist.",
     add_ksstate_},
    {"add_transition", MemberKind::Method, "(source: int|KSState, target: int|KSState) -> KSTrans", "",
     "Adds a transition between two states of kinetic schemes; KSTrans.set_f gives it rates.\n\n"
     "States of two gates move together then. Each gate starts with 1 in its first state and goes into the "
     "conductance by itself.",
     add_transition_},
    {"remove_state", MemberKind::Method, "(state: int|KSState) -> float", "",
     "Takes a state away with its transitions, and the gate when it was the last one there.\n\n"
     "RuntimeError while instances of the channel exist.",
     remove_state_},
    {"remove_transition", MemberKind::Method, "(transition: int|KSTrans) -> float", "",
     "Takes a transition of a kinetic scheme away.", remove_transition_},
    {"state", MemberKind::Method, "(i: int) -> KSState", "", "State i: those of one gate follow each other.", state_},
    {"gate", MemberKind::Method, "(i: int) -> KSGate", "",
     "Gate i: those of Hodgkin and Huxley first, then kinetic schemes.", gate_},
    {"trans", MemberKind::Method, "(i: int) -> KSTrans ; (source: int|KSState, target: int|KSState) -> KSTrans", "",
     "Transition i, or the one between two states. Those that a ligand drives are the last ones.", trans_},
    {"nstate", MemberKind::Method, "() -> float", "", "The number of states.", nstate_},
    {"ngate", MemberKind::Method, "() -> float", "", "The number of gates.", ngate_},
    {"ntrans", MemberKind::Method, "() -> float", "", "The number of transitions.", ntrans_},
    {"nligand", MemberKind::Method, "() -> float", "", "The number of ligands that drive transitions.", nligand_},
    {"ligand", MemberKind::Method, "(i: int) -> str", "", "Ligand i: \"ca_ion\".", ligand_},
    {"name", MemberKind::Method, "() -> str ; (name: str|ref) -> str", "",
     "The name of the mechanism; a name that is in use gets a 0 behind it.\n\n"
     "RuntimeError for a change while instances of the channel exist.",
     name_},
    {"ion", MemberKind::Method, "() -> str ; (name: str|ref) -> str", "",
     "The ion that carries the current: \"k\"; \"NonSpecific\" for none.\n\n"
     "ValueError for an ion that does not exist, RuntimeError while instances of the channel exist.",
     ion_},
    {"iv_type", MemberKind::Method, "() -> float ; (type: int) -> float", "",
     "The current: 0 g (v - e), 1 the same with e by Nernst's equation, 2 Goldman-Hodgkin-Katz with a permeability.\n\n"
     "0 for a channel without an ion. RuntimeError while instances of the channel exist.",
     iv_type_},
    {"gmax", MemberKind::Method, "() -> float ; (value: float) -> float", "S/cm2",
     "The maximal conductance, or permeability [cm/s], of instances to come; of point processes in uS or cm3/s.",
     gmax_},
    {"erev", MemberKind::Method, "() -> float ; (value: float) -> float", "mV",
     "The reversal potential of instances to come, of a channel without an ion.", erev_},
    {"is_point", MemberKind::Method, "() -> float", "", "1 for a point process, 0 for a density mechanism.", is_point_},
    {"usetable", MemberKind::Method,
     "() -> float ; (use: int) -> float ; (use: int, size: int, low: float, high: float) -> float", "",
     "Whether states of Hodgkin and Huxley move by a table from low to high [mV], instead of by the functions.",
     usetable_},
    {"single", MemberKind::Method, "() -> float ; (use: int) -> float", "",
     "0: channels do not open and close one by one. NotImplementedError for 1.", single_},
    {"rseed", MemberKind::Method, "(*args: any) -> float", "", "Of single channels: NotImplementedError.",
     of_single_channels},
    {"vres", MemberKind::Method, "(*args: any) -> float", "", "Of single channels: NotImplementedError.",
     of_single_channels},
    {"setstructure", MemberKind::Method, "(structure: Vector) -> float", "",
     "All of the structure in one Vector: NotImplementedError.", setstructure_},
    {"pr", MemberKind::Method, "() -> float", "", "Prints what the channel consists of.", pr_},
};

}  // namespace

ClassDef ks_chan_class() {
    return {"KSChan",
            "(is_point: int = 0)",
            "A channel made at run time: a new density mechanism, or a point process.\n\n"
            "Its conductance is gmax times the product over gates of (sum of fraction times state) to the power of the "
            "gate. The type stays when the object is no longer in use.",
            sizeof(KsChan),
            construct,
            destroy,
            std::vector<Member>(std::begin(kRows), std::end(kRows)),
            initialize};
}

}  // namespace nrn
