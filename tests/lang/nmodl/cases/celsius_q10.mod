: case: temperature in tables and out of them
: record: tadj m.x
: celsius: 25
: at 3: h.celsius = 35
NEURON { SUFFIX celsius_q10 RANGE tadj, x }
ASSIGNED { celsius tadj x v }
INITIAL { rate(v) }
BREAKPOINT { tadj = 2.3^((celsius - 23)/10) rate(v) }
PROCEDURE rate(v) { TABLE x DEPEND celsius FROM -100 TO 100 WITH 200 x = 3^((celsius - 6.3)/10)*exp(v/50) }
