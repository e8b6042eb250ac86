: case: an ion of one's own, with a valence, and its Nernst potential
: record: seg.eiv seg.ivi m.x
: before: seg.ivi = 2; seg.ivo = 20; h.ion_style("iv_ion", 1, 2, 1, 1, 0, sec=sec)
NEURON { SUFFIX ion_valence USEION iv READ eiv, ivi VALENCE -1 RANGE x }
ASSIGNED { eiv ivi x }
BREAKPOINT { x = eiv + ivi }
