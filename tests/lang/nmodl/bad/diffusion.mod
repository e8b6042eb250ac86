NEURON { SUFFIX diffusion RANGE p }
ASSIGNED { p }
STATE { a b c }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k { LOCAL q
    q = 2
    COMPARTMENT q { c }
    COMPARTMENT 1 { a p }
    LONGITUDINAL_DIFFUSION 2 { a b c p }
    LONGITUDINAL_DIFFUSION 3 { a }
    ~ a <-> b (1, 1)
    ~ b <-> c (1, 1)
}
: expect: 3:9: warning: The state a starts at 0
: expect: 3:11: warning: The state b starts at 0
: expect: 3:13: warning: The state c starts at 0
: expect: 7:5: error: The expression is evaluated outside of the block
: expect: 9:34: error: "b" diffuses but has no volume
: expect: 9:38: error: "p" diffuses but is no state
: expect: 10:32: error: "a" stands in two LONGITUDINAL_DIFFUSION
