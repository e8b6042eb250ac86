TITLE Calcium below the membrane, taken out by a saturating pump
NEURON {
    SUFFIX bpump
    USEION ca READ ica, cai WRITE cai
    RANGE depth, vmax, tau
}
UNITS {
    (mM) = (milli/liter) (um) = (micron) (mA) = (milliamp)
    FARADAY = (faraday) (coulomb)
}
PARAMETER {
    depth = 0.1 (um)
    tau = 100 (ms)
    rest = 5e-5 (mM)
    vmax = 1e-4 (mM/ms)
    kd = 1e-4 (mM)
}
ASSIGNED { ica (mA/cm2) drive (mM/ms) }
STATE { cai (mM) }
BREAKPOINT { SOLVE pool METHOD derivimplicit }
INITIAL { cai = rest }
DERIVATIVE pool {
    drive = -(10000)*ica/(2*FARADAY*depth)
    if (drive <= 0) {
        drive = 0
    }
    cai' = drive - vmax*cai/(cai + kd) + (rest - cai)/tau
}
