"""KSChan: what it refuses, what becomes of objects and names when a channel changes, and long lives."""

import contextlib
import gc
import math

import pytest

from neuron import h


def parameters(*values):
    return h.Vector(list(values))


@pytest.fixture
def soma():
    section = h.Section(name="soma")
    section.L = section.diam = 20
    yield section
    h.delete_section(sec=section)


@contextlib.contextmanager
def soma_accessed(section):
    section.push()
    try:
        yield
    finally:
        h.pop_section()


def hodgkin_huxley(point=0):
    channel = h.KSChan(point)
    channel.add_hhstate("n")
    channel.trans(0).set_f(0, 3, parameters(0.1, 0.1, -55))
    channel.trans(0).set_f(1, 2, parameters(0.125, -1 / 80.0, -65))
    channel.gmax(0.01)
    return channel


def scheme(rates):
    """A chain of states with these (forward, backward) rates."""
    channel = h.KSChan(0)
    first = channel.add_ksstate(None, "s0")
    for i, (forward, backward) in enumerate(rates):
        target = channel.add_ksstate(first.gate(), "s%d" % (i + 1))
        rate = channel.add_transition(i, i + 1)
        rate.set_f(0, 1, parameters(forward))
        rate.set_f(1, 1, parameters(backward))
    target.frac(1)
    return channel


def mechanism(section, channel):
    section.insert(channel.name())
    return getattr(section(0.5), channel.name())


# ---- numbers ----


def test_state_moves_exactly_for_a_constant_voltage(soma):
    channel = hodgkin_huxley()
    channel.gmax(0)
    m = mechanism(soma, channel)
    inf, tau = h.Vector(), h.Vector()
    channel.trans(0).inftau(parameters(-40), inf, tau)
    h.finitialize(-40)
    assert m.n == pytest.approx(inf[0], rel=1e-14)
    m.n = 0
    for _ in range(40):
        h.fadvance()
    assert m.n == pytest.approx(inf[0] * -math.expm1(-h.t / tau[0]), rel=1e-12)


def test_scheme_keeps_its_sum_and_goes_to_its_steady_state(soma):
    rates = [(0.5, 0.3), (0.2, 0.7), (1.5, 0.4)]
    m = mechanism(soma, scheme(rates))
    weights = [1.0]
    for forward, backward in rates:
        weights.append(weights[-1] * forward / backward)
    h.finitialize(-65)
    steady = [w / sum(weights) for w in weights]
    assert [m.s0, m.s1, m.s2, m.s3] == pytest.approx(steady, rel=1e-7)
    m.s0, m.s1, m.s2, m.s3 = 0, 0, 0, 1
    for _ in range(4000):
        h.fadvance()
        assert m.s0 + m.s1 + m.s2 + m.s3 == pytest.approx(1, rel=1e-12)
    assert [m.s0, m.s1, m.s2, m.s3] == pytest.approx(steady, rel=1e-7)


def test_table_agrees_with_functions(soma):
    channel = hodgkin_huxley()
    channel.gmax(0)
    m = mechanism(soma, channel)

    def after(v):
        h.finitialize(v)
        m.n = 0
        for _ in range(20):
            h.fadvance()
        return m.n

    exact = [after(v) for v in (-90, -51.3, 12)]
    assert channel.usetable(1, 5000, -100, 50) == 1
    assert [after(v) for v in (-90, -51.3, 12)] == pytest.approx(exact, rel=1e-5)
    h.dt = 0.05
    assert after(-51.3) == pytest.approx(after(-51.3), rel=1e-12)
    h.dt = 0.025
    assert channel.usetable(0) == 0
    assert [after(v) for v in (-90, -51.3, 12)] == pytest.approx(exact, rel=1e-14)


# ---- changes while instances exist ----


def test_layout_cannot_change_while_instances_exist(soma):
    channel = hodgkin_huxley()
    name = channel.name()
    m = mechanism(soma, channel)
    for change in (
        lambda: channel.add_hhstate("q"),
        lambda: channel.add_ksstate(None, "q"),
        lambda: channel.remove_state(0),
        lambda: channel.state(0).name("q"),
        lambda: channel.ion("k"),
        lambda: channel.name("other"),
    ):
        with pytest.raises(RuntimeError, match="while instances exist"):
            change()
    assert (channel.name(), channel.nstate(), channel.ngate(), channel.ion()) == (name, 1, 1, "NonSpecific")
    assert sorted(m.__dict__) == ["e", "g", "gmax", "i", "n"]
    soma.uninsert(name)
    channel.add_hhstate("q")
    assert sorted(mechanism(soma, channel).__dict__) == ["e", "g", "gmax", "i", "n", "q"]


