"""Cables against formulas: steady states, input resistances, charging, Rall's trees, orders of convergence, charge.

Lengths and diameters in um, Ra in ohm cm, membrane resistances in ohm cm2, currents in nA, potentials in mV.
Formulas: Rall, "Core conductor theory and cable properties of neurons" (1977); Bhalla, Bilitch and Bower,
"Rallpacks: a set of benchmarks for neuronal simulators" (1992).
"""

import math

import pytest

from neuron import h

REST = -65.0


@pytest.fixture(autouse=True)
def settings():
    """The step's settings as every test finds and leaves them."""
    names = ("dt", "secondorder", "celsius", "usetable_hh")
    before = [(name, getattr(h, name)) for name in names]
    h.dt, h.secondorder, h.celsius, h.usetable_hh = 0.025, 0, 6.3, 0
    yield
    for name, value in before:
        setattr(h, name, value)


class Cable:
    """A uniform passive section with its cable constants."""

    def __init__(self, L, diam, nseg, Rm=20000.0, Ra=150.0, cm=1.0):
        self.sec = h.Section(name="cable")
        self.sec.L, self.sec.diam, self.sec.nseg, self.sec.Ra, self.sec.cm = L, diam, nseg, Ra, cm
        self.sec.insert("pas")
        self.sec.g_pas, self.sec.e_pas = 1 / Rm, REST
        self.L = L
        self.length = math.sqrt(Rm * diam * 1e-4 / (4 * Ra)) * 1e4  # lambda [um]
        self.R = 2 / math.pi * math.sqrt(Rm * Ra) * (diam * 1e-4) ** -1.5 * 1e-6  # semi-infinite [MOhm]
        self.tau = Rm * cm * 1e-3  # [ms]

    def electrotonic(self):
        return self.L / self.length


def current(segment, amp, delay=0.0, dur=1e30):
    clamp = h.IClamp(segment)
    clamp.delay, clamp.dur, clamp.amp = delay, dur, amp
    return clamp


def settle():
    """Steady state of a passive model: steps so long that backward Euler leaves nothing."""
    h.dt = 1e12
    h.finitialize(REST)
    for _ in range(3):
        h.fadvance()


def run(tstop, dt):
    h.dt = dt
    h.finitialize(REST)
    for _ in range(int(round(tstop / dt))):
        h.fadvance()


def rms(values):
    return math.sqrt(sum(value * value for value in values) / len(values))


def sealed(cable, x):
    """Potential over rest for 1 nA at x = 0 of a cable with a sealed end, x in um."""
    length = cable.electrotonic()
    return cable.R * math.cosh(length - x / cable.length) / math.sinh(length)


# Steady states


@pytest.mark.parametrize("L,diam,Rm,Ra", [(500, 2, 20000, 150), (1500, 1, 10000, 100), (100, 5, 40000, 35.4)])
def test_sealed_cable_steady_state(L, diam, Rm, Ra):
    cable = Cable(L, diam, 201, Rm, Ra)
    stimulus = current(cable.sec(0), 0.1)
    settle()
    assert stimulus.i == 0.1
    for x in [0.0] + [seg.x for seg in cable.sec] + [1.0]:
        expected = 0.1 * sealed(cable, x * L)
        assert cable.sec(x).v - REST == pytest.approx(expected, rel=1e-4)


def test_infinite_cable():
    cable = Cable(20000, 1, 4001)
    stimulus = current(cable.sec(0), 0.05)
    settle()
    assert (cable.sec(0).v - REST) / stimulus.amp == pytest.approx(cable.R, rel=5e-5)
    for seg in list(cable.sec)[:1200:100]:
        fall = math.exp(-seg.x * cable.L / cable.length)
        assert (seg.v - REST) == pytest.approx(stimulus.amp * cable.R * fall, rel=3e-4)


def test_infinite_cable_both_sides():
    cable = Cable(20000, 1, 4001)
    stimulus = current(cable.sec(0.5), 0.05)
    settle()
    assert (cable.sec(0.5).v - REST) / stimulus.amp == pytest.approx(cable.R / 2, rel=2e-3)
    left, right = cable.sec(0.45), cable.sec(0.55)
    assert left.v == pytest.approx(right.v, rel=1e-9)


