// What a channel made at run time does in a step, for a range of instances.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "mech/channel.hpp"
#include "mech/eliminate.hpp"

namespace nrn::mech {

namespace {

constexpr double kPerArea = 1e2;       // [nA/um2] in [mA/cm2]
constexpr double kPointCurrent = 1e6;  // [mA] in [nA]
constexpr double kVoltageStep = 1e-3;  // [mV] for the slope of the GHK current

double power(double x, int exponent) noexcept {
    double product = 1.0;
    for (int k = 0; k < exponent; ++k) {
        product *= x;
    }
    return product;
}

// The part of the conductance that is open.
double open_part(const ChannelDesign& design, double* const* data, std::size_t i) noexcept {
    double open = 1.0;
    for (const ChannelGate& gate : design.gates) {
        double sum = 0.0;
        for (std::size_t k = gate.first; k < gate.first + gate.count; ++k) {
            sum += design.states[k].fraction * data[kChannelStates + k][i];
        }
        open *= power(sum, gate.power);
    }
    return open;
}

// What the forward rate is multiplied by.
double binding(const NrnMechRun& run, const ChannelTransition& transition, std::size_t ligand, std::size_t i) noexcept {
    if (!transition.has_ligand()) {
        return 1.0;
    }
    const NrnIonView& ion = run.ions[ligand];
    const double* concentration = transition.drive == Drive::Inside ? ion.inside : ion.outside;
    return power(concentration[ion.row[i]], transition.stoichiometry);
}

// Memory for the equations of the schemes, used for one instance after the other.
struct Equations {
    std::vector<double> matrix, x;
};

// The states of a scheme after a step dt from x: (1 - dt A) new = x.
void implicit_step(const NrnMechRun& run, const Channel::Scheme& scheme, std::size_t i, double dt, Equations& of) {
    const Channel& channel = Channel::of(run);
    const std::size_t n = scheme.states.size();
    const double v = run.v[run.node[i]];
    of.matrix.assign(n * n, 0.0);
    for (std::size_t k = 0; k < n; ++k) {
        of.matrix[k * n + k] = 1.0;
    }
    for (const Channel::Scheme::Move& move : scheme.moves) {
        const ChannelTransition& transition = channel.design().transitions[move.transition];
        const RatePair rate = rates(transition, v, run.celsius);
        const double forward = rate.forward * binding(run, transition, move.ligand, i) * dt;
        const double backward = rate.backward * dt;
        of.matrix[move.source * n + move.source] += forward;
        of.matrix[move.target * n + move.source] -= forward;
        of.matrix[move.target * n + move.target] += backward;
        of.matrix[move.source * n + move.target] -= backward;
    }
    // The sum does not change. Said by an equation of its own it holds for the longest step too.
    std::fill(&of.matrix[(n - 1) * n], &of.matrix[(n - 1) * n] + n, 1.0);
    of.x[n - 1] = std::accumulate(of.x.begin(), of.x.end(), 0.0);
    if (!eliminate(of.matrix, of.x)) {
        run.services->error(&run, static_cast<std::int32_t>(i), "its kinetic scheme has no solution for these rates");
    }
}

// One step of all states that transitions move.
void step_schemes(const NrnMechRun& run, double dt) {
    Equations equations;
    for (const Channel::Scheme& scheme : Channel::of(run).schemes()) {
        equations.x.resize(scheme.states.size());
        for (auto i = static_cast<std::size_t>(run.begin); i < static_cast<std::size_t>(run.end); ++i) {
            for (std::size_t k = 0; k < scheme.states.size(); ++k) {
                equations.x[k] = run.data[kChannelStates + scheme.states[k]][i];
            }
            implicit_step(run, scheme, i, dt, equations);
            for (std::size_t k = 0; k < scheme.states.size(); ++k) {
                run.data[kChannelStates + scheme.states[k]][i] = equations.x[k];
            }
        }
    }
}

// ---- states of Hodgkin and Huxley: the one of gate k is state k, moved by transition k ----

std::size_t single_states(const ChannelDesign& design) noexcept {
    std::size_t n = 0;
    while (n < design.gates.size() && !design.gates[n].kinetic) {
        ++n;
    }
    return n;
}

void step_by_functions(const NrnMechRun& run, std::size_t k) noexcept {
    const ChannelTransition& transition = Channel::of(run).design().transitions[k];
    double* state = run.data[kChannelStates + k];
    for (std::int32_t i = run.begin; i < run.end; ++i) {
        const Approach to = approach(transition, run.v[run.node[i]], run.celsius);
        state[i] += (1.0 - std::exp(-run.dt / to.tau)) * (to.steady - state[i]);
    }
}

void step_by_table(const NrnMechRun& run, std::size_t k) noexcept {
    const Channel& channel = Channel::of(run);
    const ChannelTable& range = channel.design().table;
    const double* steady = channel.table.steady.data() + k * range.size;
    const double* part = channel.table.part.data() + k * range.size;
    const auto last = static_cast<double>(range.size - 1);
    double* state = run.data[kChannelStates + k];
    for (std::int32_t i = run.begin; i < run.end; ++i) {
        const double place = (run.v[run.node[i]] - range.low) / (range.high - range.low) * last;
        const double inside = std::clamp(place, 0.0, last);
        const auto cell = std::min(static_cast<std::size_t>(inside), range.size - 2);
        const double rest = inside - static_cast<double>(cell);
        const double goal = steady[cell] + rest * (steady[cell + 1] - steady[cell]);
        state[i] += (part[cell] + rest * (part[cell + 1] - part[cell])) * (goal - state[i]);
    }
}

// A channel that is not ready to be used ends the run.
bool check_functions(const NrnMechRun& run) {
    const ChannelDesign& design = Channel::of(run).design();
    for (std::size_t k = 0; k < design.transitions.size(); ++k) {
        const ChannelTransition& each = design.transitions[k];
        if (!each.f[0].complete() || !each.f[1].complete()) {
            const bool unset = each.f[0].kind == Rate::kUnset || each.f[1].kind == Rate::kUnset;
            const std::string message =
                format("transition %zu (%s to %s) has no %s: KSTrans.set_f sets them", k,
                       design.states[each.source].name.c_str(), design.states[each.target].name.c_str(),
                       unset ? "functions yet" : "parameters any more, their Vector is too short");
            run.services->error(&run, run.begin, message.c_str());
            return false;
        }
    }
    return true;
}

}  // namespace

RatePair rates(const ChannelTransition& transition, double v, double celsius) noexcept {
    const double first = transition.f[0].at(v, celsius);
    const double second = transition.f[1].at(v, celsius);
    if (transition.drive == Drive::InfTau) {
        return {first / second, (1.0 - first) / second};
    }
    return transition.has_ligand() ? RatePair{transition.f[0].factor(), transition.f[1].factor()}
                                   : RatePair{first, second};
}

Approach approach(const ChannelTransition& transition, double v, double celsius) noexcept {
    const double first = transition.f[0].at(v, celsius);
    const double second = transition.f[1].at(v, celsius);
    if (transition.drive == Drive::InfTau) {
        return {first, second};
    }
    return {first / (first + second), 1.0 / (first + second)};
}

void channel_update_tables(const NrnMechRun* run) {
    const Channel& channel = Channel::of(*run);
    const ChannelTable& range = channel.design().table;
    Channel::StepTable& table = channel.table;
    if (!range.used) {
        return;
    }
    const std::size_t n = single_states(channel.design());
    std::vector<double> numbers{run->dt, run->celsius};
    for (std::size_t k = 0; k < n; ++k) {
        for (const Rate& rate : channel.design().transitions[k].f) {
            numbers.insert(numbers.end(), rate.values().begin(), rate.values().end());
        }
    }
    if (table.ready && table.numbers == numbers) {
        return;
    }
    table.steady.resize(n * range.size);
    table.part.resize(n * range.size);
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t cell = 0; cell < range.size; ++cell) {
            const double v =
                range.low + (range.high - range.low) * static_cast<double>(cell) / static_cast<double>(range.size - 1);
            const Approach to = approach(channel.design().transitions[k], v, run->celsius);
            table.steady[k * range.size + cell] = to.steady;
            table.part[k * range.size + cell] = 1.0 - std::exp(-run->dt / to.tau);
        }
    }
    table.numbers = std::move(numbers);
    table.ready = true;
}