def test_what_is_no_layout_changes_at_any_time(soma):
    channel = hodgkin_huxley()
    m = mechanism(soma, channel)
    h.finitialize(-60)
    h.fcurrent()
    n = m.n
    assert m.g == pytest.approx(0.01 * n)
    channel.gate(0).power(4)
    channel.state(0).frac(0.5)
    h.fcurrent()
    assert m.g == pytest.approx(0.01 * (n / 2) ** 4)
    channel.gmax(7)
    channel.erev(-3)
    assert (m.gmax, m.e) == (0.01, 0)
    other = h.Section(name="other")
    fresh = mechanism(other, channel)
    assert (fresh.gmax, fresh.e) == (7, -3)


def test_names_follow_the_channel(soma):
    channel = hodgkin_huxley()
    channel.name("first")
    mechanism(soma, channel)
    ref = soma(0.5)._ref_n_first
    assert soma.n_first == soma(0.5).first.n
    soma.uninsert("first")
    channel.state(0).name("m")
    channel.name("second")
    for gone in ("n_first", "gmax_first", "first"):
        assert not hasattr(soma(0.5), gone)
    with pytest.raises(ReferenceError):
        ref[0]
    soma.insert("second")
    assert not hasattr(soma(0.5), "first")
    assert not hasattr(soma(0.5).second, "n")
    soma(0.5).second.m = 0.25
    assert (soma.m_second, h.units("gmax_second")) == (0.25, "S/cm2")
    # The name is free for another one, which has nothing to do with the former.
    other = h.KSChan(0)
    other.name("first")
    soma.insert("first")
    assert sorted(soma(0.5).first.__dict__) == ["e", "g", "gmax", "i"]
    assert not hasattr(soma(0.5), "n_first")
    with soma_accessed(soma):
        assert h("gmax_first = 3") and soma(0.5).first.gmax == 3


def test_hoc_knows_the_names_of_now(soma):
    channel = hodgkin_huxley()
    channel.name("hocmade")
    mechanism(soma, channel).n = 0.5
    assert h("func hocmade_n() { return n_hocmade }")
    with soma_accessed(soma):
        assert h.hocmade_n() == 0.5
        soma.uninsert("hocmade")
        channel.state(0).name("x")
        mechanism(soma, channel)
        with pytest.raises(AttributeError, match="other names"):
            h.hocmade_n()
        assert h("x_hocmade = 0.125") and soma(0.5).hocmade.x == 0.125
        soma.uninsert("hocmade")
        channel.add_hhstate("n")
        mechanism(soma, channel).n = 0.75
        assert h.hocmade_n() == 0.75


def test_names_in_use_get_a_zero(soma, capfd):
    channel = h.KSChan(0)
    assert channel.name("hh") == "hh0"
    assert "hh is in use" in capfd.readouterr().out
    assert [channel.add_hhstate(name).name() for name in ("g", "n", "n", "i", "pmax")] == [
        "g0",
        "n",
        "n0",
        "i0",
        "pmax0",
    ]
    assert channel.name("hh0") == "hh0"
    with pytest.raises(ValueError, match="must be a name"):
        channel.name("a b")
    with pytest.raises(ValueError, match="must be a name"):
        channel.add_hhstate("1n")


def test_a_variable_of_the_user_is_not_taken(soma):
    channel = hodgkin_huxley()
    channel.name("mine_made")
    assert h("z_mine_made = 5")
    with pytest.raises(LookupError, match="z_mine_made"):
        channel.add_hhstate("z")
    assert channel.nstate() == 1 and h.z_mine_made == 5
    mechanism(soma, channel)
    assert sorted(soma(0.5).mine_made.__dict__) == ["e", "g", "gmax", "i", "n"]


# ---- point processes ----


def test_point_process(soma):
    channel = hodgkin_huxley(1)
    assert channel.is_point() == 1
    channel.ion("k")
    point = getattr(h, channel.name())(soma(0.5))
    assert (point.gmax, point.get_segment()) == (0.01, soma(0.5))
    h.finitialize(-50)
    h.fcurrent()
    assert point.i == pytest.approx(point.g * (-50 - soma(0.5).ek))
    assert soma(0.5).ik == pytest.approx(point.i * 100 / soma(0.5).area())
    assert h.units(channel.name() + ".gmax") == "uS"
    with pytest.raises(ValueError, match="not a density mechanism"):
        soma.insert(channel.name())


