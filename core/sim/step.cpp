// The fixed step: a list of calls, each of which is a loop over rows.
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "numeric/tree.hpp"
#include "sim/finite.hpp"
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

// ---- the parts of a step; each works on rows of its own ----

// Membrane currents but those of electrodes, and their conductances.
void Simulation::set_up_membrane(const Part& part, double t) {
    mech::Table& nodes = cable_->nodes;
    const std::size_t n = part.end - part.begin;
    double* rhs = nodes.column(kRhs) + part.begin;
    double* d = nodes.column(kD) + part.begin;
    std::fill_n(rhs, n, 0.0);
    std::fill_n(d, n, 0.0);
    for (const Present* each : parts_.having.ions) {
        start_ion_currents(*each->mechanism, each->first[part.index], each->first[part.index + 1],
                           environment_->celsius);
    }
    Parts::call(parts_.having.before_breakpoint, &NrnMechanism::before_breakpoint, part, t);
    Parts::call(parts_.having.membrane_current, &NrnMechanism::current, part, t);
    if (cable_->membrane_currents || outside_.active()) {
        std::copy_n(rhs, n, membrane_rhs_.begin() + part.begin);
        std::copy_n(d, n, membrane_d_.begin() + part.begin);
    }
}

// For currents that are computed on demand.
void Simulation::make_room() {
    if (cable_->membrane_currents || outside_.active()) {
        membrane_rhs_.resize(model_.size());
        membrane_d_.resize(model_.size());
    }
}

void Simulation::set_up_electrodes(const Part& part, double t) {
    Parts::call(parts_.having.electrode_current, &NrnMechanism::current, part, t);
}

void Simulation::set_up_axial(const NodeOrder::Block& block) {
    mech::Table& nodes = cable_->nodes;
    numeric::add_tree_flow(model_.order().shape(block), system_of(nodes), nodes.column(kV));
}

numeric::TreeStorage Simulation::storage_of(const NodeOrder::Block& block) const noexcept {
    return {block.end - block.begin, cable_->nodes.column(kCm) + block.begin, kPerStep / step()};
}

// What couplings and capacitance add to the diagonal.
void Simulation::set_up_diagonal(const NodeOrder::Block& block) {
    numeric::add_tree_storage(storage_of(block), model_.axial().data() + block.begin,
                              cable_->nodes.column(kD) + block.begin);
}

numeric::TreeStep Simulation::tree_step(const NodeOrder::Block& block) const noexcept {
    double* i_cap = cable_->nodes.column(kICap);  // null while nobody asks for it
    return {storage_of(block), model_.axial().data() + block.begin, times(),
            i_cap == nullptr ? nullptr : i_cap + block.begin};
}

// Voltages from the solution, which is the change within step().
void Simulation::update(const NodeOrder::Block& block) {
    mech::Table& nodes = cable_->nodes;
    const numeric::TreeStep step = tree_step(block);
    end_voltages(block, numeric::apply_tree_change(step.storage, nodes.column(kRhs) + block.begin, step.times,
                                                   nodes.column(kV) + block.begin, step.flow));
}

// Behind every solution.
void Simulation::end_voltages(const NodeOrder::Block& block, bool finite) noexcept {
    if (!finite) {
        finite_.store(false, std::memory_order_relaxed);
    }
    if (cable_->membrane_currents) {
        mech::Table& nodes = cable_->nodes;
        const double* change = nodes.column(kRhs);
        const double* i_cap = nodes.column(kICap);
        const double* area = nodes.column(kArea);
        double* i_membrane = nodes.column(kIMembrane);
        for (std::size_t i = block.begin; i < block.end; ++i) {
            i_membrane[i] = (membrane_d_[i] * change[i] - membrane_rhs_[i] + i_cap[i]) * area[i] * kPerArea;
        }
    }
}

// secondorder 2: currents of ions, taken at the start of the step, move on to its middle.
void Simulation::correct_ion_currents(const Part& part) {
    const double* change = cable_->nodes.column(kRhs);
    for (const Present* each : parts_.having.ions) {
        double* current = each->mechanism->table.column(mech::kIonCurrent);
        const double* slope = each->mechanism->table.column(mech::kIonDCurrent);
        const std::int32_t* node = each->run->run.node;
        for (std::int32_t i = each->first[part.index]; i < each->first[part.index + 1]; ++i) {
            current[i] += slope[i] * change[node[i]];
        }
    }
}

