: case: a flux from outside and a reaction in one direction
: record: a b
NEURON { SUFFIX kin_source }
PARAMETER { k = 0.3 flow = 0.2 }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.8 b = 0.1 }
KINETIC scheme {
    ~ a << (flow - 0.01*v)
    ~ a -> (k)
    ~ b << (0.1)
}
