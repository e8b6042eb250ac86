// Simulation: the conductor of a time step (flow D of the design). It calls the leaves in order; they never call it.
// State of a Context: context.state<Simulation>().
//
// A step of the fixed method from t0, with half = dt/2:
//     thresholds; events to t0 + half; play; currents and matrix at t0 + half; solve; voltages; t = t0 + dt; play;
//     states; record; events to t0 + dt.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/context.hpp"
#include "cable/cable.hpp"
#include "event/events.hpp"
#include "mech/environment.hpp"
#include "mech/runs.hpp"
#include "sim/extracellular.hpp"
#include "sim/model.hpp"

namespace nrn::sim {

// Actions of FInitializeHandler: type 3 before anything, 0 before INITIAL, 1 after it, 2 at the end.
inline constexpr std::size_t kHandlerTypes = 4;
struct Handler {
    std::function<void()> action;
};

class Simulation {
  public:
    Simulation() = default;
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    void attach(Context& context);  // once, when the Context is made

    // ---- what users call ----
    void initialize();          // finitialize(): voltages as they are
    void initialize(double v);  // [mV]
    void advance();             // fadvance(): one step
    void current();             // fcurrent(): currents and matrix for the present state, no step
    void restart_recording();   // frecord_init()
    // Steps until t >= until (within half a step). between() is called after each, true ends the run.
    void run(double until, const std::function<bool()>& between);

    Handler& add_handler(int type, std::function<void()> action);
    void remove_handler(int type, const Handler& handler) noexcept;

    Model& model() noexcept {  // ready to be used
        prepare();
        return model_;
    }

  private:
    using Kernel = void (*NrnMechanism::*)(const NrnMechRun*);
    void prepare();  // rows in order, areas and addresses up to date
    void check_step() const;
    void run_handlers(int type);
    void initialize_all(const double* v);  // null: voltages as they are
    void initialize_mechanisms();
    void set_time(double t) noexcept;
    void set_up();  // currents and matrix
    void solve();
    void update();  // voltages from the solution
    void correct_ion_currents();
    void solve_states();
    // Of all mechanisms that have it, or of those alone that inject from electrodes (true) or do not (false).
    void call(Kernel kernel, std::optional<bool> electrodes = {});
    double step() const noexcept {  // what the capacitance divides by: dt, or half of it for Crank-Nicolson
        return environment_->secondorder == 0 ? environment_->dt : environment_->dt / 2.0;
    }

    Context* context_ = nullptr;
    cable::Cable* cable_ = nullptr;
    event::Events* events_ = nullptr;
    mech::Environment* environment_ = nullptr;
    Model model_;
    Extracellular outside_;
    std::vector<double> membrane_rhs_;  // [mA/cm2] without electrodes, for i_membrane_ and extracellular
    std::vector<double> membrane_d_;    // [S/cm2]
    std::array<std::vector<std::unique_ptr<Handler>>, kHandlerTypes> handlers_;
};

}  // namespace nrn::sim
