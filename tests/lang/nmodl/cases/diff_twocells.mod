: case: many trees and a mechanism that is not everywhere: nothing flows through sections without it
: before: secs = [h.Section(name="s%d" % i) for i in range(30)]
: before: [s.connect(secs[i - 1 - i % 3](1 if i % 2 else 0.4)) for i, s in enumerate(secs) if i % 5]
: before: [setattr(s, "nseg", 1 + i % 4) for i, s in enumerate(secs)]
: before: [setattr(s, "L", 10 + i) for i, s in enumerate(secs)]
: before: [setattr(s, "diam", 1 + i % 7) for i, s in enumerate(secs)]
: before: [s.insert("diff_twocells") for i, s in enumerate(secs) if i % 4 != 3]
: before: h.ParallelContext().nthread(2)
: at 1: [setattr(x.diff_twocells, "q", s.L*x.x) for s in secs if s.has_membrane("diff_twocells") for x in s]
: at 4: secs[7].connect(secs[6](1), 1)
: values: sum(x.diff_twocells.q*(1 + s.diam + x.x) for s in secs if s.has_membrane("diff_twocells") for x in s); secs[1](.1).diff_twocells.q; secs[2](.9).diff_twocells.q; secs[5](.5).diff_twocells.q; secs[8](.5).diff_twocells.q; secs[22](.5).diff_twocells.q; secs[26](.5).diff_twocells.q; h.ParallelContext().nthread(1)
NEURON { SUFFIX diff_twocells THREADSAFE }
PARAMETER { D = 20 }
ASSIGNED { diam }
STATE { q }
BREAKPOINT { SOLVE kin METHOD sparse }
KINETIC kin {
    COMPARTMENT diam { q }
    LONGITUDINAL_DIFFUSION D*diam { q }
    ~ q -> (0.1)
}
