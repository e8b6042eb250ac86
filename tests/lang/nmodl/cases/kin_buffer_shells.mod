: case: calcium in shells with a buffer, a pump and an ion, as many models have it
: record: ca[0] ca[1] ca[2] bound[0] bound[2] free[1] pump pumpca m.ica_pump seg.cai
: dt: 0.025
: before: h.ion_register("ca", 2); seg.cai = 1e-4
: steps: 8
DEFINE N 3
NEURON {
    SUFFIX kin_buffer_shells
    USEION ca READ cao, cai, ica WRITE cai, ica
    RANGE ica_pump
    GLOBAL vol, total
}
UNITS { (mol) = (1) (mM) = (milli/liter) (um) = (micron) FARADAY = (faraday) (10000 coulomb) PI = (pi) (1) }
PARAMETER {
    DCa = 0.6 (um2/ms)
    k1buf = 500 k2buf = 0.5 total = 0.05
    k1 = 1 k2 = 0.005 k3 = 1 k4 = 0.005 density = 1e-4
}
ASSIGNED { diam (um) cao (mM) cai (mM) ica (mA/cm2) ica_pump (mA/cm2) vol[N] last (mA/cm2) parea (um) }
CONSTANT { volo = 1e10 }
STATE { ca[N] (mM) <1e-7> free[N] bound[N] pump pumpca }
BREAKPOINT { SOLVE scheme METHOD sparse last = ica_pump ica = ica_pump }
LOCAL frat[N]
LOCAL ready
INITIAL {
    IF (ready == 0) { ready = 1 geometry() }
    cai = 1e-4
    parea = PI*diam
    FROM i = 0 TO N-1 {
        ca[i] = cai
        free[i] = total/(1 + k1buf/k2buf*cai)
        bound[i] = total - free[i]
    }
    ca[0] = 0.01
    pump = density
    pumpca = 0
    ica = 0 ica_pump = 0 last = 0
}
PROCEDURE geometry() {
    LOCAL r, dr
    r = 1/2
    dr = r/(N-1)/2
    vol[0] = 0
    frat[0] = 2*r
    FROM i = 0 TO N-2 {
        vol[i] = vol[i] + PI*(r-dr/2)*2*dr
        r = r - dr
        frat[i+1] = 2*PI*r/(2*dr)
        r = r - dr
        vol[i+1] = PI*(r+dr/2)*2*dr
    }
}
LOCAL dsq, dsqvol
KINETIC scheme {
    COMPARTMENT i, diam*diam*vol[i] { ca free bound }
    COMPARTMENT (1e10)*parea { pump pumpca }
    COMPARTMENT volo { cao }
    ~ ca[0] << (-(ica - last)*PI*diam/(2*FARADAY))
    FROM i = 0 TO N-2 {
        ~ ca[i] <-> ca[i+1] (DCa*frat[i+1], DCa*frat[i+1])
    }
    dsq = diam*diam
    FROM i = 0 TO N-1 {
        dsqvol = dsq*vol[i]
        ~ ca[i] + free[i] <-> bound[i] (k1buf*dsqvol, k2buf*dsqvol)
    }
    ~ ca[0] + pump <-> pumpca (k1*parea*(1e10), k2*parea*(1e10))
    ~ pumpca <-> pump + cao (k3*parea*(1e10), k4*parea*(1e10))
    CONSERVE pump + pumpca = density*parea*(1e10)
    ica_pump = 2*FARADAY*(f_flux - b_flux)/parea
    cai = ca[0]
}
