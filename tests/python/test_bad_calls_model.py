"""Every method of the classes of the model with arguments of all sorts and numbers: a result or an exception that says
something, never another kind of end; the model can be simulated afterwards.
"""

import gc
import itertools

import pytest

from neuron import h

ORDINARY = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    ReferenceError,
    RuntimeError,
    TypeError,
    ValueError,
)

# What changes how all simulations are done, or would run for very long.
LEFT_OUT = {
    "CVode": "active debug_event extra_scatter_gather queue_mode solve store_events use_daspk use_local_dt",
    "Vector": " ".join(set(dir(h.Vector())) - {"record", "play", "play_remove"}),
}


class Model:
    def __init__(self):
        self.soma, self.dend = h.Section(name="soma"), h.Section(name="dend")
        self.dend.connect(self.soma(1))
        self.soma.insert("hh")
        self.soma.nseg = 3
        self.synapse = h.ExpSyn(self.dend(0.5))
        self.stimulus = h.NetStim()
        self.clamp = h.IClamp(self.soma(0.5))
        self.connection = h.NetCon(self.stimulus, self.synapse)

    def target(self, kind):
        soma = self.soma
        return {
            "Section": lambda: soma,
            "Segment": lambda: soma(0.5),
            "Mechanism": lambda: soma(0.5).hh,
            "RangeVar": lambda: list(soma(0.5).hh)[0],
            "IClamp": lambda: self.clamp,
            "NetStim": lambda: self.stimulus,
            "NetCon": lambda: self.connection,
            "CVode": h.CVode,
            "SectionList": lambda: h.SectionList([soma, self.dend]),
            "SectionRef": lambda: h.SectionRef(sec=soma),
            "MechanismType 0": lambda: h.MechanismType(0),
            "MechanismType 1": lambda: h.MechanismType(1),
            "MechanismStandard": lambda: h.MechanismStandard("hh"),
            "FInitializeHandler": lambda: h.FInitializeHandler("bam_n = 1"),
            "Vector": lambda: h.Vector([1, 2]),
        }[kind]()

    def values(self):
        return [
            3,
            -1,
            0.5,
            1e30,
            float("nan"),
            "hh",
            "a b",
            None,
            object(),
            [1],
            lambda *args: 0,
            self.soma,
            self.dend(0.5),
            self.soma(0.5)._ref_v,
            h.Vector([1, 2]),
            h.ref("text"),
            self.synapse,
            h.SectionList([self.soma]),
        ]


SETTINGS = (
    "rtol atol minstep maxstep maxorder jacobian stiff condition_order use_long_double use_mxb dae_init_dteps "
    "use_fast_imem"
).split()


@pytest.fixture(autouse=True)
def clean():
    """Sections that calls have made the accessed ones are not any more; settings are as before."""
    cvode = h.CVode()
    settings = [(name, getattr(cvode, name)()) for name in SETTINGS]
    yield
    for name, value in settings:
        getattr(cvode, name)(value)
    for _ in range(1000):
        h.pop_section()
    gc.collect()


KINDS = [
    "Section",
    "Segment",
    "Mechanism",
    "RangeVar",
    "IClamp",
    "NetStim",
    "NetCon",
    "CVode",
    "SectionList",
    "SectionRef",
    "MechanismType 0",
    "MechanismType 1",
    "MechanismStandard",
    "FInitializeHandler",
    "Vector",
]


def methods(kind):
    left_out = LEFT_OUT.get(kind, "").split()
    target = Model().target(kind)
    names = [name for name in dir(target) if not name.startswith("__") and name not in left_out]
    found = []
    for name in names:
        try:
            callable(getattr(target, name)) and found.append(name)
        except ORDINARY:
            continue  # an attribute without a value now, such as the parent of a root
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_calls(kind, capfd):
    calls = 0
    for name in methods(kind):
        model = Model()
        values = model.values()
        singles = [()] + [(value,) for value in values]
        pairs = list(itertools.product(values[::2], values[1::3]))
        several = [tuple(values[i : i + 4]) for i in range(0, len(values), 3)] + [tuple(values)]
        for arguments in singles + pairs + several:
            calls += 1
            try:
                getattr(model.target(kind), name)(*arguments)
            except ORDINARY as error:
                assert not isinstance(error, UnicodeError) and len(str(error)) > 3, (name, arguments)
        del model, values, singles, pairs, several, arguments
        gc.collect()
        h.dt = 0.025
        h.finitialize(-65)
        h.fadvance()
        assert abs(h.t - 0.025) < 1e-12, name
    assert calls >= 50
    capfd.readouterr()
    model = Model()
    h.finitialize(-65)
    h.fadvance()
    assert all(abs(g.v + 65) < 1 for s in (model.soma, model.dend) for g in s)


ATTRIBUTES = ["soma.{0}", "soma(0.5).{0}", "soma(0.5).hh.{0}", "clamp.{0}", "stimulus.{0}", "connection.{0}"]


@pytest.mark.parametrize("place", ATTRIBUTES)
def test_assignments(place):
    model = Model()
    target = eval(place.rsplit(".", 1)[0], vars(model))
    numbers = (int, float)
    for name in [name for name in dir(target) if not name.startswith("_")]:
        try:
            before = getattr(target, name)
        except ORDINARY:
            continue
        if not isinstance(before, numbers):
            continue
        for value in model.values():
            if isinstance(value, numbers):
                continue
            with pytest.raises(ORDINARY) as caught:
                setattr(target, name, value)
            assert len(str(caught.value)) > 3
            assert getattr(target, name) == before