def test_class_of_a_point_process_follows_the_channel(soma):
    channel = hodgkin_huxley(1)
    name = channel.name()
    former = getattr(h, name)
    point = former(soma(0.5))
    with pytest.raises(RuntimeError, match="while instances exist"):
        channel.add_hhstate("q")
    point = None
    channel.add_hhstate("q")
    with pytest.raises(ReferenceError, match="out of date"):
        former(soma(0.5))
    point = getattr(h, name)(soma(0.5))
    point.q = 0.5
    assert point.q == 0.5
    del point
    channel.name("renamed_point")
    assert not hasattr(h, name)
    assert h.renamed_point(soma(0.5)).get_segment() == soma(0.5)


def test_point_without_a_place_counts_as_instance(soma):
    channel = hodgkin_huxley(1)
    point = getattr(h, channel.name())()
    with pytest.raises(RuntimeError, match="while instances exist"):
        channel.ion("k")
    h.finitialize(-65)
    point.loc(soma(0.5))
    h.finitialize(-65)
    h.fadvance()
    assert point.n > 0


# ---- lives ----


def test_channel_outlives_its_variable(soma):
    channel = hodgkin_huxley()
    name = channel.name()
    number = int(str(channel).split("[")[1][:-1])
    del channel
    gc.collect()
    m = getattr(soma.insert(name)(0.5), name)
    h.finitialize(-65)
    h.fadvance()
    assert m.n > 0
    assert h.KSChan[number].name() == name


def test_parts_that_were_removed_say_so():
    channel = scheme([(1, 2), (3, 4)])
    state, rate, gate = channel.state(1), channel.trans(1), channel.gate(0)
    assert rate.src().same(state) and state.gate().same(gate)
    channel.remove_state(state)
    assert (channel.nstate(), channel.ntrans()) == (2, 0)
    for call in (state.name, state.frac, state.index, rate.type, rate.src, lambda: rate.f(0, 1)):
        with pytest.raises(ReferenceError, match="removed"):
            call()
    with pytest.raises(ValueError, match="not part of this channel"):
        channel.remove_state(state)
    channel.remove_state(0)
    channel.remove_state(0)
    assert (channel.nstate(), channel.ngate()) == (0, 0)
    with pytest.raises(ReferenceError, match="removed"):
        gate.power()


def test_parts_of_another_channel_are_refused():
    one, other = scheme([(1, 2)]), scheme([(1, 2)])
    for call in (
        lambda: one.add_transition(one.state(0), other.state(1)),
        lambda: one.add_ksstate(other.gate(0), "x"),
        lambda: one.remove_transition(other.trans(0)),
    ):
        with pytest.raises(ValueError, match="not part of this channel"):
            call()


def test_states_of_hodgkin_and_huxley_come_first():
    channel = scheme([(1, 2), (3, 4)])
    rate = channel.trans(1)
    assert channel.add_hhstate("n").index() == 0
    assert [channel.state(i).name() for i in range(4)] == ["n", "s0", "s1", "s2"]
    assert (rate.index(), rate.src().name(), rate.target().name()) == (2, "s1", "s2")
    assert [channel.gate(i).nstate() for i in range(2)] == [1, 3]
    assert channel.add_ksstate(channel.gate(1), "s3").index() == 4


def test_standard_of_a_changed_channel(soma):
    channel = hodgkin_huxley()
    standard = h.MechanismStandard(channel.name(), 0)
    assert standard.count() == 5
    channel.add_hhstate("m")
    with pytest.raises(ReferenceError, match="changed"):
        standard.count()
    assert h.MechanismStandard(channel.name(), 0).count() == 6


# ---- ligands ----


def test_ligand(soma):
    channel = scheme([(2, 3)])
    rate = channel.trans(0)
    assert rate.type(3, "ki") == 3
    assert (rate.ligand(), channel.nligand(), channel.ligand(0)) == ("ki", 1, "k_ion")
    rate.stoichiometry(2)
    m = mechanism(soma, channel)
    h.finitialize(-65)
    assert m.s1 / m.s0 == pytest.approx(2 * soma(0.5).ki ** 2 / 3, rel=1e-6)
    with pytest.raises(RuntimeError, match="while instances exist"):
        rate.type(0)
    soma.uninsert(channel.name())
    assert rate.type(0) == 0 and channel.nligand() == 0 and rate.ligand() == ""


