: case: f_flux and b_flux after a reaction
: record: a b f r net
NEURON { SUFFIX kin_flux RANGE f, r, net }
PARAMETER { ka = 0.3 kb = 0.7 }
ASSIGNED { f r net }
STATE { a b }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { a = 0.8 b = 0.1 f = 0 r = 0 net = 0 }
KINETIC scheme {
    ~ a <-> b (ka, kb)
    f = f_flux
    r = b_flux
    net = f_flux - b_flux
}
