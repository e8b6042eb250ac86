#include "mech/channel.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace nrn::mech {

Channel::Channel(ChannelDesign design) : NrnMechanism{}, design_(std::move(design)) {
    describe();
}

void Channel::assign(ChannelDesign design) {
    design_ = std::move(design);
    table.ready = false;
    describe();
}

void Channel::forget_functions() noexcept {
    for (ChannelTransition& each : design_.transitions) {
        each.f = {};
    }
}

std::size_t Channel::ion_place(const std::string& ion) const noexcept {
    return static_cast<std::size_t>(std::distance(
        ions_.begin(),
        std::find_if(ions_.begin(), ions_.end(), [&](const NrnMechIon& use) { return use.name == ion; })));
}

void Channel::use_ion(const std::string& ion, std::uint32_t reads, std::uint32_t writes) {
    const auto found = std::find(ion_names_.begin(), ion_names_.end(), ion);
    const auto place = static_cast<std::size_t>(std::distance(ion_names_.begin(), found));
    if (found == ion_names_.end()) {
        ion_names_.push_back(ion);
        ions_.push_back({nullptr, 0.0, 0, 0, 0});
    }
    ions_[place].reads |= reads;
    ions_[place].writes |= writes;
}

// Each state of a scheme begins alone; a transition joins what it connects.
void Channel::connect() {
    std::vector<std::size_t> group(design_.states.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    for (const ChannelTransition& each : design_.transitions) {
        const std::size_t low = std::min(group[each.source], group[each.target]);
        const std::size_t high = std::max(group[each.source], group[each.target]);
        std::replace(group.begin(), group.end(), high, low);
    }
    schemes_.clear();
    for (std::size_t first = 0; first < group.size(); ++first) {
        Scheme scheme;
        for (std::size_t k = first; k < group.size(); ++k) {
            if (group[k] == first) {
                scheme.states.push_back(k);
            }
        }
        if (scheme.states.size() < 2) {
            continue;
        }
        const auto place = [&](std::size_t state) {
            return static_cast<std::size_t>(
                std::distance(scheme.states.begin(), std::find(scheme.states.begin(), scheme.states.end(), state)));
        };
        for (std::size_t k = 0; k < design_.transitions.size(); ++k) {
            const ChannelTransition& each = design_.transitions[k];
            if (group[each.source] == first) {
                scheme.moves.push_back({k, place(each.source), place(each.target), ion_place(each.ligand)});
            }
        }
        schemes_.push_back(std::move(scheme));
    }
}

void Channel::describe() {
    const bool density = !design_.is_point;
    const bool own_e = design_.ion.empty();
    const char* permeability = density ? "cm/s" : "cm3/s";
    const char* conductance = density ? "S/cm2" : "uS";
    const char* units = design_.permeates() ? permeability : conductance;

    variables_.clear();
    const auto add = [&](const char* variable, int of_kind, int column, double initial, const char* unit) {
        variables_.push_back({variable, of_kind, 1, 0, column, initial, unit, 1.0, 0.0});
    };
    add(max_name(), NRN_VAR_PARAMETER, kChannelMax, design_.gmax, units);
    add("e", own_e ? NRN_VAR_PARAMETER : NRN_VAR_HIDDEN, kChannelE, design_.erev, "mV");
    add(design_.permeates() ? "p" : "g", NRN_VAR_ASSIGNED, kChannelG, 0.0, units);
    add("i", NRN_VAR_ASSIGNED, kChannelCurrent, 0.0, density ? "mA/cm2" : "nA");
    for (std::size_t k = 0; k < design_.states.size(); ++k) {
        add(design_.states[k].name.c_str(), NRN_VAR_STATE, kChannelStates + static_cast<int>(k), 0.0, "");
    }

    ion_names_.clear();
    ions_.clear();
    if (!own_e) {
        constexpr std::uint32_t kConcentrations = NRN_ION_INSIDE | NRN_ION_OUTSIDE;
        constexpr std::uint32_t kReads[] = {NRN_ION_E, NRN_ION_E | kConcentrations, kConcentrations};
        use_ion(design_.ion, kReads[static_cast<int>(design_.conduction)], NRN_ION_CURRENT);
    }
    for (const Ligand& ligand : design_.ligands()) {
        use_ion(ligand.ion, ligand.inside ? NRN_ION_INSIDE : NRN_ION_OUTSIDE, 0);
    }
    for (std::size_t k = 0; k < ions_.size(); ++k) {
        ions_[k].name = ion_names_[k].c_str();
    }

    connect();

    abi = NRN_MECH_ABI_VERSION;
    size = sizeof(NrnMechanism);
    name = design_.name.c_str();
    title = "A channel made at run time.";
    file = "";
    kind = density ? NRN_MECH_DENSITY : NRN_MECH_POINT;
    flags = NRN_MECH_THREADSAFE;
    variables = variables_.data();
    variable_count = static_cast<std::int32_t>(variables_.size());
    column_count = kChannelStates + static_cast<std::int32_t>(design_.states.size());
    ions = ions_.data();
    ion_count = static_cast<std::int32_t>(ions_.size());
    weight_count = -1;
    initialize = channel_initialize;
    current = channel_current;
    solve = channel_solve;
    update_tables = channel_update_tables;
}

}  // namespace nrn::mech
