TITLE passive membrane whose current is not kept

NEURON {
    SUFFIX fastpas
    NONSPECIFIC_CURRENT _i
    RANGE g, e
}

PARAMETER {
    g = 5e-4 <0, 1e9>
    e = -65
}

ASSIGNED {
    v (mV)
    _i (mA/cm2)
}

BREAKPOINT {
    _i = g * (v - e)
}
