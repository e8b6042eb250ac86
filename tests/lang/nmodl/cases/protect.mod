: case: PROTECT, MUTEXLOCK and MUTEXUNLOCK
: record: y h.n_protect
NEURON { SUFFIX protect RANGE y GLOBAL n }
ASSIGNED { y n }
INITIAL { n = 0 y = 0 }
BREAKPOINT { SOLVE count }
PROCEDURE count() {
    MUTEXLOCK
    n = n + 1
    MUTEXUNLOCK
    PROTECT n = n + 1
    y = n
}
