: expect: 3:1: error: COMMENT has no ENDCOMMENT
NEURON { SUFFIX a }
COMMENT
never closed
