// finitialize: a list of calls.
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "sim/ions.hpp"
#include "sim/simulation.hpp"

namespace nrn::sim {

void Simulation::initialize(double v) {
    if (!std::isfinite(v)) {
        fail(ErrorKind::Value, "finitialize(): the voltage is %g, not a finite number", v);
    }
    initialize_all(&v);
}

void Simulation::initialize() {
    initialize_all(nullptr);
}

void Simulation::initialize_all(const double* v) {
    check_step();
    check_no_sections();
    run_handlers(3);
    prepare();
    events_->clear();
    set_time(0.0);
    events_->start_playing();
    for (const std::size_t column : {cable::kICap, cable::kIMembrane}) {
        if (cable_->nodes.has(column)) {
            std::fill_n(cable_->nodes.column(column), cable_->nodes.size(), 0.0);
        }
    }
    last_step_ = 0.0;
    outside_.reset(cable_->nodes);
    if (v != nullptr) {
        double* column = cable_->nodes.column(cable::kV);
        std::fill_n(column, cable_->nodes.size(), *v);
    }
    run_handlers(0);
    prepare();
    set_time(0.0);
    transfer();
    initialize_mechanisms();
    events_->start_connections();
    run_handlers(1);
    prepare();
    set_time(0.0);
    events_->start_thresholds(0.0);
    events_->deliver(0.0);
    prepare();
    set_time(0.0);
    set_up();
    call(&NrnMechanism::before_step);
    events_->raise_reported();
    events_->start_recording();
    run_handlers(2);
    clock.start();
}

void Simulation::initialize_mechanisms() {
    initialize_ions(cable_->registry, environment_->celsius);
    call(&NrnMechanism::update_tables);
    call(&NrnMechanism::before_initial);
    // Mechanisms that write concentrations come first: others read them.
    const auto writes_concentrations = [](const mech::Mechanism& mechanism) {
        return std::any_of(mechanism.ions.begin(), mechanism.ions.end(), [](const mech::IonUse& use) {
            return (use.writes & (NRN_ION_INSIDE | NRN_ION_OUTSIDE)) != 0;
        });
    };
    for (const bool first : {true, false}) {
        for (const auto& mechanism : cable_->registry.all()) {
            const NrnMechanism* abi = mechanism->abi();
            if (abi == nullptr || abi->initialize == nullptr || writes_concentrations(*mechanism) != first) {
                continue;
            }
            const NrnMechRun& run = model_.runs.of(*mechanism).run;
            if (run.begin < run.end) {
                abi->initialize(&run);
            }
        }
        events_->raise_reported();
        if (first) {
            follow_concentrations(cable_->registry, environment_->celsius);
        }
    }
    call(&NrnMechanism::after_initial);
}

}  // namespace nrn::sim
