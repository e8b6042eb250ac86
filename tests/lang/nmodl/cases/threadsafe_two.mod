: case: THREADSAFE, PARAMETER globals read by two threads
: record: x more[3](0.5).threadsafe_two.x
: before: more = [h.Section(name="q%d" % k) for k in range(8)]
: before: [(s.insert("threadsafe_two"), setattr(s, "tau_threadsafe_two", k + 1)) for k, s in enumerate(more)]
: before: h.ParallelContext().nthread(2)
: values: h.ParallelContext().nthread(1)
NEURON { THREADSAFE SUFFIX threadsafe_two RANGE x, tau }
PARAMETER { tau = 2 inf = 0.3 }
STATE { x }
INITIAL { x = 1 }
BREAKPOINT { SOLVE s METHOD cnexp }
DERIVATIVE s { x' = (inf - x)/tau }
