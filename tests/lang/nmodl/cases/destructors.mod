: case: CONSTRUCTOR when an instance is made, DESTRUCTOR when it goes
: record: h.made_destructors h.gone_destructors x
: before: more = [h.destructors(sec(0.5)) for k in range(3)]
: at 2: del more[1]
: at 4: more.clear()
NEURON { POINT_PROCESS destructors GLOBAL made, gone RANGE x }
ASSIGNED { made gone x }
CONSTRUCTOR { made = made + 1 x = 7 }
DESTRUCTOR { gone = gone + 1 }
INITIAL { x = x + 1 }
