: case: a concentration that a current fills and time empties
: record: seg.cai seg.eca m.drive
: dt: 0.025
: steps: 8
: before: h.ion_register("ca", 2); sec.insert("ca_leak") if hasattr(h, "g_ca_leak") else None
NEURON { SUFFIX ca_accumulation USEION ca READ ica, cai WRITE cai RANGE drive, depth, taur }
UNITS { FARADAY = (faraday) (coulomb) }
PARAMETER { depth = 0.1 (um) taur = 80 (ms) cainf = 1e-4 (mM) }
ASSIGNED { ica (mA/cm2) drive }
STATE { cai (mM) }
INITIAL { cai = 2e-4 drive = 0 }
BREAKPOINT { SOLVE s METHOD derivimplicit }
DERIVATIVE s {
    drive = -10000*ica/(2*FARADAY*depth)
    if (drive <= 0) { drive = 0 }
    cai' = drive + (cainf - cai)/taur
}