def test_killed_end():
    cable = Cable(600, 2, 201)
    stimulus = current(cable.sec(0), 0.1)
    hold = h.SEClamp(cable.sec(1))
    hold.dur1, hold.amp1, hold.rs = 1e30, REST, 1e-6
    settle()
    length = cable.electrotonic()
    for seg in list(cable.sec)[::20]:
        x = seg.x * length
        expected = stimulus.amp * cable.R * math.sinh(length - x) / math.cosh(length)
        assert seg.v - REST == pytest.approx(expected, rel=1e-4)
    assert hold.i == pytest.approx(-stimulus.amp / math.cosh(length), rel=1e-4)


def test_clamped_cable():
    cable = Cable(400, 1, 101)
    hold = h.SEClamp(cable.sec(0))
    hold.dur1, hold.amp1, hold.rs = 1e30, REST + 30, 1e-6
    settle()
    h.fcurrent()
    length = cable.electrotonic()
    assert hold.i == pytest.approx(30 * math.tanh(length) / cable.R, rel=1e-4)
    for seg in list(cable.sec)[::10]:
        expected = 30 * math.cosh(length - seg.x * length) / math.cosh(length)
        assert seg.v - REST == pytest.approx(expected, rel=1e-4)


def test_steady_state_converges_with_the_square_of_the_segments():
    errors = []
    for nseg in (5, 15, 45):
        cable = Cable(1000, 1, nseg)
        stimulus = current(cable.sec(0), 0.1)
        settle()
        errors.append(abs(cable.sec(0).v - REST - 0.1 * sealed(cable, 0)))
        del stimulus
    assert errors[0] / errors[1] == pytest.approx(9, rel=0.1)
    assert errors[1] / errors[2] == pytest.approx(9, rel=0.1)


def test_superposition_and_reciprocity():
    cable = Cable(700, 1.5, 51)
    near, far = cable.sec(0.2), cable.sec(0.9)
    first = current(near, 0.1)
    settle()
    one = [seg.v - REST for seg in cable.sec]
    at_far = far.v - REST
    second = current(far, 0.1)
    settle()
    both = [seg.v - REST for seg in cable.sec]
    first.amp = 0
    settle()
    other = [seg.v - REST for seg in cable.sec]
    assert near.v - REST == pytest.approx(at_far, rel=1e-9)
    assert both == pytest.approx([a + b for a, b in zip(one, other)], rel=1e-9)
    assert second.i == 0.1


# Rall's trees


def rall_tree(trunk_diam, trunk_L, generations, steps):
    """A tree after the 3/2 power law, each branch 0.4 of its length constant, and its last branches."""
    Rm, Ra, ell = 20000.0, 150.0, 0.4
    root = Cable(trunk_L, trunk_diam, steps, Rm, Ra).sec
    kept, level, diam = [root], [root], trunk_diam
    for _ in range(generations):
        diam *= 0.5 ** (2.0 / 3)
        after = []
        for parent in level:
            for _ in (0, 1):
                length = ell * math.sqrt(Rm * diam * 1e-4 / (4 * Ra)) * 1e4
                kid = Cable(length, diam, steps, Rm, Ra).sec
                kid.connect(parent(1))
                after.append(kid)
        kept += after
        level = after
    return kept, level


def equal_cylinder(trunk_diam, trunk_L, generations, steps):
    first = Cable(trunk_L, trunk_diam, steps, 20000.0, 150.0)
    kept = [first.sec]
    for _ in range(generations):
        after = Cable(0.4 * first.length, trunk_diam, steps, 20000.0, 150.0).sec
        after.connect(kept[-1](1))
        kept.append(after)
    return kept


@pytest.mark.parametrize("order", [0, 2])
def test_rall_tree_is_a_cylinder(order):
    h.secondorder = order
    tree, ends = rall_tree(4, 200, 3, 7)
    cylinder = equal_cylinder(4, 200, 3, 7)
    clamps = [current(secs[0](0), 0.2, 0.5, 5) for secs in (tree, cylinder)]
    h.dt = 0.05
    h.finitialize(REST)
    for _ in range(300):
        h.fadvance()
        assert tree[0](0).v == pytest.approx(cylinder[0](0).v, rel=1e-9)
        assert [end(1).v for end in ends] == pytest.approx([cylinder[-1](1).v] * len(ends), rel=1e-9)
    assert tree[0](0).v - REST > 0.5
    assert len(clamps) == 2


def test_rall_tree_input_resistance():
    tree, ends = rall_tree(4, 200, 3, 51)
    stimulus = current(tree[0](0), 0.1)
    settle()
    trunk = Cable(200, 4, 1)
    length = 200 / trunk.length + 3 * 0.4
    assert (tree[0](0).v - REST) / stimulus.amp == pytest.approx(trunk.R / math.tanh(length), rel=1e-4)
    assert (ends[0](1).v - REST) / stimulus.amp == pytest.approx(trunk.R / math.sinh(length), rel=1e-4)