// Of all mechanisms, or of those alone that inject from electrodes (true) or do not (false).
void Simulation::solve_states(const Part& part, double t, std::optional<bool> electrodes) {
    for (const Present* each : parts_.having.solve) {
        if (!electrodes || each->electrode() == *electrodes) {
            Parts::call(*each, each->mechanism->abi()->solve, part, t);
        }
    }
}

// What diffuses along sections, when all states are known; then AFTER SOLVE.
void Simulation::diffuse(Team* team, double end) {
    work_.blocks.run(team, [&](std::size_t block) { diffusion_.solve(block, end, environment_->dt); });
    work_.all.run(team, [&](std::size_t i) { finish_states(parts_.all[i], end); });
}

void Simulation::finish_states(const Part& part, double t) {
    Parts::call(parts_.having.after_solve, &NrnMechanism::after_solve, part, t);
}

// Voltages on the other side of gap junctions and the like.
void Simulation::transfer() {
    event::Transfer& transfer = events_->transfer;
    if (transfer.incomplete()) {
        fail(ErrorKind::Value,
             "there are source_var() or target_var() that setup_transfer() has not seen: call it on all ranks");
    }
    if (transfer.active()) {
        transfer.run();
    }
}

// ---- a step of all rows ----

// Currents and matrix for the present voltages, states and time.
void Simulation::set_up() {
    const double t = environment_->t;
    make_room();
    for (const Part& part : parts_.all) {
        set_up_membrane(part, t);
    }
    {
        const Extracellular::Inside inside(outside_, cable_->nodes);
        for (const Part& part : parts_.all) {
            set_up_electrodes(part, t);
        }
        for (const NodeOrder::Block& block : model_.order().blocks) {
            set_up_axial(block);
        }
    }
    for (const NodeOrder::Block& block : model_.order().blocks) {
        set_up_diagonal(block);
    }
    events_->raise_reported();
}

// With extracellular, whose equations couple all trees that have it into one matrix.
void Simulation::advance_outside(double end) {
    set_up();
    outside_.solve(*cable_, model_, membrane_rhs_, membrane_d_, step());
    for (const NodeOrder::Block& block : model_.order().blocks) {
        update(block);
    }
    outside_.update(*cable_, times());
    if (environment_->secondorder == 2) {
        for (const Part& part : parts_.all) {
            correct_ion_currents(part);
        }
    }
    set_time(end);
    transfer();
    events_->play(end);
    for (const Part& part : parts_.all) {
        solve_states(part, end, false);
    }
    {  // electrodes are inside: where there is extracellular, they see the potential there
        const Extracellular::Inside inside(outside_, cable_->nodes);
        for (const Part& part : parts_.all) {
            solve_states(part, end, true);
        }
    }
    diffuse(nullptr, end);
}

// ---- a step of blocks that know nothing of one another, divided among threads ----

// Voltages at the end of the step, from currents at its middle.
void Simulation::advance_voltages(const NodeOrder::Block& block) {
    mech::Table& nodes = cable_->nodes;
    end_voltages(block, numeric::advance_tree(model_.order().shape(block), system_of(nodes), tree_step(block),
                                              nodes.column(kV)));
}

// The same in blocks with pieces of split cells: first what the pieces would be alone, then, when the voltages are
// known where they are joined, those in between.
void Simulation::condense(const BlockParts& block) {
    set_up_axial(*block.block);
    set_up_diagonal(*block.block);
    numeric::eliminate_tree(model_.order().shape(*block.block), system_of(cable_->nodes));
    split.condense(parts_.number(block), split_rows());
}

void Simulation::expand(const BlockParts& block) {
    split.expand(parts_.number(block), split_rows());
    numeric::substitute_tree(model_.order().shape(*block.block), system_of(cable_->nodes));
    update(*block.block);
    split.settle(parts_.number(block), split_rows());
}

Split::Rows Simulation::split_rows() const noexcept {
    mech::Table& nodes = cable_->nodes;
    return {system_of(nodes), nodes.column(kArea), nodes.column(kV), times()};
}

