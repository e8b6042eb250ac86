: case: exp of large and small numbers, log near 0
: record: a b c d
NEURON { SUFFIX exp_extremes RANGE a, b, c, d }
ASSIGNED { a b c d }
INITIAL { a = exp(-800) b = exp(710) c = exp(-690)*1e290 d = log(1e-300) }
