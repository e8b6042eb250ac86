: case: radial and longitudinal diffusion of calcium with a buffer, 4 shells, on a branched cell; nseg changes in the run
: before: a = h.Section(name="a"); b = h.Section(name="b"); c = h.Section(name="c"); d = h.Section(name="d")
: before: a.connect(sec(1)); b.connect(a(1)); c.connect(a(0.5)); d.connect(b(0), 1)
: before: all = [a, b, c, d]
: before: [setattr(s, "nseg", n) for s, n in zip(all, (3, 5, 1, 2))]
: before: [setattr(s, "L", n) for s, n in zip(all, (30, 70, 20, 45))]
: before: [setattr(s, "diam", n) for s, n in zip(all, (2, 1.2, 0.7, 3))]
: before: [s.insert("diff_branch") for s in all]
: before: a(0.5).diff_branch.j = 5; d(0.8).diff_branch.j = 2
: record: m.ca[0] m.ca[3] a(.5).diff_branch.ca[0] a(.5).diff_branch.ca[2] b(.1).diff_branch.ca[0] b(.9).diff_branch.bound[1] c(.5).diff_branch.ca[0] d(.2).diff_branch.ca[0] d(.8).diff_branch.buffer[0] b(.3).cai
: at 3: b.nseg = 7
: at 4: a.L = 12; d(.8).diff_branch.D = 1.5
: at 5: b.disconnect()
: steps: 6
NEURON {
    SUFFIX diff_branch
    USEION ca READ cai, ica WRITE cai
    GLOBAL vrat
    RANGE D, j, ca
}
DEFINE N 4
UNITS { (mM) = (milli/liter)  (um) = (micron)  FARADAY = (faraday) (10000 coulomb)  PI = (pi) (1) }
PARAMETER { D = 0.6 (um2/ms)  kf = 100  kb = 0.5  total = 0.05 (mM)  j = 0 }
ASSIGNED { diam (um)  ica (mA/cm2)  cai (mM)  vrat[N]  frat[N] }
STATE { ca[N] (mM) <1e-7>  buffer[N] (mM)  bound[N] (mM) }
INITIAL {
    shells()
    FROM i = 0 TO N-1 {
        ca[i] = cai
        buffer[i] = total/(1 + kf*cai/kb)
        bound[i] = total - buffer[i]
    }
}
BREAKPOINT { SOLVE state METHOD sparse }
PROCEDURE shells() { LOCAL r, dr
    r = 1/2
    dr = r/(N-1)/2
    vrat[0] = 0
    frat[0] = 2*r
    FROM i = 0 TO N-2 {
        vrat[i] = vrat[i] + PI*(r - dr/2)*2*dr
        r = r - dr
        frat[i+1] = 2*PI*r/(2*dr)
        r = r - dr
        vrat[i+1] = PI*(r + dr/2)*2*dr
    }
}
KINETIC state {
    COMPARTMENT i, diam*diam*vrat[i] { ca buffer bound }
    LONGITUDINAL_DIFFUSION i, D*diam*diam*vrat[i] { ca }
    ~ ca[0] << (j*1e-3 - ica*PI*diam/(2*FARADAY))
    FROM i = 0 TO N-2 { ~ ca[i] <-> ca[i+1] (D*frat[i+1], D*frat[i+1]) }
    FROM i = 0 TO N-1 { ~ ca[i] + buffer[i] <-> bound[i] (kf*diam*diam*vrat[i], kb*diam*diam*vrat[i]) }
    cai = ca[0]
}
