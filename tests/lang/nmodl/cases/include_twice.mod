: case: INCLUDE of a file of blocks, and DEFINE that comes from it
: record: x
INCLUDE "more.inc"
NEURON { SUFFIX include_twice RANGE x }
ASSIGNED { x }
INITIAL { x = included_twice(COUNT) }
