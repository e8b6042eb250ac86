NEURON { SUFFIX a }
STATE { x y }
INITIAL { SOLVE e SOLVE f SOLVE g SOLVE h }
LINEAR e { ~ x*y = 1 ~ x + y = 2 }
LINEAR f { ~ x + y = 1 }
LINEAR g { ~ 1 = 2 }
LINEAR h { ~ exp(x) = 2 }
: expect: 4:12: error: This equation is not linear in x
: expect: 5:8: error: f has 1 equations for 2 unknown states
: expect: 6:8: error: g has no unknowns
: expect: 7:12: error: This equation is not linear in x
