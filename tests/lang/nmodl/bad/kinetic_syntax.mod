NEURON { SUFFIX a }
STATE { x y }
BREAKPOINT { SOLVE k METHOD sparse }
KINETIC k {
    ~ x = y
    ~ x <-> y (1)
    ~ 2 x << (1)
    ~ x <-> 3
    ~ x -> y (1)
}
INITIAL { ~ x <-> y (1, 2) }
: expect: 5:9: error: Expected <->, -> or << in a reaction
: expect: 6:17: error: Expected "," between the forward and the backward rate
: expect: 7:11: error: A flux goes into one state
: expect: 9:5: error: Expected the name of a state
: expect: 9:12: error: Expected "(" before the rates
: expect: 11:11: error: ~ begins a reaction of a KINETIC block