void Simulation::advance_blocks(double middle, double end) {
    // Numbers are played into variables, and move from one to another, before the states.
    const bool apart = events_->recordings.plays() || events_->transfer.active() || events_->transfer.incomplete();
    Team* team = parts_.threadsafe ? team_.get() : nullptr;
    const event::Events::Shared shared(*events_, team != nullptr);
    const auto correct = [&](const BlockParts& block) {
        for (std::size_t k = block.first; k < block.last && environment_->secondorder == 2; ++k) {
            correct_ion_currents(parts_.all[k]);
        }
    };
    const auto states = [&](const Part& part) {
        solve_states(part, end, {});
        if (!diffusion_.active()) {
            finish_states(part, end);
        }
    };
    // A block of one part goes through the whole step while it is in the cache.
    work_.first.run(team, [&](std::size_t i) {
        const auto& [block, part] = work_.first_tasks[i];
        set_up_membrane(*part, middle);
        set_up_electrodes(*part, middle);
        if (!block->whole()) {
            return;
        }
        if (split.touches(parts_.number(*block))) {
            condense(*block);
            return;
        }
        advance_voltages(*block->block);
        correct(*block);
        if (!apart) {
            states(*part);
        }
    });
    work_.large.run(team, [&](std::size_t i) {
        const BlockParts& block = *work_.large_blocks[i];
        if (split.touches(parts_.number(block))) {
            condense(block);
            return;
        }
        advance_voltages(*block.block);
        correct(block);
    });
    if (split.active()) {
        split.solve();
        work_.split.run(team, [&](std::size_t i) {
            const BlockParts& block = *work_.split_blocks[i];
            expand(block);
            correct(block);
            if (block.whole() && !apart) {
                states(parts_.all[block.first]);
            }
        });
    }
    set_time(end);
    if (apart) {
        transfer();
        events_->play(end);
        work_.all.run(team, [&](std::size_t i) { states(parts_.all[i]); });
    } else {
        work_.large_states.run(team, [&](std::size_t i) { states(*work_.large_parts[i]); });
    }
    if (diffusion_.active()) {
        diffuse(team, end);
    }
}

void Simulation::end_timing() noexcept {
    if (team_ != nullptr) {
        team_->time_rounds(0.0);
    }
    clock.end();
}

void Simulation::advance() {
    if (by_events_) {
        const double next = events_->queue.next_time();
        advance_by_events(std::isfinite(next) ? std::max(next, environment_->t) : environment_->t + environment_->dt,
                          SIZE_MAX);
        return;
    }
    check_step();
    prepare();
    split.check();
    if (clock.begin() && team_ != nullptr) [[unlikely]] {
        team_->time_rounds(clock.weight());
    }
    const double half = environment_->dt / 2.0;
    model_.runs.set_environment(environment_->t, environment_->dt, environment_->celsius);
    for (const auto& [kernel, run] : table_calls_) {
        kernel(run);
    }
    events_->raise_reported();
    events_->detect(environment_->t);
    if (events_->deliver(environment_->t + half)) {
        prepare();  // an event may have changed the model
        split.check();
    }
    clock.pass(&StepClock::Sums::events);
    make_room();
    const double travelled = clock.timed() ? travel_time() : 0.0;
    const double middle = environment_->t + half;
    set_time(middle);
    events_->play(middle);
    if (outside_.active()) {
        advance_outside(middle + half);
    } else {
        advance_blocks(middle, middle + half);
    }
    last_step_ = step();
    for (const auto& [kernel, run] : before_step_calls_) {  // with what the step has come to, before it is recorded
        kernel(run);
    }
    events_->raise_reported();
    if (clock.timed()) [[unlikely]] {
        clock.pass(&StepClock::Sums::integration, travel_time() - travelled);
    }
    events_->record(environment_->t);
    clock.pass(&StepClock::Sums::rest);
    events_->deliver(environment_->t);
    clock.pass(&StepClock::Sums::events);
    if (clock.timed()) [[unlikely]] {
        end_timing();
    }
    events_->exchange.end_step(environment_->t, environment_->dt);
    if (!finite_.load(std::memory_order_relaxed)) {
        finite_.store(true, std::memory_order_relaxed);
        check_voltages(*cable_, environment_->t);
    }
}

// The change of voltages in the last step, which tells i_cap until rhs is used again.
void Simulation::bring_i_cap() {
    mech::Table& nodes = cable_->nodes;
    if (nodes.has(kICap)) {
        return;
    }
    nodes.bring(kICap);
    const double* change = nodes.column(kRhs);
    const double* cm = nodes.column(kCm);
    for (std::size_t i = 0; i < nodes.size() && last_step_ > 0.0; ++i) {
        nodes.column(kICap)[i] = kPerStep / last_step_ * cm[i] * change[i];
    }
}

void Simulation::current() {
    check_step();
    if (last_step_ > 0.0) {
        bring_i_cap();
    }
    prepare();
    set_time(environment_->t);
    call(&NrnMechanism::update_tables);
    set_up();
}

}  // namespace nrn::sim
