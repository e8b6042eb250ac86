: case: all distributions of RANDOM, two streams
: record: x a b c d m.q.get_seq()
: before: m.q.set_ids(9, 9, 9).set_seq(4)
NEURON { POINT_PROCESS random_point RANDOM r, q RANGE x, a, b, c, d }
ASSIGNED { x a b c d }
INITIAL { random_setids(r, 1, 2, 3) random_setseq(r, 5) x = random_negexp(r, 2) a = random_normal(r, 1, 2) b = random_uniform(r, 3, 4) }
BREAKPOINT { c = random_negexp(r) + random_uniform(q) d = random_normal(r) }
