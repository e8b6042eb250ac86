"""What APCount and NetStim have beyond their mechanisms, and nlayer_extracellular."""

import gc

import pytest

from neuron import h


@pytest.fixture
def spiking():
    section = h.Section(name="spiking")
    section.L = section.diam = 20
    section.insert("hh")
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0.5, 1, 2
    return section, clamp


def run(tstop=5.0):
    h.dt = 0.025
    h.finitialize(-65)
    while h.t < tstop:
        h.fadvance()


def test_count_records_times(spiking):
    section, clamp = spiking
    counter = h.APCount(section(0.5))
    times = h.Vector([1, 2, 3])
    assert counter.record(times) == 1 and list(times) == [1, 2, 3]
    run()
    assert counter.n == 1 and list(times) == [counter.time] and 0.5 < counter.time < 5
    clamp.amp = 0
    run()
    assert list(times) == []


def test_count_records_a_crossing_at_the_start(spiking):
    counter = h.APCount(spiking[0](0.5))
    counter.thresh = -70
    times = h.Vector()
    counter.record(times)
    h.finitialize(-65)
    assert list(times) == [0]
    h.fadvance()
    assert list(times) == [0] and counter.n == 1


def test_count_record_ends(spiking):
    counter = h.APCount(spiking[0](0.5))
    first, second = h.Vector([1]), h.Vector()
    counter.record(first)
    counter.record(second)
    run()
    assert list(first) == [1] and list(second) == [counter.time]
    assert counter.record() == 1 and counter.record() == 1
    second.resize(0)
    run()
    assert counter.n == 1 and list(second) == []
    counter.record(second)
    del second
    gc.collect()
    run()
    assert counter.n == 1


def test_count_record_after_the_counter(spiking):
    times, voltage = h.Vector(), h.Vector()
    counter = h.APCount(spiking[0](0.5))
    counter.record(times)
    run()
    kept = list(times)
    del counter
    gc.collect()
    run()
    assert list(times) == kept and len(kept) == 1
    for vector in (times, voltage):  # a new counter, perhaps where the former was
        counter = h.APCount(spiking[0](0.5))
        counter.record(vector)
        run()
        assert list(vector) == kept


def test_counts_share_a_vector(spiking):
    counters = [h.APCount(spiking[0](0.5)) for _ in range(2)]
    counters[1].thresh = 0
    times, voltage = h.Vector(), h.Vector().record(spiking[0](0.5)._ref_v)
    for counter in counters:
        counter.record(times)
        counter.record(times)
    counters[0].record(voltage)
    counters[0].record(times)
    run()
    assert list(times) == [counters[0].time, counters[1].time] and len(voltage) == 201


def test_count_record_refuses(spiking):
    counter = h.APCount(spiking[0](0.5))
    for bad in (3, "x", counter, h.List()):
        with pytest.raises(TypeError):
            counter.record(bad)


def intervals(source, count=6):
    h.finitialize(-65)
    return [source.erand() for _ in range(count)]


def test_noise_from_random():
    source, same = h.NetStim(), h.NetStim()
    source.noise = same.noise = 1
    random = h.Random()
    random.Random123(4, 5, 6)
    random.uniform(0, 2)
    assert source.noiseFromRandom(random) == 1
    same.noiseFromRandom123(4, 5, 6)
    place = random.seq()
    expected = intervals(same)
    assert intervals(source) == expected and random.seq() == place
    assert intervals(source) == expected
    random.Random123(1, 1, 1)
    del random
    gc.collect()
    assert intervals(source) == expected
    source.noiseFromRandom123(7, 8, 9)
    assert intervals(source) != expected


def test_noise_from_random_takes_its_place():
    random = h.Random()
    random.Random123(4, 5, 6)
    random.seq(20)
    source = h.NetStim()
    source.noiseFromRandom(random)
    assert list(source.ranvar.get_ids()) == [4, 5, 6] and source.ranvar.get_seq() == 20


def test_noise_from_random_refuses():
    source = h.NetStim()
    for bad in (3, "x", None, h.Vector()):
        with pytest.raises(TypeError):
            source.noiseFromRandom(bad)
    counted = h.Random()
    counted.MCellRan4(5, 7)
    with pytest.raises(ValueError, match="Random123"):
        source.noiseFromRandom(counted)


def test_layers_of_extracellular():
    assert h.nlayer_extracellular() == 2 and h.nlayer_extracellular(2) == 2
    for other in (1, 3):
        with pytest.raises(NotImplementedError, match="two layers"):
            h.nlayer_extracellular(other)
    with pytest.raises(IndexError):
        h.nlayer_extracellular(0)
    assert h.nlayer_extracellular() == 2


@pytest.mark.parametrize(
    "name, function", [("VClamp", "icur"), ("SEClamp", "icur"), ("AlphaSynapse", "alpha")]
)
def test_functions_need_a_place(name, function):
    point = getattr(h, name)()
    arguments = (1,) if function == "alpha" else ()
    with pytest.raises(RuntimeError, match="not located in a section"):
        getattr(point, function)(*arguments)
    section = h.Section(name="place")
    point.loc(section(0.5))
    assert isinstance(getattr(point, function)(*arguments), float)
    section = None
    with pytest.raises(RuntimeError, match="not located in a section"):
        getattr(point, function)(*arguments)
