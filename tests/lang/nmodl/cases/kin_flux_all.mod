: case: f_flux and b_flux of each kind of reaction
: record: a b f1 b1 f2 b2 f3 b3
NEURON { SUFFIX kin_flux_all RANGE f1, b1, f2, b2, f3, b3 }
ASSIGNED { f1 b1 f2 b2 f3 b3 }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.9 b = 0.1 f1 = 0 b1 = 0 f2 = 0 b2 = 0 f3 = 0 b3 = 0 }
KINETIC scheme {
    ~ 2 a <-> b (0.3, 0.2)
    f1 = f_flux
    b1 = b_flux
    ~ b -> (0.4)
    f2 = f_flux
    b2 = b_flux
    ~ a << (0.7)
    f3 = f_flux
    b3 = b_flux
}
