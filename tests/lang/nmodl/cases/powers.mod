: case: ^ with whole and other exponents, unary minus before it, chains
: record: a b c d e
NEURON { SUFFIX powers RANGE a, b, c, d, e }
ASSIGNED { a b c d e v }
INITIAL { a = -2^2 b = 2^3^2 c = (v/10)^3 d = 1.5^-2 e = 2^0.5*-1 + (-3)^2 }
