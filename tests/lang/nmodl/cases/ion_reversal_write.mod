: case: a mechanism that writes a reversal potential
: record: seg.ena seg.v
: before: sec.insert("hh")
NEURON { SUFFIX ion_reversal_write USEION na WRITE ena }
ASSIGNED { ena v }
INITIAL { ena = 45 }
BREAKPOINT { ena = 45 + t }
