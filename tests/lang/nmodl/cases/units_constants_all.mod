: case: constants from units, and numbers with units
: record: a b c d e f
NEURON { SUFFIX units_constants_all RANGE a, b, c, d, e, f }
UNITS { (mV) = (millivolt) (mM) = (milli/liter) (S) = (siemens) F = (faraday) (coulombs) R = (k-mole) (joule/degC) PI = (pi) (1) FK = (faraday) (kilocoulombs) E = (e) (coulomb) K = (k) (joule/degC) q10 = 3 (1) }
ASSIGNED { a b c d e f }
INITIAL { a = F b = R c = PI*FK d = E*1e19 e = K*1e23 f = q10 + 2 (mV)*(1e-3) }