def test_ligand_refusals():
    channel = scheme([(2, 3)])
    with pytest.raises(ValueError, match="does not exist"):
        channel.trans(0).type(3, "nosuchi")
    with pytest.raises(RuntimeError, match="not enough arguments"):
        channel.trans(0).type(2)
    with pytest.raises(ValueError, match="no ligand"):
        channel.trans(0).ligand("ki")
    assert channel.trans(0).type() == 0
    with pytest.raises(ValueError, match="Hodgkin"):
        hodgkin_huxley().trans(0).type(3, "ki")


# ---- refusals ----


def test_functions_must_be_there_and_complete(soma):
    channel = h.KSChan(0)
    channel.add_hhstate("n")
    rate = channel.trans(0)
    assert (rate.ftype(0), rate.f(0, -65), list(rate.parm(0))) == (-1, 0, [])
    with pytest.raises(ValueError, match="needs 3"):
        rate.set_f(0, 2, parameters(1, 2))
    with pytest.raises(IndexError):
        rate.set_f(0, 8, parameters(1, 2, 3))
    with pytest.raises(IndexError):
        rate.set_f(2, 1, parameters(1))
    assert rate.ftype(0) == -1
    soma.insert(channel.name())
    with pytest.raises(RuntimeError, match="no functions yet"):
        h.finitialize(-65)
    rate.set_f(0, 1, parameters(1))
    rate.set_f(1, 1, parameters(3))
    h.finitialize(-65)
    assert getattr(soma(0.5), channel.name()).n == 0.25


def test_bad_arguments():
    channel = hodgkin_huxley()
    with pytest.raises(ValueError, match="0 or above"):
        channel.gmax(-1)
    with pytest.raises(ValueError, match="0 or above"):
        channel.gmax(float("nan"))
    with pytest.raises(ValueError, match="0 or above"):
        channel.state(0).frac(-1)
    with pytest.raises(IndexError):
        channel.gate(0).power(-1)
    with pytest.raises(IndexError):
        channel.iv_type(3)
    with pytest.raises(IndexError):
        channel.state(1)
    with pytest.raises(ValueError, match="does not exist"):
        channel.ion("nosuch")
    with pytest.raises(ValueError, match="above the lowest"):
        channel.usetable(1, 10, 50, -100)
    with pytest.raises(ValueError, match="two states"):
        channel.add_transition(0, 0)
    with pytest.raises(ValueError, match="Hodgkin"):
        channel.add_ksstate(channel.gate(0), "x")
    with pytest.raises(ValueError, match="remove_state"):
        channel.remove_transition(0)
    assert (channel.gmax(), channel.nstate(), channel.usetable()) == (0.01, 1, 0)


def test_what_is_missing_says_so():
    channel = hodgkin_huxley(1)
    assert channel.single() == 0 == channel.single(0)
    for call in (
        lambda: channel.single(1),
        channel.vres,
        channel.rseed,
        lambda: channel.setstructure(h.Vector()),
    ):
        with pytest.raises(NotImplementedError):
            call()


@pytest.mark.parametrize("name", ["KSState", "KSGate", "KSTrans"])
def test_parts_are_made_by_a_channel(name):
    with pytest.raises(TypeError, match="only a KSChan"):
        getattr(h, name)()


def test_many_states_are_refused():
    channel = h.KSChan(1)
    for i in range(180):
        channel.add_hhstate("x%d" % i)
    with pytest.raises(ValueError, match="180 states at most"):
        channel.add_hhstate("last")
    assert channel.nstate() == 180


def test_parameters_lie_in_the_vector(soma):
    channel = h.KSChan(0)
    channel.add_hhstate("n")
    rate = channel.trans(0)
    forward = parameters(1)
    rate.set_f(0, 1, forward)
    rate.set_f(1, 1, parameters(3))
    assert rate.parm(0).same(forward)
    m = mechanism(soma, channel)
    h.finitialize(-65)
    assert m.n == 0.25
    forward[0] = 3
    assert rate.f(0, 0) == 3
    h.finitialize(-65)
    assert m.n == 0.5
    channel.usetable(1)
    m.n = 0
    h.fadvance()
    slow = m.n
    rate.parm(0)[0] = 6
    m.n = 0
    h.fadvance()
    assert m.n > 1.5 * slow
    for kind in (1, 2):
        rate.set_f(0, kind, parameters(1, 0, 0))
        rate.parm(0).resize(0)
        with pytest.raises(ValueError, match="too short"):
            rate.f(0, 0)
        with pytest.raises(ValueError, match="too short"):
            rate.inftau(parameters(0), h.Vector(), h.Vector())
        for call in (h.fadvance, lambda: h.finitialize(-65)):
            with pytest.raises(RuntimeError, match="too short"):
                call()
