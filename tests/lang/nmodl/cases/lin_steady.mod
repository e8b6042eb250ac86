: case: LINEAR for the steady state of a channel, as in many INITIAL blocks
: record: c o i
NEURON { SUFFIX lin_steady }
ASSIGNED { v al be }
STATE { c o i }
BREAKPOINT { SOLVE kin METHOD sparse }
INITIAL { rates(v) SOLVE seq }
KINETIC kin {
    rates(v)
    ~ c <-> o (al, be)
    ~ o <-> i (0.1, 0.02)
    CONSERVE c + o + i = 1
}
LINEAR seq {
    ~ c*al - o*be = 0
    ~ o*0.1 - i*0.02 = 0
    ~ c + o + i = 1
}
PROCEDURE rates(v) { al = exp(v/40) be = 0.3 }
