: case: derivatives of the elements of an array
: skip: the reference makes code of it that does not compile
: record: x[0] x[1] x[2]
: values: m.x[0] - 1.5*m.x[1]; m.x[2] - m.x[1]
NEURON { SUFFIX deriv_array }
STATE { x[3] }
BREAKPOINT { SOLVE d METHOD cnexp }
INITIAL { x[0] = 1.5 x[1] = 1 x[2] = 1 }
DERIVATIVE d {
    x'[0] = -x[0]
    FROM i = 1 TO 2 { x'[i] = -x[i] }
}