void channel_initialize(const NrnMechRun* run) {
    const ChannelDesign& design = Channel::of(*run).design();
    if (!check_functions(*run)) {
        return;
    }
    for (std::size_t k = 0; k < single_states(design); ++k) {
        for (std::int32_t i = run->begin; i < run->end; ++i) {
            const Approach to = approach(design.transitions[k], run->v[run->node[i]], run->celsius);
            run->data[kChannelStates + k][i] = to.steady;
        }
    }
    for (const ChannelGate& gate : design.gates) {
        for (std::size_t k = 0; gate.kinetic && k < gate.count; ++k) {
            double* state = run->data[kChannelStates + gate.first + k];
            std::fill(state + run->begin, state + run->end, k == 0 ? 1.0 : 0.0);
        }
    }
    step_schemes(*run, kLongStep);
}

void channel_solve(const NrnMechRun* run) {
    const ChannelDesign& design = Channel::of(*run).design();
    if (!check_functions(*run)) {
        return;
    }
    for (std::size_t k = 0; k < single_states(design); ++k) {
        if (design.table.used) {
            step_by_table(*run, k);
        } else {
            step_by_functions(*run, k);
        }
    }
    step_schemes(*run, run->dt);
}

void channel_current(const NrnMechRun* run) {
    const Channel& channel = Channel::of(*run);
    const ChannelDesign& design = channel.design();
    const bool has_ion = !design.ion.empty();
    const NrnIonView* ion = has_ion ? &run->ions[channel.ion_place(design.ion)] : nullptr;
    for (auto i = static_cast<std::size_t>(run->begin); i < static_cast<std::size_t>(run->end); ++i) {
        const auto node = static_cast<std::size_t>(run->node[i]);
        const double v = run->v[node];
        const double open = run->data[kChannelMax][i] * open_part(design, run->data, i);
        double current = 0.0;
        double slope = open;
        if (design.permeates()) {
            const auto flow = [&](double at) {
                return ghk(at, ion->inside[ion->row[i]], ion->outside[ion->row[i]], channel.charge, run->celsius);
            };
            const double factor = design.is_point ? kPointCurrent * open : open;
            current = factor * flow(v);
            slope = factor * (flow(v + kVoltageStep) - flow(v)) / kVoltageStep;
        } else {
            current = open * (v - (has_ion ? ion->e[ion->row[i]] : run->data[kChannelE][i]));
        }
        run->data[kChannelG][i] = open;
        run->data[kChannelCurrent][i] = current;
        const double scale = design.is_point ? kPerArea / run->area[node] : 1.0;
        run->rhs[node] -= scale * current;
        run->d[node] += scale * slope;
        if (has_ion) {
            ion->current[ion->row[i]] += scale * current;
            ion->dcurrent[ion->row[i]] += scale * slope;
        }
    }
}

}  // namespace nrn::mech
