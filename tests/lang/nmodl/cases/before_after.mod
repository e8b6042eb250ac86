: case: BEFORE and AFTER blocks
: record: bi ai bb af bs
NEURON { SUFFIX before_after RANGE bi, ai, bb, af, bs }
ASSIGNED { bi ai bb af bs v }
STATE { x }
INITIAL { bb = 0 af = 0 bs = 0 x = 1 }
BREAKPOINT { SOLVE d METHOD cnexp }
DERIVATIVE d { x' = -x }
BEFORE INITIAL { bi = 1 ai = 0 }
AFTER INITIAL { ai = bi + 1 }
BEFORE BREAKPOINT { bb = bb + 1 }
AFTER SOLVE { af = af + x }
BEFORE STEP { bs = bs + t }
