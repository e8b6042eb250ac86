: case: derivimplicit of a concentration with a saturating pump
: record: seg.cai drive
: soft: 1e-8
: steps: 8
NEURON { SUFFIX implicit_pump USEION ca READ ica, cai WRITE cai RANGE drive }
ASSIGNED { ica drive }
STATE { cai }
BREAKPOINT { SOLVE pool METHOD derivimplicit }
INITIAL { cai = 0.002 }
DERIVATIVE pool {
    drive = 1e-4 - ica
    if (drive < 0) { drive = 0 }
    cai' = drive - 2e-3*cai/(cai + 5e-4) + (5e-5 - cai)/50
}
