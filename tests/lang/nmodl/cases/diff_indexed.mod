: case: COMPARTMENT with an index name and LONGITUDINAL_DIFFUSION of one array among several states
: before: sec.nseg = 3
: record: sec(1/6).diff_indexed.a[0] sec(1/6).diff_indexed.a[1] sec(5/6).diff_indexed.a[2] sec(5/6).diff_indexed.b
: at 1: sec(1/6).diff_indexed.a[0] = 9; sec(5/6).diff_indexed.a[2] = 5
NEURON { SUFFIX diff_indexed }
PARAMETER { D = 3 }
STATE { a[3] b }
ASSIGNED { vol[3] }
INITIAL { FROM i=0 TO 2 { a[i] = i vol[i] = 1 + i*i } b = 2 }
BREAKPOINT { SOLVE kin METHOD sparse }
KINETIC kin {
    COMPARTMENT j, vol[j] { a }
    COMPARTMENT 2 { b }
    LONGITUDINAL_DIFFUSION j, D*(j+1)*vol[j] { a }
    ~ a[0] <-> a[1] (1, 2)
    ~ a[1] <-> a[2] (1, 2)
    ~ a[2] <-> b (0.4, 0.2)
}
