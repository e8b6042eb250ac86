: case: LAG of a state: a delayed differential equation
: record: z y
: steps: 9
NEURON { SUFFIX lag_state RANGE z, y }
PARAMETER { tau = 0.3 }
ASSIGNED { y }
STATE { z }
INITIAL { z = 5 }
BREAKPOINT { SOLVE s METHOD cnexp }
DERIVATIVE s { LAG z BY tau y = lag_z_tau z' = 1 - lag_z_tau }
