NEURON { SUFFIX warn_lists GLOBAL s RANGE nowhere RANDOM r }
STATE { s }
INITIAL { s = random_poisson(r, 3) }
: expect: 1:35: warning: NEURON 9 refuses the state s in GLOBAL
: expect: 1:43: warning: "nowhere" is in the NEURON block but nowhere declared
: expect: 3:15: warning: NEURON 9 refuses the function random_poisson
