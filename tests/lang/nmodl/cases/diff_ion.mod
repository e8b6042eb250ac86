: case: the concentration itself is the state that diffuses; the ion has what has diffused, the potential follows
: before: sec.nseg = 3
: before: sec.L = 20
: before: d = h.Section(name="d"); d.connect(sec(0)); d.insert("diff_ion"); d.L = 7; d.diam = 1
: at 1: sec(1/6).cai = 0.01
: record: sec(1/6).cai sec(.5).cai sec(5/6).cai d(.5).cai sec(.5).eca d(.5).nai d(.5).diff_ion.x
NEURON { SUFFIX diff_ion USEION ca READ cai, ica WRITE cai USEION na READ nai WRITE nai RANGE D, x, copy }
PARAMETER { D = 2  k = 0.3 }
ASSIGNED { diam ica v x copy }
STATE { cai nai }
BREAKPOINT { SOLVE kin METHOD sparse }
KINETIC kin {
    COMPARTMENT diam*diam { cai }
    COMPARTMENT 2*diam { nai }
    LONGITUDINAL_DIFFUSION D*diam*diam*(1 + cai) { cai }
    LONGITUDINAL_DIFFUSION D*(1 + v*v/1e4)*(1 + t) { nai }
    ~ cai <-> nai (k, k/1e4)
    x = cai
}
