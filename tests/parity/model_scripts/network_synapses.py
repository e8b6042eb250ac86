"""Many inputs of ExpSyn and Exp2Syn: trains at several times, equal times, on and off the steps, currents summed."""

from _network import case, h, section, step, thin, volley

soma = section("soma", 20, 20, 1, ["pas"])
dend = section("dend", 300, 1, 9, ["pas"])
dend.connect(soma(1))
for part in (soma, dend):
    part.e_pas = -65
fast, slow, block = h.ExpSyn(soma(0.5)), h.Exp2Syn(dend(0.3)), h.Exp2Syn(dend(0.9))
fast.tau, slow.tau1, slow.tau2 = 1, 0.5, 5
block.tau1, block.tau2, block.e = 2, 8, -80
TRAINS = {
    "one": [1],
    "several": [1, 2, 2.5, 4],
    "equal": [2, 2, 2],
    "off the steps": [1.0101, 1.013, 3.99999, 4.00001],
    "dense": [0.5 + 0.07 * i for i in range(40)],
}


def response(train, weights, tstop=10, dt=0.025):
    kept = [volley(s, train, w) for s, w in zip((fast, slow, block), weights) if w]
    vectors = [
        h.Vector().record(ref)
        for ref in (soma(0.5)._ref_v, dend(0.95)._ref_v, fast._ref_g, slow._ref_i, block._ref_A)
    ]
    step(tstop, dt)
    del kept
    return [thin(vector, 30) for vector in vectors]


for name, train in TRAINS.items():
    case(name, lambda: response(train, (0.002, 0.001, 0.003)))
case("excitation only", lambda: response(TRAINS["several"], (0.002, 0.004, 0)))
case("inhibition only", lambda: response(TRAINS["several"], (0, 0, 0.01)))
case("dt 0.1", lambda: response(TRAINS["off the steps"], (0.002, 0.001, 0.003), 10, 0.1))
slow.tau1 = 5.1  # not below tau2: the mechanism mends that
case("tau1 above tau2", lambda: response(TRAINS["one"], (0, 0.002, 0)) + [[slow.tau1, slow.tau2]])
h.secondorder = 2
case("secondorder 2", lambda: response(TRAINS["several"], (0.002, 0.001, 0.003)))
