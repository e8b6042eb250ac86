// Simulation: the conductor of a time step (flow D of the design). It calls the leaves in order; they never call it.
// State of a Context: context.state<Simulation>().
//
// A step of the fixed method from t0, with half = dt/2:
//     thresholds; events to t0 + half; play; currents and matrix at t0 + half; solve; voltages; t = t0 + dt; play;
//     states; record; events to t0 + dt.
#pragma once

#include <array>
#include <atomic>
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
#include "sim/diffusion.hpp"
#include "sim/extracellular.hpp"
#include "sim/memory.hpp"
#include "sim/model.hpp"
#include "sim/parts.hpp"
#include "sim/share.hpp"
#include "sim/split.hpp"
#include "sim/step_clock.hpp"
#include "sim/team.hpp"

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
    void advance();             // fadvance(): one step. Error(Value) behind a step that leaves a voltage not finite
    void current();             // fcurrent(): currents and matrix for the present state, no step
    void restart_recording();   // frecord_init()
    // Steps until t >= until (within half a step). between() is called after each, true ends the run.
    void run(double until, const std::function<bool()>& between);

    Handler& add_handler(int type, std::function<void()> action);
    void remove_handler(int type, const Handler& handler) noexcept;

    // Variable steps. A model of artificial cells alone then goes from event to event; one with sections is refused
    // with Error(NotImplemented) when it is to run.
    void set_by_events(bool by_events) noexcept {
        by_events_ = by_events;
    }
    bool by_events() const noexcept {
        return by_events_;
    }
    // Of such a model: at most `most` events up to `until`, then t is there and the result true.
    bool advance_by_events(double until, std::size_t most);

    // How many threads share the work of a step: at least 1. std::system_error when the system has no more.
    void set_threads(std::size_t n);
    std::size_t threads() const noexcept {
        return team_ == nullptr ? 1 : team_->size();
    }

    // For states that are saved: events with all addresses up to date; and the time is t, before any step from there.
    event::Events& ready_events();
    void resume(double t);

    std::vector<MemoryUse> memory();  // what the model takes
    // How long a thread has computed in steps: the first one also what is not shared. Since set_threads(). [s]
    double thread_time(std::size_t thread) const noexcept;
    StepClock clock;  // where the time of steps goes
    // Spent on what travels between ranks in each step. [s]
    double travel_time() const noexcept {
        return events_->transfer.time + split.exchange_time();
    }

    // Cells in pieces, which are joined by wires.
    Split split;

    Model& model() noexcept {  // ready to be used
        prepare();
        return model_;
    }

  private:
    using Kernel = void (*NrnMechanism::*)(const NrnMechRun*);
    void prepare();  // rows in order, areas and addresses up to date
    using KernelCall = std::pair<void (*)(const NrnMechRun*), const NrnMechRun*>;
    std::vector<KernelCall> calls_of(Kernel kernel);
    void check_step() const;
    void check_no_sections() const;
    void run_handlers(int type);
    void initialize_all(const double* v);  // null: voltages as they are
    void initialize_mechanisms();
    void set_time(double t) noexcept;
    void call(Kernel kernel);  // of all instances

    // Parts of a step.
    void make_room();
    void bring_i_cap();
    void set_up_membrane(const Part& part, double t);
    void set_up_electrodes(const Part& part, double t);
    void set_up_axial(const NodeOrder::Block& block);
    numeric::TreeStorage storage_of(const NodeOrder::Block& block) const noexcept;
    void set_up_diagonal(const NodeOrder::Block& block);
    numeric::TreeStep tree_step(const NodeOrder::Block& block) const noexcept;
    void update(const NodeOrder::Block& block);
    void end_voltages(const NodeOrder::Block& block, bool finite) noexcept;
    void correct_ion_currents(const Part& part);
    void solve_states(const Part& part, double t, std::optional<bool> electrodes);
    void finish_states(const Part& part, double t);
    void diffuse(Team* team, double end);
    void set_up();  // currents and matrix, of all
    void advance_outside(double end);
    void advance_voltages(const NodeOrder::Block& block);
    void condense(const BlockParts& block);
    void expand(const BlockParts& block);
    Split::Rows split_rows() const noexcept;
    void advance_blocks(double middle, double end);
    void transfer();
    void divide_work();
    void end_timing() noexcept;  // of a step that is timed

    double times() const noexcept {  // of the solution, in the change of voltages
        return environment_->secondorder == 0 ? 1.0 : 2.0;
    }
    double step() const noexcept {  // what the capacitance divides by: dt, or half of it for Crank-Nicolson
        return environment_->secondorder == 0 ? environment_->dt : environment_->dt / 2.0;
    }

    Context* context_ = nullptr;
    cable::Cable* cable_ = nullptr;
    event::Events* events_ = nullptr;
    mech::Environment* environment_ = nullptr;
    Model model_;
    Parts parts_;
    Extracellular outside_;
    Diffusion diffusion_;
    std::unique_ptr<Team> team_;  // null: one thread
    double team_began_ = 0.0;     // StepClock's time of integration then [s]
    // What a step begins with, tables brought up to date, and what it ends with, BEFORE STEP.
    std::vector<KernelCall> table_calls_, before_step_calls_;
    // What threads share of a step, in turn: blocks of one part and the parts of large ones; the voltages of large
    // ones; the states of their parts, or of all parts; what diffuses in blocks.
    struct Work {
        std::vector<std::pair<const BlockParts*, const Part*>> first_tasks;
        std::vector<const BlockParts*> large_blocks, split_blocks;
        std::vector<const Part*> large_parts;
        Share first, large, split, large_states, all, blocks;
    } work_;
    std::vector<double> membrane_rhs_;  // [mA/cm2] without electrodes, for i_membrane_ and extracellular
    std::vector<double> membrane_d_;    // [S/cm2]
    double last_step_ = 0.0;            // what step() was; 0 after initialisation [ms]
    bool by_events_ = false;
    std::atomic<bool> finite_{true};  // all voltages are
    std::array<std::vector<std::unique_ptr<Handler>>, kHandlerTypes> handlers_;
};

}  // namespace nrn::sim
