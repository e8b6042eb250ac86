NEURON { SUFFIX warn_unused RANGE x, r, lonely GLOBAL g NONSPECIFIC_CURRENT i }
PARAMETER { k = 3  g = 2  s0 = 4  r = 1 }
CONSTANT { c = 5 }
ASSIGNED { v x lonely i hidden }
STATE { s q }
INITIAL { LOCAL a, b, a2 x = a2*v }
BREAKPOINT { SOLVE d METHOD cnexp i = k*0 }
DERIVATIVE d { LOCAL b b = 1 s' = -s*b q' = -q }
PROCEDURE p(arg) { VERBATIM
  hidden = 3;
ENDVERBATIM
}
FUNCTION f(u) { TABLE DEPEND r FROM 0 TO 1 WITH 2 f = u }
: What TABLE, VERBATIM, currents and starts of states mention is used; arguments need not be.
: expect: 2:20: warning: Nothing uses "g"
: expect: 3:12: warning: Nothing uses "c"
: expect: 4:16: warning: Nothing uses "lonely"
: expect: 5:11: warning: The state q starts at 0
: expect: 6:11: warning: Nothing uses the LOCAL a:
: expect: 6:11: warning: Nothing uses the LOCAL b:
: expect: 6:30: warning: The LOCAL a2 is read here and has no value yet
