: case: an exchanger and a leak that write two currents
: record: seg.ina seg.ik m.inak seg.v
: steps: 10
NEURON { SUFFIX pump_exchange USEION na READ nai WRITE ina USEION k READ ko WRITE ik RANGE inak }
PARAMETER { most = 0.01 }
ASSIGNED { v nai ko ina ik inak }
BREAKPOINT {
    inak = most*(nai/(nai + 10))^1.5*ko/(ko + 1.5)*(v + 150)/(v + 200)
    ina = 3*inak
    ik = -2*inak
}
