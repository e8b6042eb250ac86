: case: EXTERNAL: a global of another mechanism
: record: y
: before: h.q_ext_source = 5
NEURON { SUFFIX ext RANGE y EXTERNAL q_ext_source }
ASSIGNED { y q_ext_source }
BREAKPOINT { y = q_ext_source*2 + t }
