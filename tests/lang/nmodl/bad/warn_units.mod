NEURON { SUFFIX warn_units RANGE x }
UNITS { (mV) = (millivolt)  (ok) = (mV/ms)  (mA) = (milliamp)  (bad) = (mS/cm2)  (um) = (micron)  (good) = (um)
    (old) = (inch-pound/year)  (light) = (lumen) }
ASSIGNED { x (whatever) }
INITIAL { x = 1 (nothing) }
: NEURON looks at the units of UNITS only.
: expect: 2:64: warning: NEURON 9 refuses the unit (mS/cm2)
