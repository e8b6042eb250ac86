: case: REPRESENTS says what a variable means, for readers only
: record: y
NEURON { SUFFIX represents RANGE y USEION ca READ cai VALENCE 2 REPRESENTS CHEBI:29108 }
ASSIGNED { y cai }
BREAKPOINT { y = cai }
