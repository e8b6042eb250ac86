TITLE Gap junction: a resistor to the voltage that a POINTER gives
NEURON {
    POINT_PROCESS Bgap
    RANGE r, i
    NONSPECIFIC_CURRENT i
    POINTER vgap
}
UNITS { (nA) = (nanoamp) (mV) = (millivolt) }
PARAMETER { r = 1000 (megohm) }
ASSIGNED { v (mV) vgap (mV) i (nA) }
BREAKPOINT { i = (v - vgap)/r }