# An isopotential cell


def charged(order, dt, tstop):
    """Final potential of a charging cell over rest, and its formula's value."""
    h.secondorder = order
    cell = Cable(20, 20, 1, Rm=5000.0, cm=1.0)
    stimulus = current(cell.sec(0.5), 0.1)
    run(tstop, dt)
    R = 5000.0 / (cell.sec(0.5).area() * 1e-8) * 1e-6
    return cell.sec(0.5).v - REST, stimulus.amp * R, cell.tau


@pytest.mark.parametrize("dt", [0.025, 0.1, 1.0])
def test_backward_euler_charging_is_its_recurrence(dt):
    v, final, tau = charged(0, dt, 10)
    n = int(round(10 / dt))
    assert v == pytest.approx(final * (1 - (1 + dt / tau) ** -n), rel=1e-9)


@pytest.mark.parametrize("dt", [0.025, 0.1, 1.0])
@pytest.mark.parametrize("order", [1, 2])
def test_crank_nicolson_charging_is_its_recurrence(order, dt):
    v, final, tau = charged(order, dt, 10)
    factor = (1 - dt / (2 * tau)) / (1 + dt / (2 * tau))
    assert v == pytest.approx(final * (1 - factor ** int(round(10 / dt))), rel=1e-9)


@pytest.mark.parametrize("order,ratio", [(0, 2), (1, 4), (2, 4)])
def test_order_of_charging(order, ratio):
    errors = []
    for dt in (0.1, 0.05, 0.025):
        v, final, tau = charged(order, dt, 5)
        errors.append(abs(v - final * (1 - math.exp(-5 / tau))))
    assert errors[0] / errors[1] == pytest.approx(ratio, rel=0.03)
    assert errors[1] / errors[2] == pytest.approx(ratio, rel=0.03)


@pytest.mark.parametrize("order,ratio", [(0, 2), (2, 4)])
def test_order_with_channels(order, ratio):
    """hh under a smooth stimulus: the staggered step is of second order with secondorder = 2."""
    cell = Cable(30, 30, 1)
    cell.sec.insert("hh")
    synapse = h.AlphaSynapse(cell.sec(0.5))
    synapse.onset, synapse.tau, synapse.gmax, synapse.e = 0, 1.0, 0.02, 0
    h.secondorder = order

    def end(dt):
        run(2.0, dt)
        return cell.sec(0.5).v

    best = {0: 2 * end(0.0005) - end(0.001), 2: (4 * end(0.001) - end(0.002)) / 3}[order]
    errors = [abs(end(dt) - best) for dt in (0.02, 0.01, 0.005)]
    assert errors[0] / errors[1] == pytest.approx(ratio, rel=0.15)
    assert errors[1] / errors[2] == pytest.approx(ratio, rel=0.1)


# Rallpack 1: a sealed cable that is charged from one end


def rallpack1(cable, x, t, amp, terms=400):
    """Potential over rest at x (um) and t (ms) after a current step at x = 0."""
    length, place, time = cable.electrotonic(), x / cable.length, t / cable.tau
    total = math.cosh(length - place) / math.sinh(length)
    decay = 1.0
    for n in range(1, terms):
        k = (n * math.pi / length) ** 2
        decay += 2 * math.cos(n * math.pi * place / length) * math.exp(-k * time) / (1 + k)
    return amp * cable.R * (total - math.exp(-time) * decay / length)


@pytest.mark.parametrize("order,limit", [(0, 3e-4), (2, 2e-4)])
def test_rallpack_1(order, limit):
    """Root mean square of the difference to the formula, as a part of the range, in both last segments over 250 ms.

    Not in the nodes of the ends: these have no capacitance, and Crank-Nicolson swings there for long after a step.
    """
    h.secondorder = order
    cable = Cable(1000, 1, 500, Rm=40000.0, Ra=100.0)
    stimulus = current(cable.sec(0), 0.1)
    near, far, times = h.Vector(), h.Vector(), h.Vector()
    ends = cable.sec(0.001), cable.sec(0.999)
    near.record(ends[0]._ref_v)
    far.record(ends[1]._ref_v)
    times.record(h._ref_t)
    run(250, 0.05)
    assert times.size() == 5001
    for x, vector in ((1.0, near), (999.0, far)):
        places = range(20, 5001, 40)
        expected = [rallpack1(cable, x, i * 0.05, stimulus.amp) for i in places]
        found = [vector[i] - REST for i in places]
        error = rms([a - b for a, b in zip(found, expected)]) / (max(expected) - min(expected))
        assert error < limit


