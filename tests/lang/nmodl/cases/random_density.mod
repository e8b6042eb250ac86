: case: a RANDOM variable of a density mechanism from Python; finitialize leaves its place
: record: x m.r.get_seq()
: before: m.r.set_ids(4, 5, 6).set_seq(2)
: values: h.finitialize(-65); m.r.get_seq(); list(m.r.get_ids())[2]
NEURON { SUFFIX random_density RANDOM r RANGE x }
ASSIGNED { x }
BREAKPOINT { x = random_normal(r) }
