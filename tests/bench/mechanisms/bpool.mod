TITLE Calcium below the membrane that decays to rest
NEURON {
    SUFFIX bpool
    USEION ca READ ica, cai WRITE cai
    RANGE depth, tau, rest
}
UNITS {
    (mM) = (milli/liter) (um) = (micron) (mA) = (milliamp)
    FARADAY = (faraday) (coulomb)
}
PARAMETER {
    depth = 0.1 (um)
    tau = 80 (ms)
    rest = 1e-4 (mM)
}
ASSIGNED { ica (mA/cm2) drive (mM/ms) }
STATE { cai (mM) }
BREAKPOINT { SOLVE pool METHOD cnexp }
INITIAL { cai = rest }
DERIVATIVE pool {
    drive = -(10000)*ica/(2*FARADAY*depth)
    if (drive <= 0) {
        drive = 0
    }
    cai' = drive + (rest - cai)/tau
}
