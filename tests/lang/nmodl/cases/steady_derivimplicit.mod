: case: STEADYSTATE of a DERIVATIVE
: record: a b
: skip: the reference takes a step of 1e-9 ms in place of 1e9
: values: m.a + 0.5*m.b - 1; m.a - 2*m.b
: dt: 1e9
NEURON { SUFFIX steady_derivimplicit }
STATE { a b }
BREAKPOINT { SOLVE d METHOD derivimplicit }
INITIAL { a = 0.1 b = 0.1 SOLVE d STEADYSTATE derivimplicit }
DERIVATIVE d {
    a' = 1 - a - 0.5*b
    b' = a - 2*b
}
