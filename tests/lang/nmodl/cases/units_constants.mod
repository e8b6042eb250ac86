: case: constants from units
: record: y
: values: h.show_units_constants(0); h.show_units_constants(1); h.show_units_constants(2); h.show_units_constants(3)
NEURON { SUFFIX units_constants RANGE y }
UNITS {
    (mV) = (millivolt)
    (mol) = (1)
    F = (faraday) (coulombs)
    R = (k-mole) (joule/degC)
    PI = (pi) (1)
    FK = (faraday) (kilocoulombs)
}
ASSIGNED { y }
BREAKPOINT { y = R*(celsius + 273.15)/F }
ASSIGNED { celsius (degC) }
FUNCTION show(which) {
    if (which == 0) { show = F }
    if (which == 1) { show = R }
    if (which == 2) { show = PI }
    if (which == 3) { show = FK }
}
