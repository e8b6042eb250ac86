: case: t, dt, celsius, parameters and constants by their names
: record: sum
: steps: 4
: dt: 0.25
: celsius: 20
NEURON { SUFFIX verb_globals RANGE p, sum GLOBAL gg }
PARAMETER { p = 3 gg = 100 }
ASSIGNED { sum celsius dt }
INITIAL { sum = 0 }
BREAKPOINT { SOLVE add }
PROCEDURE add() {
VERBATIM
    sum += p + gg + celsius + dt;
ENDVERBATIM
}
