: case: TABLE of an array
: record: x
NEURON { SUFFIX table_array RANGE x }
ASSIGNED { v x a[3] }
INITIAL { rates(v) x = a[0] + a[1]*10 + a[2]*100 }
PROCEDURE rates(u) { LOCAL i TABLE a FROM -100 TO 0 WITH 20 FROM k = 0 TO 2 { a[k] = exp(u/(20 + k)) } }
