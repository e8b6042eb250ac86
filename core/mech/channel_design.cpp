#include "mech/channel_design.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace nrn::mech {

namespace {

// What a mechanism or the object of a point process has besides states.
constexpr std::string_view kTaken[] = {"e",   "g",       "gmax",    "i",           "p",     "pmax",
                                       "loc", "has_loc", "get_loc", "get_segment", "hname", "same"};

template <class Items>
auto place(Items& items, std::size_t i) {
    return items.begin() + static_cast<std::ptrdiff_t>(i);
}

// Room for a state at a place: what lies behind it moves on.
void make_room(ChannelDesign& design, std::size_t at) {
    for (ChannelGate& gate : design.gates) {
        gate.first += gate.first >= at ? 1 : 0;
    }
    for (ChannelTransition& each : design.transitions) {
        each.source += each.source >= at ? 1 : 0;
        each.target += each.target >= at ? 1 : 0;
    }
}

}  // namespace

std::size_t ChannelDesign::gate_of(std::size_t state) const noexcept {
    std::size_t gate = 0;
    while (state >= gates[gate].first + gates[gate].count) {
        ++gate;
    }
    return gate;
}

std::vector<Ligand> ChannelDesign::ligands() const {
    std::vector<Ligand> found;
    for (const ChannelTransition& each : transitions) {
        const Ligand ligand{each.ligand, each.drive == Drive::Inside};
        if (each.has_ligand() && std::find(found.begin(), found.end(), ligand) == found.end()) {
            found.push_back(ligand);
        }
    }
    return found;
}

bool ChannelDesign::same_layout(const ChannelDesign& other) const {
    const auto same_name = [](const ChannelState& a, const ChannelState& b) { return a.name == b.name; };
    return name == other.name && ion == other.ion && effective_conduction() == other.effective_conduction() &&
           std::equal(states.begin(), states.end(), other.states.begin(), other.states.end(), same_name) &&
           ligands() == other.ligands();
}

std::size_t ChannelDesign::add_single_state(std::string state_name) {
    const auto scheme = std::find_if(gates.begin(), gates.end(), [](const ChannelGate& gate) { return gate.kinetic; });
    const auto gate = static_cast<std::size_t>(std::distance(gates.begin(), scheme));
    const std::size_t at = gate;  // one state for each gate before it
    make_room(*this, at);
    states.insert(place(states, at), {next_id++, std::move(state_name), 1.0});
    gates.insert(place(gates, gate), {next_id++, at, 1, 1, false});
    ChannelTransition transition{};
    transition.id = next_id++;
    transition.source = transition.target = at;
    transitions.insert(place(transitions, gate), std::move(transition));
    return at;
}

std::size_t ChannelDesign::add_scheme(std::string state_name) {
    gates.push_back({next_id++, states.size(), 1, 1, true});
    states.push_back({next_id++, std::move(state_name), 0.0});
    return states.size() - 1;
}

std::size_t ChannelDesign::add_state(std::size_t gate, std::string state_name) {
    const std::size_t at = gates[gate].first + gates[gate].count;
    make_room(*this, at);
    ++gates[gate].count;
    states.insert(place(states, at), {next_id++, std::move(state_name), 0.0});
    return at;
}

std::size_t ChannelDesign::add_transition(std::size_t source, std::size_t target) {
    const auto driven = std::find_if(transitions.begin(), transitions.end(),
                                     [](const ChannelTransition& each) { return each.has_ligand(); });
    ChannelTransition transition{};
    transition.id = next_id++;
    transition.source = source;
    transition.target = target;
    return static_cast<std::size_t>(std::distance(transitions.begin(), transitions.insert(driven, transition)));
}

void ChannelDesign::remove_state(std::size_t state) {
    std::erase_if(transitions,
                  [&](const ChannelTransition& each) { return each.source == state || each.target == state; });
    for (ChannelTransition& each : transitions) {
        each.source -= each.source > state ? 1 : 0;
        each.target -= each.target > state ? 1 : 0;
    }
    --gates[gate_of(state)].count;
    for (ChannelGate& gate : gates) {
        gate.first -= gate.first > state ? 1 : 0;
    }
    std::erase_if(gates, [](const ChannelGate& gate) { return gate.count == 0; });
    states.erase(place(states, state));
}

void ChannelDesign::remove_transition(std::size_t transition) {
    transitions.erase(place(transitions, transition));
}

std::size_t ChannelDesign::drive_transition(std::size_t transition, Drive drive, std::string ligand) {
    ChannelTransition& each = transitions[transition];
    const bool had_ligand = each.has_ligand();
    each.drive = drive;
    each.ligand = std::move(ligand);
    if (each.has_ligand() == had_ligand) {
        return transition;
    }
    ChannelTransition moved = std::move(each);
    transitions.erase(place(transitions, transition));
    const auto to = moved.has_ligand()
                        ? transitions.end()
                        : std::find_if(transitions.begin(), transitions.end(),
                                       [](const ChannelTransition& other) { return other.has_ligand(); });
    return static_cast<std::size_t>(std::distance(transitions.begin(), transitions.insert(to, std::move(moved))));
}

std::string ChannelDesign::free_name(std::string wanted, std::size_t state) const {
    const auto taken = [&](const std::string& text) {
        for (std::size_t i = 0; i < states.size(); ++i) {
            if (i != state && states[i].name == text) {
                return true;
            }
        }
        return std::find(std::begin(kTaken), std::end(kTaken), text) != std::end(kTaken);
    };
    while (taken(wanted)) {
        wanted += '0';
    }
    return wanted;
}

}  // namespace nrn::mech
