// Functions about ions: equilibrium potentials, currents by Goldman, Hodgkin and Katz, who sets what in a section.
#include <cmath>

#include "base/text.hpp"
#include "builtins/data/text_format.hpp"
#include "builtins/model/model.hpp"
#include "builtins/model/places.hpp"
#include "mech/environment.hpp"

namespace nrn {
namespace {

mech::Mechanism& ion_arg(Call& call, std::size_t i) {
    const std::string name = text_at(call, i);
    mech::Mechanism* ion = cable_of(call).registry.find(name);
    if (ion == nullptr || ion->kind() != mech::Kind::Ion) {
        call.bad(ErrorKind::Value, i, name + " is not an ion mechanism, as na_ion is one");
    }
    return *ion;
}

double celsius(Call& call) {
    return call.context.state<mech::Environment>().celsius;
}

// ("ena"): the potential for the concentrations there; ("nai"), ("nao"): the concentration for the potential.
Value nernst_at(Call& call) {
    const std::string name = text_at(call, 0);
    const Place place = place_arg(call, 1);
    for (const cable::MechanismSlot& slot : place.section.mechanisms()) {
        const mech::Variable* variable =
            slot.mechanism->kind() == mech::Kind::Ion ? slot.mechanism->find(name) : nullptr;
        if (variable == nullptr || variable->column > mech::kIonOutside) {
            continue;
        }
        const mech::Id id = slot.instances[place.section.segment_at(place.x)];
        mech::Table& table = slot.mechanism->table;
        const double e = table.at(mech::kIonE, id);
        const double inside = table.at(mech::kIonInside, id);
        const double outside = table.at(mech::kIonOutside, id);
        const double charge = slot.mechanism->charge;
        const double unit = mech::nernst(1.0, std::exp(1.0), charge, celsius(call));  // [mV] for e times as much
        switch (variable->column) {
            case mech::kIonInside:
                return Value::number(outside * std::exp(-e / unit));
            case mech::kIonOutside:
                return Value::number(inside * std::exp(e / unit));
            default:
                return Value::number(mech::nernst(inside, outside, charge, celsius(call)));
        }
    }
    call.refuse(ErrorKind::Hoc,
                name + "  not a reversal potential or concentration of an ion in " + place.section.full_name());
}

Value nernst_(Call& call) {
    if (call.is_number(0)) {
        return Value::number(mech::nernst(call.number(0), call.number(1), call.number(2), celsius(call)));
    }
    return nernst_at(call);
}

Value ghk_(Call& call) {
    return Value::number(mech::ghk(call.number(0), call.number(1), call.number(2), call.number(3), celsius(call)));
}

Value ion_register_(Call& call) {
    const std::string name = text_at(call, 0);
    const double charge = call.number(1);
    if (name.empty() || !std::isfinite(charge)) {
        call.refuse(ErrorKind::Value, "an ion has a name and a finite charge");
    }
    return Value::number(cable_of(call).registry.ion(name, charge, true).type());
}

Value ion_charge_(Call& call) {
    return Value::number(ion_arg(call, 0).charge);
}

double code_of(const mech::IonStyle& style) {
    return style.concentrations + 4 * style.concentrations_at_start + 8 * style.reversal +
           32 * style.reversal_at_start + 64 * style.reversal_in_steps + 128 * style.inside_written +
           256 * style.outside_written;
}

Value ion_style_(Call& call) {
    mech::Mechanism& ion = ion_arg(call, 0);
    const cable::MechanismSlot* slot = cable_of(call).current().find(ion);
    double before = -1.0;  // not there
    if (slot != nullptr) {
        before = code_of(ion.styles[slot->instances.front()]);
    }
    if (call.has(1)) {
        mech::IonStyle style;
        style.concentrations = static_cast<std::uint8_t>(call.integer(1, 0, 3));
        style.reversal = static_cast<std::uint8_t>(call.integer(2, 0, 3));
        style.reversal_at_start = call.integer(3, 0, 1) != 0;
        style.reversal_in_steps = call.integer(4, 0, 1) != 0;
        style.concentrations_at_start = call.integer(5, 0, 1) != 0;
        if (slot != nullptr) {
            for (const mech::Id id : slot->instances) {
                style.inside_written = ion.styles[id].inside_written;
                style.outside_written = ion.styles[id].outside_written;
                ion.styles[id] = style;
            }
            ion.any_follows_in_steps = ion.any_follows_in_steps || style.reversal_in_steps;
        }
    }
    return Value::number(before);
}

const FunctionDef kRows[] = {
    {"nernst",
     "(inside: float, outside: float, charge: float) -> float ; (name: str|ref) -> float ; "
     "(name: str|ref, x: float) -> float ; (name: str|ref, seg: segment) -> float",
     "The equilibrium potential of an ion for concentrations, at celsius. [mV]\n\n"
     "With the name of an ion's variable, that which fits the others in the accessed section: of 'ena' the potential,\n"
     "of 'nai' and 'nao' the concentration [mM].",
     nernst_},
    {"ghk", "(v: float, inside: float, outside: float, charge: float) -> float",
     "The current through a permeability of 1 cm/s by Goldman, Hodgkin and Katz, at celsius. [mA/cm2]", ghk_},
    {"ion_register", "(name: str|ref, charge: float) -> float",
     "Makes an ion known: name_ion can be inserted then. ValueError when it has another charge.", ion_register_},
    {"ion_charge", "(ion: str|ref) -> float", "The charge of an ion, 'na_ion'.", ion_charge_},
    {"ion_style",
     "(ion: str|ref) -> float ; "
     "(ion: str|ref, concentrations: int, reversal: int, at_start: int, in_steps: int, initial: int) -> float",
     "How the accessed section has an ion's concentrations and reversal potential computed; the answer before.\n\n"
     "concentrations and reversal: 0 not used, 1 parameter, 2 computed, 3 state. at_start, in_steps: the potential\n"
     "follows the concentrations at finitialize, in each step. initial: concentrations begin with nai0_na_ion and its\n"
     "kin. The answer is concentrations + 4 initial + 8 reversal + 32 at_start + 64 in_steps, + 128 and + 256 when a\n"
     "mechanism writes the concentration inside and outside; -1 without the ion.",
     ion_style_},
};

}  // namespace

void define_ion_functions(SymbolTable& symbols) {
    for (const FunctionDef& row : kRows) {
        symbols.add_function(row);
    }
}

}  // namespace nrn
