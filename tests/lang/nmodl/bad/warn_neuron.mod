NEURON { SUFFIX warn_neuron USEION ca READ ica WRITE cai, cao RANGE x, step }
UNITS { (mV) = (millivolt) (foo) = (nosuch)  (bar) = (foo)  (mybar) = (mV/ms)  K = 3 (other)  L = 4 (mybar) }
PARAMETER { threshold = 3  a[2] = 4 }
ASSIGNED { ica cai cao x step }
STATE { z }
INITIAL { z = 0 step = 1 x = abs(z) + fmin(1, K) + fmax(1, L) + erfc(z) + expm1(z) + log1p(z) + exprelr(z) + 7 % 3 + a[1] + threshold }
BREAKPOINT { SOLVE s METHOD cnexp cai = z }
DERIVATIVE s { z' = -z - ica cao = z }
FUNCTION ramp(u) { ramp = u }
: expect: 1:36: warning: NEURON 9 refuses to WRITE cai, which no block that is solved assigns
: expect: 2:28: warning: NEURON 9 refuses the unit (nosuch), which it does not know
: expect: 2:80: warning: NEURON 9 refuses the unit (other), which it does not know
: expect: 3:13: warning: NEURON 9 refuses the name threshold, which is one of its functions
: expect: 3:28: warning: NEURON 9 refuses a value for an array
: expect: 4:26: warning: NEURON 9 refuses the name step
: expect: 6:30: warning: NEURON 9 refuses the function abs: for it, write fabs(x).
: expect: 6:39: warning: NEURON 9 refuses the function fmin
: expect: 6:52: warning: NEURON 9 refuses the function fmax
: expect: 6:65: warning: NEURON 9 refuses the function erfc: for it, write 1 - erf(x).
: expect: 6:75: warning: NEURON 9 refuses the function expm1: for it, write exp(x) - 1.
: expect: 6:86: warning: NEURON 9 refuses the function log1p: for it, write log(1 + x).
: expect: 6:97: warning: NEURON 9 refuses the function exprelr
: expect: 6:110: warning: NEURON 9 refuses the operator %: for it, write fmod(x, y).
: expect: 9:10: warning: NEURON 9 refuses the name ramp
