// ChannelDesign: what a channel made at run time (h.KSChan) consists of, as plain values. Every edit keeps it
// consistent: indices fit, states of a gate lie together, gates of Hodgkin and Huxley come before kinetic schemes,
// transitions that a ligand drives behind all others.
//
// The conductance is gmax times the product over gates of (sum of fraction * state)^power.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nrn::mech {

// Numbers that somebody else keeps and may change.
class Numbers {
  public:
    virtual ~Numbers() = default;
    virtual std::span<const double> values() const noexcept = 0;

  protected:
    Numbers() = default;
    Numbers(const Numbers&) = default;
    Numbers& operator=(const Numbers&) = default;
};

// A function of the voltage. The numbers of the kinds are those of KSTrans.set_f. Its parameters lie in a Vector of the
// user's: what changes there changes the function.
struct Rate {
    enum Kind : int { kUnset = -1, kOne, kConstant, kExponential, kLinoid, kSigmoid, kBorgInf, kBorgTau, kTable };

    int kind = kUnset;
    std::shared_ptr<const Numbers> parameters;

    std::span<const double> values() const noexcept {
        return parameters ? parameters->values() : std::span<const double>();
    }
    // Whether it is set, and its Vector has not become too short.
    bool complete() const noexcept {
        return kind != kUnset && values().size() >= least_parameters(kind);
    }
    // v [mV], celsius [degC]; 0 unless it is complete.
    double at(double v, double celsius) const noexcept;
    double factor() const noexcept {  // A alone, the rate of a transition that a ligand drives
        return values().empty() ? at(0.0, 0.0) : values()[0];
    }
    static constexpr int kKinds = kTable + 1;
    static std::size_t least_parameters(int kind) noexcept;
    static const char* parameter_names(int kind) noexcept;  // "A, k, d"
};

// Names a state, gate or transition for as long as it exists: a place in the design changes with edits, this does not.
using PartId = std::uint32_t;

struct ChannelState {
    PartId id;
    std::string name;
    double fraction;  // of the conductance that it lets through
};

struct ChannelGate {
    PartId id;
    std::size_t first, count;  // its states
    int power;
    bool kinetic;  // a scheme; else one state of Hodgkin and Huxley
};

enum class Drive : int { Rates = 0, InfTau = 1, Outside = 2, Inside = 3 };  // KSTrans.type

struct ChannelTransition {
    PartId id;
    std::size_t source, target;  // the same state for one of Hodgkin and Huxley
    Drive drive = Drive::Rates;
    std::string ligand;       // "ca", where a ligand drives it
    int stoichiometry = 1;    // how many ligands bind
    std::array<Rate, 2> f{};  // forward and backward rates [/ms]; or the steady value and the time constant [ms]

    bool has_ligand() const noexcept {
        return drive == Drive::Outside || drive == Drive::Inside;
    }
};

enum class Conduction : int { Ohmic = 0, OhmicNernst = 1, Ghk = 2 };  // KSChan.iv_type

// Values of Hodgkin and Huxley's states from a table instead of the functions.
struct ChannelTable {
    bool used = false;
    std::size_t size = 200;
    double low = -100.0, high = 50.0;  // [mV]
};

// A ligand as the channel sees it: an ion on one side of the membrane.
struct Ligand {
    std::string ion;  // "ca"
    bool inside;
    bool operator==(const Ligand&) const = default;
};

struct ChannelDesign {
    std::string name;
    bool is_point = false;
    std::string ion;                            // "k"; empty: a current of no ion, with a reversal potential of its own
    Conduction conduction = Conduction::Ohmic;  // of an ion
    double gmax = 0.0;                          // [S/cm2], [uS] of a point process; permeability [cm/s], [cm3/s]
    double erev = 0.0;                          // [mV]
    std::vector<ChannelState> states;
    std::vector<ChannelGate> gates;
    std::vector<ChannelTransition> transitions;
    ChannelTable table;
    PartId next_id = 0;

    Conduction effective_conduction() const noexcept {
        return ion.empty() ? Conduction::Ohmic : conduction;
    }
    bool permeates() const noexcept {  // p and pmax instead of g and gmax
        return effective_conduction() == Conduction::Ghk;
    }
    std::size_t gate_of(std::size_t state) const noexcept;
    bool is_kinetic(std::size_t state) const noexcept {
        return gates[gate_of(state)].kinetic;
    }
    std::vector<Ligand> ligands() const;       // in the order of transitions
    bool has_single_states() const noexcept {  // of Hodgkin and Huxley
        return !gates.empty() && !gates.front().kinetic;
    }
    // Whether instances of the one can be instances of the other: same names, same ions.
    bool same_layout(const ChannelDesign& other) const;

    // Each gives the place of what it made.
    std::size_t add_single_state(std::string state_name);                // with a gate and its transition
    std::size_t add_scheme(std::string state_name);                      // a gate with one state
    std::size_t add_state(std::size_t gate, std::string state_name);     // to a scheme
    std::size_t add_transition(std::size_t source, std::size_t target);  // between states of schemes
    void remove_state(std::size_t state);  // with its transitions, and its gate when it was the last one there
    void remove_transition(std::size_t transition);
    std::size_t drive_transition(std::size_t transition, Drive drive, std::string ligand);  // its new place

    // A name for a state that nothing else of the channel has: the one wanted, with as many 0 behind it as that takes.
    // `state`: the one that gets it, whose present name is free.
    std::string free_name(std::string wanted, std::size_t state) const;
};

}  // namespace nrn::mech
