: case: PARAMETER with limits, units and both; negative and exponents
: record: x a b c h.d_parameters_limits
NEURON { SUFFIX parameters_limits RANGE a, b, c, x }
PARAMETER { a = -1.5 (mV) <-2, 3> b = 2e-3 (S/cm2) <0, 1e9> c = 7 d (mM) }
ASSIGNED { x }
INITIAL { x = a + b*1000 + c + d }
