NEURON { SUFFIX a }
STATE { m h m }
: expect: 2:13: error: "m" is declared twice
