: case: REPRESENTS of an ion and of the mechanism
: record: x
NEURON { SUFFIX represents_words REPRESENTS NCIT:C17145 USEION ca READ cai REPRESENTS CHEBI:29108 RANGE x }
ASSIGNED { cai x }
INITIAL { x = cai }
