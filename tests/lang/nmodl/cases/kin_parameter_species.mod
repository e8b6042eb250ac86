: case: reactants that are no states: a parameter, an ion's concentration
: record: a b
NEURON { SUFFIX kin_parameter_species USEION ca READ cai }
PARAMETER { x = 0.7 }
ASSIGNED { cai }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 }
KINETIC scheme {
    ~ a + x <-> b (0.3, 0.2)
    ~ a + cai <-> b (300, 0.2)
}
