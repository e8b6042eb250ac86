: case: two ions and a nonspecific current, valence of an own ion, potentials by Nernst
: record: il im seg.v seg.ina seg.izn seg.zni
NEURON { SUFFIX ion_two USEION na READ ena, nai WRITE ina USEION zn READ zni, zno WRITE izn VALENCE 2 NONSPECIFIC_CURRENT il, im RANGE g }
PARAMETER { g = 0.001 }
ASSIGNED { v ena nai ina zni zno izn il im }
BREAKPOINT { ina = g*(v - ena) izn = g*0.1*(v - 20)*zni il = 0.0003*(v + 54) im = 0.0001*v*v/100 }
