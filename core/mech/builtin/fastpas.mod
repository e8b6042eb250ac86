TITLE passive membrane whose current is not kept

NEURON {
    SUFFIX fastpas
    NONSPECIFIC_CURRENT _i
    RANGE g, e
}

: g and e have no unit, as in NEURON.
PARAMETER {
    g = 5e-4 <0, 1e9>
    e = -65
}

ASSIGNED {
    v (mV)
    _i (mA/cm2)
}

BREAKPOINT {
    _i = g * 1 (S/cm2) * (v - e * 1 (mV))
}
