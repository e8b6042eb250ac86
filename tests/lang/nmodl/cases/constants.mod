: case: CONSTANT
: record: y
NEURON { SUFFIX constants RANGE y }
CONSTANT { q10 = 3 base = 6.3 (degC) }
ASSIGNED { y celsius }
BREAKPOINT { y = q10^((celsius - base)/10) + t }
