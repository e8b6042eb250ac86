: case: conditions: all operators, else if, IF and ELSE, numbers as conditions
: record: x
NEURON { SUFFIX conditions RANGE x }
ASSIGNED { x v }
INITIAL { x = 0
    if (v < -60 && v > -70 || v == 0) { if (v != -65) { x = 1 } else if (!(v > 0)) { x = 2 } else { x = 3 } } ELSE { x = 4 }
    IF (v <= -65) { x = x + 10 } if (v >= -65) { x = x + 100 } if (3) { x = x + 1000 } if (0) { x = 0 }
    x = x + (v < 0)*1e4 }
