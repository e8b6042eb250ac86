// What every mechanism sees of the simulation: time, step, temperature. They are variables of hoc's top level.
#pragma once

namespace nrn::mech {

struct Environment {
    double t = 0.0;        // [ms]
    double dt = 0.025;     // [ms]
    double celsius = 6.3;  // [degC]
    int secondorder = 0;   // 0 backward Euler, 1 and 2 Crank-Nicolson; 2 corrects the ion currents
    int stoprun = 0;       // set by hoc to end a run after the step
    int diam_changed = 1;  // geometry must be computed again before the next step
    int shape_changed = 0;
};

}  // namespace nrn::mech
