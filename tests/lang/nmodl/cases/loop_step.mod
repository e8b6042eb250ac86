: case: a FROM loop whose step is not above 0 at run time
: skip: NEURON goes on until the number overflows
: raises: the step of a FROM loop is not above 0
NEURON { SUFFIX loop_step RANGE x }
ASSIGNED { x n }
INITIAL { n = -1 FROM i = 0 TO 6 BY n { x = x + i } }
