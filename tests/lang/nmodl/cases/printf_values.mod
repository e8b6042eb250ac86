: case: printf and prterr write numbers and give a value
: record: x
NEURON { SUFFIX printf_values RANGE x }
ASSIGNED { x }
INITIAL { x = 2 printf("%g %5.2f\n", x, x*3) }
