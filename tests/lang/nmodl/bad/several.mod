NEURON { SUFFIX a RANGE nowhere }
ASSIGNED { x }
INITIAL {
    x = y
    x = f(1)
    z = 3
    x = exp(1, 2)
}
: expect: 1:25: warning: "nowhere" is in the NEURON block
: expect: 4:9: error: "y" is not declared
: expect: 5:9: error: "f" is no FUNCTION
: expect: 6:5: error: "z" is not declared
: expect: 7:9: error: "exp" takes 1 argument, not 2
