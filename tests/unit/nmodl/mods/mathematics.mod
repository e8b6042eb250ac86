TITLE functions of mathematics, for a comparison with longer numbers

NEURON { SUFFIX mathematics }

FUNCTION exp_of(x) { exp_of = exp(x) }
FUNCTION log_of(x) { log_of = log(x) }
FUNCTION power_of(x, y) { power_of = x^y }
FUNCTION pow_of(x, y) { pow_of = pow(x, y) }
FUNCTION exprelr_of(x) { exprelr_of = exprelr(x) }
