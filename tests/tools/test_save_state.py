"""SaveState with mechanisms of a library: self events, WATCH, net_move, accumulated ions, LAG, RANDOM, and numbers that
are addresses."""

import pytest

COUNTER = """\
NEURON { POINT_PROCESS Counter RANGE ups, downs, moved, x, drawn RANDOM noise }
PARAMETER { period = 1.7 }
ASSIGNED { v ups downs moved x drawn }
INITIAL { ups = 0 downs = 0 moved = 0 x = 0 net_send(0, 4) net_send(5, 1) net_send(period, 3) }
NET_RECEIVE(w, n, last) {
    INITIAL { n = 0 last = -1 }
    if (flag == 4) { WATCH (v > -60) 5 WATCH (v < -63) 6 }
    if (flag == 5) { ups = ups + 1 net_event(t) }
    if (flag == 6) { downs = downs + 1 }
    if (flag == 1) { moved = moved + t net_send(5, 1) }
    if (flag == 3) { drawn = drawn + random_uniform(noise) net_send(period, 3) }
    if (flag == 0) { n = n + 1 x = x + w*n + last last = t net_move(t + 1) w = w + 0.25 net_send(3 + 0.1*n, 7) }
    if (flag == 7) { x = x + 1000*w }
}
"""

POOL = """\
NEURON { SUFFIX pool USEION ca READ ica, cai WRITE cai RANGE before GLOBAL wait }
PARAMETER { wait = 1.5 (ms) }
ASSIGNED { ica (mA/cm2) before }
STATE { cai (mM) }
INITIAL { cai = 1e-4 }
BREAKPOINT { SOLVE s METHOD cnexp LAG cai BY wait before = lag_cai_wait }
DERIVATIVE s { cai' = -10*ica + (1e-4 - cai)/5 }
"""

LEAK = """\
NEURON { SUFFIX caleak USEION ca READ eca WRITE ica RANGE g }
PARAMETER { g = 1e-5 }
ASSIGNED { v eca ica }
BREAKPOINT { ica = g*(v - eca) }
"""

OWNER = """\
NEURON { ARTIFICIAL_CELL Owner RANGE seen }
ASSIGNED { space seen }
INITIAL { seen = 0
VERBATIM
    double* kept;
    memcpy(&kept, &space, sizeof kept);
    if (!kept) { kept = (double*)malloc(sizeof(double)); memcpy(&space, &kept, sizeof kept); }
    *kept = 0;
ENDVERBATIM
    net_send(1, 1)
}
NET_RECEIVE(w) {
VERBATIM
    double* kept;
    memcpy(&kept, &space, sizeof kept);
    seen = *kept += 1;
ENDVERBATIM
    net_send(1, 1)
}
"""

MODEL = """
import sys
from neuron import h
soma = h.Section(name="soma")
soma.L = soma.diam = 20
for name in ("hh", "pool", "caleak"):
    soma.insert(name)
clamp = h.IClamp(soma(0.5))
clamp.delay, clamp.dur, clamp.amp = 2, 1e9, 0.15
counter = h.Counter(soma(0.5))
counter.noise.set_ids(1, 2, 3)
stim, connections = h.NetStim(), []
stim.start, stim.interval, stim.number = 1, 2.3, 1000
for delay in (0.5, 7):
    connections.append(h.NetCon(stim, counter))
    connections[-1].weight[0], connections[-1].delay = delay, delay
times = h.Vector()
out = h.NetCon(counter, None)
out.record(times)

def go_on(until):
    while h.t < until - 1e-9:
        h.fadvance()

def seen():
    weights = [connection.weight[i] for connection in connections for i in range(3)]
    variables = [counter.ups, counter.downs, counter.moved, counter.x, counter.drawn]
    point = soma(0.5)
    return repr((variables, weights, point.v, point.cai, point.eca, point.before_pool, [t for t in times if t > 21]))

def file(name, mode):
    found = h.File()
    assert getattr(found, mode)(name) == 1
    return found

h.finitialize(-65)
state = h.SaveState()
"""

BEFORE = """
go_on(21)
state.save()
state.fwrite(file("state", "wopen"))
go_on(60)
whole = seen()
times.resize(0)
state.restore()
go_on(60)
assert seen() == whole, (seen(), whole)
print(whole)
"""

AFTER = """
state.fread(file("state", "ropen"))
state.restore()
go_on(60)
print(seen())
"""

ADDRESSES = """
from neuron import h
owner = h.Owner()
h.finitialize()
while h.t < 2.5: h.fadvance()
state = h.SaveState()
found = h.File()
if %r:
    assert owner.seen == 2
    state.save()
    found.wopen("owner")
    state.fwrite(found)
else:
    found.ropen("owner")
    state.fread(found)
    h.finitialize()
    state.restore()
while h.t < 4.5: h.fadvance()
print(owner.seen)
"""


@pytest.fixture
def models(workshop):
    for name, text in (("counter", COUNTER), ("pool", POOL), ("caleak", LEAK), ("owner", OWNER)):
        (workshop.folder / (name + ".mod")).write_text(text)
    done = workshop.nrnivmodl()
    assert done.status == 0, done.err
    return workshop


def test_mechanisms_go_on(models):
    whole = models.python(MODEL + BEFORE)
    assert whole.status == 0, whole.err
    variables = eval(whole.out)[0]
    assert all(x > 0 for x in variables) and len(eval(whole.out)[-1]) > 1
    after = models.python(MODEL + AFTER)
    assert after.status == 0, after.err
    assert after.out == whole.out


def test_addresses_stay_those_of_the_process(models):
    """A state of another process has addresses of its memory: they are not taken over, nor is what lies there."""
    outs = []
    for first in (True, False):
        done = models.python(ADDRESSES % first)
        assert done.status == 0, done.err
        outs.append(float(done.out))
    assert outs == [4, 2]
