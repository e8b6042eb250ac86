"""Two and four threads with recording, interpolated playing, artificial cells and handlers.

Events that belong to no thread (play at times, record at intervals) are left out: with several threads NEURON
delivers them before or after the step, as it happens.
"""

from _model import case, clamp, h, run, section, thin

pc = h.ParallelContext()
somas, dends = [], []
for i in range(5):
    somas.append(section("soma%d" % i, 20, 20 + i, 1, ["hh"]))
    dends.append(section("dend%d" % i, 200, 2, 3 + 2 * i, ["pas"], g_pas=1e-4, e_pas=-65))
    dends[-1].connect(somas[-1](1))
clamps = [clamp(soma(0.5), 0.2 * i, 1e9, 0) for i, soma in enumerate(somas)]
source, cell = h.NetStim(), h.IntFire1()
source.start, source.interval, source.number, source.noise = 0, 2, 1e9, 1
source.noiseFromRandom123(1, 2, 3)
synapses = [h.ExpSyn(dend(0.5)) for dend in dends]
links = [h.NetCon(source, cell, 0, 1, 0.7)] + [
    h.NetCon(cell, synapse, 0, 0.5 + 0.2 * i, 0.02) for i, synapse in enumerate(synapses)
]
wave = h.Vector([0, 1, 0, 0.5, 0, 0])
wave_times = h.Vector([0, 1, 2, 4, 8, 100])
wave.play(clamps[0]._ref_amp, wave_times, 1)
starts = []
handler = h.FInitializeHandler(lambda: starts.append(h.t))


def ran(threads):
    pc.nthread(threads)
    vectors = [h.Vector().record(soma(0.5)._ref_v) for soma in somas]
    vectors.append(h.Vector().record(dends[4](0.5)._ref_v))
    vectors.append(h.Vector().record(synapses[2]._ref_g))
    run(10)
    return [thin(vector, 40) for vector in vectors]


for threads in (1, 2, 4):
    case("%d threads" % threads, lambda: ran(threads))
case("one again", lambda: ran(1))
case("handlers", lambda: starts)
