NEURON { SUFFIX from_down RANGE x }
ASSIGNED { x }
INITIAL { FROM i = 6 TO 0 BY -2 { x = x + i } }
: expect: 3:30: error: The step of a FROM loop is above 0: count down with while.
