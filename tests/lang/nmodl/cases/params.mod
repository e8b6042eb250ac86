: case: parameters with units and limits, negative numbers, a GLOBAL and RANGE ones
: record: y h.g_params m.r
: at 2: h.g_params = 7
: at 3: m.r = 2
NEURON { SUFFIX params RANGE r, y GLOBAL g }
PARAMETER {
    r = -1.5e-2 (mV) <-10, 10>
    g = 3 (/ms) <0, 1e9>
    unused
}
ASSIGNED { y }
BREAKPOINT { y = r*g }
