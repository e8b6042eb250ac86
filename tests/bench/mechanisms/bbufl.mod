TITLE Calcium that diffuses in 40 shells and binds to a buffer, which does not diffuse
NEURON {
    SUFFIX bbufl
    USEION ca READ cai, ica WRITE cai
    GLOBAL vrat
    RANGE total
}
DEFINE SHELLS 40
UNITS {
    (molar) = (1/liter) (mM) = (millimolar) (um) = (micron) (mA) = (milliamp)
    FARADAY = (faraday) (10000 coulomb)
    PI = (pi) (1)
}
PARAMETER {
    diffusion = 0.6 (um2/ms)
    total = 0.05 (mM)
    binds = 100 (/mM-ms)
    leaves = 0.1 (/ms)
    rest = 5e-5 (mM)
}
ASSIGNED {
    diam (um) ica (mA/cm2) cai (mM)
    vrat[SHELLS] frat[SHELLS] (um)
}
STATE {
    ca[SHELLS] (mM) <1e-9>
    free[SHELLS] (mM) <1e-9>
    bound[SHELLS] (mM) <1e-9>
}
BREAKPOINT { SOLVE scheme METHOD sparse }
LOCAL done
INITIAL {
    LOCAL there
    if (done == 0) {
        done = 1
        geometry()
    }
    cai = rest
    there = total*leaves/(leaves + binds*rest)
    FROM i = 0 TO SHELLS - 1 {
        ca[i] = rest
        free[i] = there
        bound[i] = total - there
    }
}
PROCEDURE geometry() {
    LOCAL r, dr
    r = 1/2
    dr = r/(SHELLS - 1)/2
    vrat[0] = 0
    frat[0] = 2*r
    FROM i = 0 TO SHELLS - 2 {
        vrat[i] = vrat[i] + PI*(r - dr/2)*2*dr
        r = r - dr
        frat[i + 1] = 2*PI*r/(2*dr)
        r = r - dr
        vrat[i + 1] = PI*(r + dr/2)*2*dr
    }
}
KINETIC scheme {
    COMPARTMENT i, diam*diam*vrat[i] { ca free bound }
    ~ ca[0] << (-ica*PI*diam/(2*FARADAY))
    FROM i = 0 TO SHELLS - 2 {
        ~ ca[i] <-> ca[i + 1] (diffusion*frat[i + 1], diffusion*frat[i + 1])
    }
    FROM i = 0 TO SHELLS - 1 {
        ~ ca[i] + free[i] <-> bound[i] (binds*diam*diam*vrat[i], leaves*diam*diam*vrat[i])
    }
    cai = ca[0]
}
