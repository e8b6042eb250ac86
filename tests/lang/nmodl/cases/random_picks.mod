: case: random_ipick and random_dpick
: record: x z
NEURON { SUFFIX random_picks RANDOM r RANGE x, z, nowhere }
ASSIGNED { x z }
INITIAL { random_setids(r, 1, 2, 3) random_setseq(r, 4) x = random_ipick(r) z = random_dpick(r) }
BREAKPOINT { x = random_ipick(r) z = z + random_dpick(r) }
