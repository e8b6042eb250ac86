NEURON { SUFFIX warn_neuron USEION ca READ ica WRITE cai, cao RANGE x, step }
UNITS { (mV) = (millivolt) (foo) = (nosuch)  (bar) = (foo)  (mybar) = (mV/ms)  K = 3 (other)  L = 4 (mybar) }
PARAMETER { threshold = 3  a[2] = 4 }
ASSIGNED { ica cai cao x step }
STATE { z }
INITIAL { z = 0 step = 1 x = abs(z) + fmin(1, K) + fmax(1, L) + erfc(z) + expm1(z) + log1p(z) + exprelr(z) + 7 % 3 + a[1] + threshold }
BREAKPOINT { SOLVE s METHOD cnexp cai = z }
DERIVATIVE s { z' = -z - ica cao = z }
FUNCTION ramp(u) { ramp = u }
: expect: 1:17: warning: NEURON 9 refuses to WRITE cai, which no block that is solved assigns
: expect: 1:36: warning: NEURON 9 refuses the name step
