#include "sim/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "object/host.hpp"

namespace nrn::sim {

void Simulation::attach(Context& context) {
    context_ = &context;
    cable_ = &context.state<cable::Cable>();
    events_ = &context.state<event::Events>();
    environment_ = &context.state<mech::Environment>();
    cable_->i_cap_wanted = [this] { bring_i_cap(); };
}

Handler& Simulation::add_handler(int type, std::function<void()> action) {
    auto& list = handlers_[static_cast<std::size_t>(type)];
    list.push_back(std::make_unique<Handler>(Handler{std::move(action)}));
    return *list.back();
}

void Simulation::remove_handler(int type, const Handler& handler) noexcept {
    std::erase_if(handlers_[static_cast<std::size_t>(type)], [&](const auto& each) { return each.get() == &handler; });
}

// A handler may add and remove handlers: those that are there at the start run, each while it still exists.
void Simulation::run_handlers(int type) {
    auto& list = handlers_[static_cast<std::size_t>(type)];
    std::vector<Handler*> todo;
    for (const auto& handler : list) {
        todo.push_back(handler.get());
    }
    for (Handler* handler : todo) {
        const auto found =
            std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.get() == handler; });
        if (found != list.end()) {
            const std::function<void()> action = handler->action;
            action();
        }
    }
}

void Simulation::prepare() {
    environment_->diam_changed = 0;
    if (model_.ready(*cable_)) {
        return;
    }
    const HostAwake awake(host_of(*context_));  // memory moves, which other threads may be reading
    model_.prepare(*cable_, events_->services(), {split.roots(), threads()});
    parts_.prepare(model_.order(), cable_->registry, model_.runs);
    split.prepare(*cable_, model_.order(), parts_);
    divide_work();
    outside_.prepare(*cable_, model_);
    diffusion_.prepare(*cable_, parts_);
    events_->prepare(model_.runs);
    table_calls_ = calls_of(&NrnMechanism::update_tables);
    before_step_calls_ = calls_of(&NrnMechanism::before_step);
}

// The mechanisms that have this kernel and instances for it.
std::vector<Simulation::KernelCall> Simulation::calls_of(Kernel kernel) {
    std::vector<KernelCall> calls;
    for (const auto& mechanism : cable_->registry.all()) {
        const NrnMechanism* abi = mechanism->abi();
        const NrnMechRun& run = model_.runs.of(*mechanism).run;
        if (abi != nullptr && abi->*kernel != nullptr && run.begin < run.end) {
            calls.emplace_back(abi->*kernel, &run);
        }
    }
    return calls;
}

void Simulation::set_time(double t) noexcept {
    environment_->t = t;
    model_.runs.set_environment(t, environment_->dt, environment_->celsius);
}

void Simulation::check_step() const {
    if (!(environment_->dt > 0.0) || !std::isfinite(environment_->dt)) {
        fail(ErrorKind::Value, "h.dt is %g: a time step must be above 0 ms", environment_->dt);
    }
}

void Simulation::call(Kernel kernel) {
    for (const auto& [function, run] : calls_of(kernel)) {
        function(run);
    }
    events_->raise_reported();
}

void Simulation::set_threads(std::size_t n) {
    if (n != threads()) {
        team_ = n > 1 ? std::make_unique<Team>(n) : nullptr;
        team_began_ = clock.sums().integration;
        cable_->order_changed();  // other blocks
    }
}

double Simulation::thread_time(std::size_t thread) const noexcept {
    const StepClock::Sums sums = clock.sums();
    if (team_ == nullptr) {
        return sums.scaled(sums.integration - team_began_);
    }
    if (thread > 0) {
        return sums.scaled(team_->busy(thread));
    }
    return sums.scaled(sums.integration - team_began_ - team_->spent() + team_->busy(0));
}

void Simulation::divide_work() {
    const auto cost = [&](const Part& part) {
        double sum = part.end - part.begin;
        for (const Present& each : parts_.present) {
            sum += each.first[part.index + 1] - each.first[part.index];
        }
        return sum;
    };
    work_ = {};
    std::vector<double> first;
    std::vector<double> large;
    std::vector<double> in_pieces;
    std::vector<double> large_states;
    std::vector<double> all;
    std::vector<double> blocks;
    for (const BlockParts& block : parts_.blocks) {
        blocks.push_back(block.block->end - block.block->begin);
        for (std::size_t k = block.first; k < block.last; ++k) {
            const Part& part = parts_.all[k];
            work_.first_tasks.emplace_back(&block, &part);
            first.push_back(cost(part));
            all.push_back(cost(part));
            if (!block.whole()) {
                work_.large_parts.push_back(&part);
                large_states.push_back(cost(part));
            }
        }
        if (!block.whole()) {
            work_.large_blocks.push_back(&block);
            large.push_back(block.block->end - block.block->begin);
        }
        if (split.touches(parts_.number(block))) {
            work_.split_blocks.push_back(&block);
            in_pieces.push_back(block.block->end - block.block->begin);
        }
    }
    work_.first.prepare(std::move(first), threads());
    work_.large.prepare(std::move(large), threads());
    work_.split.prepare(std::move(in_pieces), threads());
    work_.large_states.prepare(std::move(large_states), threads());
    work_.all.prepare(std::move(all), threads());
    work_.blocks.prepare(std::move(blocks), threads());
}

void Simulation::restart_recording() {
    prepare();
    events_->start_recording();
}

event::Events& Simulation::ready_events() {
    prepare();
    return *events_;
}

void Simulation::resume(double t) {
    set_time(t);
    last_step_ = 0.0;
    finite_.store(true, std::memory_order_relaxed);
}

void Simulation::run(double until, const std::function<bool()>& between) {
    while (environment_->t < until - environment_->dt / 2.0) {
        advance();
        if (between && between()) {
            return;
        }
    }
}

}  // namespace nrn::sim
