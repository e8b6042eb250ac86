: case: a rate that is a sum without parentheses
: skip: the reference multiplies only the last term of the sum with the reactant
: record: a b
: values: (m.a - 0.9)/0.1 + 3.5*m.a - 0.5*m.b
: steps: 1
NEURON { SUFFIX kin_rate_sum }
PARAMETER { p = 3 }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 }
KINETIC scheme { ~ a <-> b (p + 0.5, 0.5) }
