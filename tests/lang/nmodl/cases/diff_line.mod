: case: LONGITUDINAL_DIFFUSION along a cable whose diameter changes, with a loss and a source in single segments
: before: sec.nseg = 5
: before: sec.L = 40
: before: [setattr(s, "diam", 1 + s.x*2) for s in sec]
: before: sec(0.1).diff_line.j = 3; sec(0.9).diff_line.k = 2
: record: sec(.1).diff_line.ca sec(.3).diff_line.ca sec(.5).diff_line.ca sec(.7).diff_line.ca sec(.9).diff_line.ca
: at 3: sec(0.5).diff_line.D = 6
: at 5: sec(0.5).diff_line.ca = 4
: steps: 8
NEURON { SUFFIX diff_line RANGE ca, D, j, k, shown }
PARAMETER { D = 0.6 (um2/ms)  j = 0  k = 0.1 }
ASSIGNED { diam (um)  shown }
STATE { ca (mM) }
INITIAL { ca = 1 }
BREAKPOINT { SOLVE scheme METHOD sparse }
KINETIC scheme {
    COMPARTMENT diam*diam*0.785 { ca }
    LONGITUDINAL_DIFFUSION D*diam*diam*0.785 { ca }
    ~ ca << (j)
    ~ ca -> (k*diam*diam)
    shown = f_flux
}
