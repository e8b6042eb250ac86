: case: ko is a state: the potential follows it
: record: x seg.ko seg.ek
: before: sec.insert("hh")
NEURON { SUFFIX ion_ko_nernst USEION k READ ek, ik WRITE ko RANGE x }
ASSIGNED { ek ik x }
STATE { ko }
BREAKPOINT { SOLVE s METHOD cnexp x = ek }
DERIVATIVE s { ko' = (8 - ko)/2 + ik }
