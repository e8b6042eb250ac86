NEURON { SUFFIX lag_twice RANGE x }
PARAMETER { tau = 1 }
ASSIGNED { x lag_x_tau }
BREAKPOINT { LAG x BY tau }
: expect: 4:14: error: "lag_x_tau" is declared twice
