: case: an ion's concentration as a state of reactions
: record: m.buf m.cabuf seg.cai seg.ica seg.eca
: before: seg.cai = 1e-4
: dt: 0.025
: steps: 10
NEURON { SUFFIX kin_cai USEION ca READ ica, cai WRITE cai }
UNITS { (mM) = (milli/liter) }
PARAMETER { flow = 1e-3 }
ASSIGNED { ica }
STATE { cai (mM) buf (mM) cabuf (mM) }
BREAKPOINT { SOLVE scheme METHOD sparse }
INITIAL { buf = 0.01 cabuf = 0.001 }
KINETIC scheme {
    ~ cai << (flow - ica)
    ~ cai + buf <-> cabuf (100, 0.1)
    ~ cai -> (0.2)
}
