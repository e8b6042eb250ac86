: case: FUNCTION and PROCEDURE of a density mechanism from hoc and Python, with setdata
: record: x
: before: m.k = 5
: values: h.twice_functions_hoc(4); m.with_k(2); h.setdata_functions_hoc(seg); h.with_k_functions_hoc(3); h.keep_functions_hoc(9); m.x; m.keep(4); m.x; h("tt = twice_functions_hoc(8)"); h.tt
NEURON { SUFFIX functions_hoc RANGE x, k }
PARAMETER { k = 3 }
ASSIGNED { x }
FUNCTION twice(a) { twice = 2*a }
FUNCTION with_k(a) { with_k = k*a }
PROCEDURE keep(a) { x = a }
