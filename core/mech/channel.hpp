// Channel: a mechanism made at run time from a ChannelDesign (h.KSChan). It is the descriptor that the Registry gets,
// and its functions (channel_kernels.cpp) find the design through the descriptor that each run carries.
//
// States of Hodgkin and Huxley move by the exact solution for a constant voltage, those of a scheme by an implicit
// step; a scheme begins where an implicit step of kLongStep leads to from its first state.
#pragma once

#include <nrn/mech_abi.h>

#include <string>
#include <vector>

#include "mech/channel_design.hpp"
#include "mech/registry.hpp"

namespace nrn::mech {

enum ChannelColumn : int { kChannelMax, kChannelE, kChannelG, kChannelCurrent, kChannelStates };

class Channel : public NrnMechanism {
  public:
    explicit Channel(ChannelDesign design);
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    const ChannelDesign& design() const noexcept {
        return design_;
    }
    // Another layout changes the descriptor: the Registry's change() is told then.
    void assign(ChannelDesign design);
    // Lets the parameters of all functions go, whoever keeps them.
    void forget_functions() noexcept;
    const char* max_name() const noexcept {
        return design_.permeates() ? "pmax" : "gmax";
    }

    static const Channel& of(const NrnMechRun& run) noexcept {
        return static_cast<const Channel&>(*run.mechanism);
    }
    // Where in the run's ions an ion is. It is among them.
    std::size_t ion_place(const std::string& ion) const noexcept;
    double charge = 0.0;  // of the ion that permeates, for GHK

    // What a state goes to and how much of the way within a step, for each state of Hodgkin and Huxley in turn: a table
    // over the voltage, where the design wants one. Made by update_tables for the step and temperature of the run.
    struct StepTable {
        std::vector<double> steady, part;
        std::vector<double> numbers;  // that it was made for: step, temperature, parameters
        bool ready = false;
    };
    mutable StepTable table;  // a cache: it follows from the design

    // States of kinetic schemes that transitions connect, of one gate or of several: they move together.
    struct Scheme {
        std::vector<std::size_t> states;
        struct Move {
            std::size_t transition;
            std::size_t source, target;  // in states
            std::size_t ligand;          // its place in the run's ions, where one drives the transition
        };
        std::vector<Move> moves;
    };
    const std::vector<Scheme>& schemes() const noexcept {
        return schemes_;
    }

  private:
    void describe();
    void connect();
    void use_ion(const std::string& ion, std::uint32_t reads, std::uint32_t writes);

    ChannelDesign design_;
    std::vector<std::string> ion_names_;
    std::vector<NrnMechVar> variables_;
    std::vector<NrnMechIon> ions_;
    std::vector<Scheme> schemes_;
};

inline constexpr double kLongStep = 1e9;  // [ms]

// The two values of a transition of Hodgkin and Huxley.
struct Approach {
    double steady, tau;  // [1], [ms]
};
Approach approach(const ChannelTransition& transition, double v, double celsius) noexcept;
// Forward and backward rates [/ms], of what is not bound by ligands.
struct RatePair {
    double forward, backward;
};
RatePair rates(const ChannelTransition& transition, double v, double celsius) noexcept;

// The functions of the descriptor.
void channel_initialize(const NrnMechRun* run);
void channel_current(const NrnMechRun* run);
void channel_solve(const NrnMechRun* run);
void channel_update_tables(const NrnMechRun* run);

}  // namespace nrn::mech
