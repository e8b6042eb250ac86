: case: AFTER SOLVE sees what has diffused; rates are those before any state diffuses; two states, each with its own
: before: sec.nseg = 3
: before: sec.L = 30
: at 1: [(setattr(s.diff_after, "a", i + 1), setattr(s.diff_after, "b", (3 - i)**2)) for i, s in enumerate(sec)]
: record: sec(1/6).diff_after.a sec(1/6).diff_after.aa sec(.5).diff_after.b sec(.5).diff_after.ab sec(5/6).diff_after.ab sec(5/6).diff_after.s
NEURON { SUFFIX diff_after RANGE D, k, aa, ab, s }
PARAMETER { D = 100  k = 0.3 }
ASSIGNED { aa ab s }
STATE { a b }
BREAKPOINT { SOLVE kin METHOD sparse }
KINETIC kin {
    COMPARTMENT 1 { a b }
    LONGITUDINAL_DIFFUSION rate(b) { a }
    LONGITUDINAL_DIFFUSION rate(a) { b }
    ~ a <-> b (k, k)
    s = a + b
}
FUNCTION rate(x) { rate = D*x }
AFTER SOLVE { aa = a  ab = b }
