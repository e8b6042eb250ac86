: case: a current that is not a number, from the logarithm of a negative number, ends the run with its place
: skip: NEURON goes on with nan
: raises: soma(0.5)
NEURON { SUFFIX err_nan NONSPECIFIC_CURRENT i }
ASSIGNED { v i }
BREAKPOINT { i = 0.001*(v + 70) + 1e-6*log(-1 - t) }
