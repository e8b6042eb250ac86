: case: WRITE of ki, ko and ek: the potential is the mechanism's, not that of Nernst
: record: x seg.ki seg.ko seg.ek
NEURON { SUFFIX write_ki_ko USEION k READ ik WRITE ki, ko, ek RANGE x }
ASSIGNED { ik x ki ko ek }
INITIAL { ki = 60 ko = 3 ek = -80 }
BREAKPOINT { SOLVE s }
PROCEDURE s() { ki = ki + 0.1 ko = ko + 0.01 ek = -80 - t x = ki/ko }
