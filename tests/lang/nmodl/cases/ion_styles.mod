: case: ion_style of an ion that one mechanism reads and writes
: record: x seg.cai seg.eca seg.ica h.ion_style("ca_ion",sec=sec)
: celsius: 22
NEURON { SUFFIX ion_styles USEION ca READ cai, cao, eca WRITE cai, ica RANGE x }
ASSIGNED { v cai cao eca ica x }
STATE { c }
INITIAL { c = 1e-4 cai = c }
BREAKPOINT { SOLVE s METHOD cnexp ica = 1e-5*(v - eca) x = eca }
DERIVATIVE s { c' = -c/10 + 1e-5 cai = c }
