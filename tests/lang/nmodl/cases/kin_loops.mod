: case: loops of reactions that stay loops: shells, a buffer, a pump in the outermost
: record: seg.cai ca[0] ca[1] ca[20] ca[29] free[0] free[29] bound[0] bound[29] pump pumpca total
: steps: 8
DEFINE N 30
NEURON { SUFFIX kin_loops USEION ca READ cai, ica WRITE cai RANGE total }
PARAMETER { binds = 100 leaves = 0.1 k1 = 1 k2 = 0.005 k3 = 1 k4 = 0.005 }
ASSIGNED { diam ica cai total part[N] }
STATE { ca[N] free[N] bound[N] pump pumpca }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL {
    pump = 1 pumpca = 0.2
    FROM i = 0 TO N-1 {
        ca[i] = 0.01/(1 + i)
        free[i] = 0.04
        bound[i] = 0.01 + 0.001*i
        part[i] = 1 + 0.1*i
    }
}
KINETIC scheme {
    LOCAL speed
    speed = 0.6*diam/10
    COMPARTMENT i, diam*part[i] { ca free bound }
    COMPARTMENT 2.5 { pump pumpca }
    ~ ca[0] + pump <-> pumpca (k1, k2)
    ~ pumpca <-> pump (k3, k4)
    CONSERVE pump + pumpca = 3
    ~ ca[0] << (0.002 - ica)
    FROM i = 1 TO N-1 {
        ~ ca[i-1] <-> ca[i] (speed*part[i], speed*part[i])
    }
    total = 0
    FROM i = 0 TO N-1 {
        LOCAL here
        here = diam*part[i]
        ~ ca[i] + free[i] <-> bound[i] (binds*here, leaves*here)
        total = total + f_flux - b_flux
    }
    cai = ca[0]
}