# Charge


@pytest.mark.parametrize("order", [0, 2])
def test_charge_is_conserved_at_every_step(order):
    """What the electrode brings is what charges the membrane and leaks (factor: um2 mA/cm2 to nA)."""
    h.secondorder = order
    root, kid, twig = Cable(100, 3, 3).sec, Cable(300, 1, 9).sec, Cable(150, 0.7, 5).sec
    kid.connect(root(0.5))
    twig.connect(kid(0.3), 1)
    segments = [seg for sec in (root, kid, twig) for seg in sec]
    for i, seg in enumerate(segments):
        seg.cm = 1 + 0.05 * i
    stimulus = current(kid(0.9), 0.3, 0.2, 1.0)
    h.dt = 0.025
    h.finitialize(REST)
    for _ in range(80):
        before = [seg.v for seg in segments]
        h.fadvance()
        total = 0.0
        for seg, old in zip(segments, before):
            # Crank-Nicolson holds at the middle of the step, backward Euler at its end.
            v = seg.v if order == 0 else (seg.v + old) / 2
            density = 1e-3 * seg.cm * (seg.v - old) / h.dt + seg.g_pas * (v - seg.e_pas)
            total += density * seg.area() * 1e-2
        assert total == pytest.approx(stimulus.i, abs=1e-9)


def test_membrane_currents_sum_to_the_electrode():
    """With channels and extracellular current bookkeeping: i_membrane_ over the cell is what the electrode brings."""
    root, kid = Cable(30, 30, 1).sec, Cable(300, 1, 9).sec
    root.insert("hh")
    kid.insert("hh")
    kid.connect(root(1))
    stimulus = current(kid(0.7), 0.5, 0.2, 1.0)
    cvode = h.CVode()
    cvode.use_fast_imem(1)
    try:
        h.finitialize(REST)
        for _ in range(200):
            h.fadvance()
            total = sum(seg.i_membrane_ for sec in (root, kid) for seg in sec)
            assert total == pytest.approx(stimulus.i, abs=1e-9)
    finally:
        cvode.use_fast_imem(0)


def test_charge_through_a_synapse():
    """A voltage clamp holds the cell: the time integral of an ExpSyn's current is weight * tau * driving force."""
    cell = Cable(10, 10, 1)
    hold = h.SEClamp(cell.sec(0.5))
    hold.dur1, hold.amp1, hold.rs = 1e9, REST, 1e-6
    synapse = h.ExpSyn(cell.sec(0.5))
    synapse.tau, synapse.e = 2, 0
    source = h.NetStim()
    source.start, source.number = 1, 1
    link = h.NetCon(source, synapse, 0, 0, 0.001)
    currents = h.Vector()
    currents.record(synapse._ref_i)
    run(60, 0.005)
    charge = sum(currents) * 0.005
    assert link.weight[0] == 0.001
    assert charge == pytest.approx(0.001 * 2 * REST, rel=2e-3)


def test_extracellular_is_of_second_order_too():
    """A sealed cylinder in a thin layer of fluid, charged by a current: half the step, a quarter of the error."""

    cable = h.Section(name="cable")
    cable.L, cable.diam, cable.nseg = 300, 2, 5
    cable.insert("pas")
    cable.insert("extracellular")
    for i, segment in enumerate(cable):
        segment.pas.g, segment.pas.e = 5e-4, -65
        segment.xg[0], segment.xg[1] = 2e-3, 5e-3
        segment.xc[0], segment.xc[1] = 2, 4
        segment.xraxial[0] = 200 * (i + 1)
    clamp = h.IClamp(cable(0.1))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, 0.1

    def state(steps, order):
        h.secondorder, h.dt = order, 2.0 / steps
        h.finitialize(-65)
        for _ in range(steps):
            h.fadvance()
        return [cable(0.1).v, cable(0.9).v, cable(0.1).vext[0], cable(0.5).vext[1]]

    try:
        best = state(65536, 1)
        for order, ratio in ((0, 2), (1, 4)):
            errors = [[abs(x - y) for x, y in zip(state(n, order), best)] for n in (2048, 4096)]
            for coarse, fine in zip(*errors):
                assert coarse / fine == pytest.approx(ratio, rel=0.1)
    finally:
        h.secondorder, h.dt = 0, 0.025
