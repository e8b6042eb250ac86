// The fixed step: a list of calls, each of which is a loop over rows.
#include <algorithm>
#include <cmath>

#include "numeric/tree.hpp"
#include "sim/ions.hpp"
#include "sim/simulation.hpp"

namespace nrn::sim {

namespace {

using cable::kA;
using cable::kArea;
using cable::kB;
using cable::kCm;
using cable::kD;
using cable::kICap;
using cable::kIMembrane;
using cable::kRhs;
using cable::kV;

constexpr double kPerStep = 1e-3;  // [uF/cm2/ms] in [S/cm2]
constexpr double kPerArea = 1e-2;  // [mA/cm2 um2] in [nA]

numeric::TreeSystem system_of(mech::Table& nodes) noexcept {
    return {nodes.column(kA), nodes.column(kB), nodes.column(kD), nodes.column(kRhs)};
}

}  // namespace

// Currents and matrix for the present voltages, states and time.
void Simulation::set_up() {
    mech::Table& nodes = cable_->nodes;
    const std::size_t n = model_.size();
    double* rhs = nodes.column(kRhs);
    double* d = nodes.column(kD);
    std::fill(rhs, rhs + n, 0.0);
    std::fill(d, d + n, 0.0);
    start_ion_currents(cable_->registry, environment_->celsius);
    call(&NrnMechanism::before_breakpoint);
    call(&NrnMechanism::current, false);
    if (cable_->membrane_currents || outside_.active()) {
        membrane_rhs_.assign(rhs, rhs + n);
        membrane_d_.assign(d, d + n);
    }
    {
        const Extracellular::Inside inside(outside_, nodes);
        call(&NrnMechanism::current, true);
        for (const NodeOrder::Block& block : model_.order().blocks) {
            numeric::add_tree_flow(model_.order().shape(block), system_of(nodes), nodes.column(kV));
        }
    }
    const double* cm = nodes.column(kCm);
    const double* axial = model_.axial().data();
    const double factor = kPerStep / step();
    const double* capacitive = model_.capacitive().data();  // 1, and 0 at nodes without area
    for (std::size_t i = 0; i < n; ++i) {
        d[i] += axial[i] + factor * capacitive[i] * cm[i];
    }
}

void Simulation::solve() {
    if (outside_.active()) {
        outside_.solve(*cable_, model_, membrane_rhs_, membrane_d_, step());
        return;
    }
    for (const NodeOrder::Block& block : model_.order().blocks) {
        numeric::solve_tree(model_.order().shape(block), system_of(cable_->nodes));
    }
}

// Voltages from the solution, which is the change within step().
void Simulation::update() {
    mech::Table& nodes = cable_->nodes;
    const std::size_t n = model_.size();
    double* v = nodes.column(kV);
    double* i_cap = nodes.column(kICap);
    const double* change = nodes.column(kRhs);
    const double* cm = nodes.column(kCm);
    const double* capacitive = model_.capacitive().data();
    const double factor = kPerStep / step();
    const double times = environment_->secondorder == 0 ? 1.0 : 2.0;
    for (std::size_t i = 0; i < n; ++i) {
        v[i] += times * change[i];
        i_cap[i] = factor * capacitive[i] * cm[i] * change[i];
    }
    outside_.update(*cable_, times);
    if (environment_->secondorder == 2) {
        correct_ion_currents();
    }
    if (cable_->membrane_currents) {
        const double* area = nodes.column(kArea);
        double* i_membrane = nodes.column(kIMembrane);
        for (std::size_t i = 0; i < n; ++i) {
            i_membrane[i] = (membrane_d_[i] * change[i] - membrane_rhs_[i] + i_cap[i]) * area[i] * kPerArea;
        }
    }
}

// secondorder 2: currents of ions, taken at the start of the step, move on to its middle.
void Simulation::correct_ion_currents() {
    const double* change = cable_->nodes.column(kRhs);
    for (const auto& ion : cable_->registry.all()) {
        if (ion->kind() != mech::Kind::Ion) {
            continue;
        }
        double* current = ion->table.column(mech::kIonCurrent);
        const double* slope = ion->table.column(mech::kIonDCurrent);
        const std::vector<std::int32_t>& node = model_.runs.of(*ion).node;
        for (std::size_t i = 0; i < ion->table.size(); ++i) {
            current[i] += slope[i] * change[node[i]];
        }
    }
}

// Electrodes are inside: where there is extracellular, they see the potential there.
void Simulation::solve_states() {
    if (!outside_.active()) {
        call(&NrnMechanism::solve);
        return;
    }
    call(&NrnMechanism::solve, false);
    const Extracellular::Inside inside(outside_, cable_->nodes);
    call(&NrnMechanism::solve, true);
}

void Simulation::advance() {
    check_step();
    prepare();
    const double half = environment_->dt / 2.0;
    model_.runs.set_environment(environment_->t, environment_->dt, environment_->celsius);
    call(&NrnMechanism::update_tables);
    call(&NrnMechanism::before_step);
    events_->detect(environment_->t);
    events_->deliver(environment_->t + half);
    prepare();  // an event may have changed the model
    set_time(environment_->t + half);
    events_->play(environment_->t);
    set_up();
    solve();
    update();
    set_time(environment_->t + half);
    events_->play(environment_->t);
    solve_states();
    call(&NrnMechanism::after_solve);
    events_->record(environment_->t);
    events_->deliver(environment_->t);
}

void Simulation::current() {
    check_step();
    prepare();
    set_time(environment_->t);
    call(&NrnMechanism::update_tables);
    set_up();
}

}  // namespace nrn::sim
