: case: a reaction that reads the outside concentration, which is no state
: record: m.a m.b seg.cao
NEURON { SUFFIX kin_ca_out USEION ca READ cao, cai }
ASSIGNED { cao cai }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 1 b = 0 }
KINETIC scheme {
    COMPARTMENT 3 { cao }
    ~ a + cao <-> b (0.2, 0.3)
    ~ b <-> a + cai (0.1, 100)
}
