"""nrn.Section: names, lifetime, subclasses, the tree, iteration while sections come and go."""

import copy
import gc
import inspect
import pickle
import sys
import weakref

import pytest

from neuron import h, nrn


@pytest.fixture
def sections():
    """How many sections there are, at the end the same number as before."""
    gc.collect()
    before = len(list(h.allsec()))
    yield lambda: len(list(h.allsec())) - before
    gc.collect()
    assert len(list(h.allsec())) == before


class Cell(object):
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name


class Sub(nrn.Section):
    def __init__(self, name, size=1):
        super(Sub, self).__init__(name=name)
        self.size = size


# ---- names ----


def test_names(sections):
    s = h.Section(name="soma")
    assert (s.name(), s.hname(), str(s), repr(s)) == ("soma",) * 4
    assert h.Section("b", None).name() == "b"
    unnamed = h.Section()
    assert unnamed.name() == unnamed.hoc_internal_name()
    assert getattr(h, unnamed.hoc_internal_name()) is unnamed
    assert h.Section(name="").name() == ""
    assert h.Section(name="\u00e9\u4e2d").name() == "\u00e9\u4e2d"


def test_the_cell_is_known_by_a_weak_reference(sections):
    cell = Cell("C[7]")
    s = h.Section(name="dend", cell=cell)
    assert s.cell() is cell and s.name() == "C[7].dend"
    cell.name = "other"  # the name was taken when the section was made
    assert s.name() == "C[7].dend"
    seen = weakref.ref(cell)
    del cell
    gc.collect()
    assert seen() is None and s.cell() is None and s.name() == "C[7].dend"


@pytest.mark.parametrize(
    "arguments, kind",
    [
        (dict(name=3), TypeError),
        (dict(name=None), TypeError),
        (dict(cell=3), TypeError),
        (dict(foo=3), TypeError),
    ],
)
def test_bad_arguments(sections, arguments, kind):
    with pytest.raises(kind):
        h.Section(**arguments)
    with pytest.raises(TypeError):
        h.Section("a", None, 3)
    with pytest.raises(TypeError):
        h.Section("a", name="a")


def test_a_cell_whose_str_fails(sections):
    class Bad(object):
        def __str__(self):
            raise KeyError("no name")

    with pytest.raises(KeyError):
        h.Section(name="a", cell=Bad())


# ---- identity, comparison ----


def test_one_wrapper_at_a_time(sections):
    a = h.Section(name="a")
    b = h.Section(name="b")
    b.connect(a)
    assert a.children()[0] is b and b.parentseg().sec is a and list(h.allsec())[-1] is b
    assert getattr(h, a.hoc_internal_name()) is a
    assert a.wholetree() == [a, b] and a(0.5).sec is a


def test_order_is_that_of_creation(sections):
    made = [h.Section(name=name) for name in "cab"]
    assert sorted(reversed(made)) == made
    a, b, c = made
    assert a < b <= b < c and c > a and not a > b and a >= a
    assert a != b and a == a and a != 3 and not a == "c" and a is not None
    with pytest.raises(TypeError):
        a < 3
    assert len({a, b, c, a}) == 3 and bool(a)


# ---- lifetime ----


def test_a_section_ends_with_its_wrapper(sections):
    s = h.Section(name="s")
    assert sections() == 1
    del s
    assert sections() == 0


def test_segments_and_mechanisms_keep_the_section(sections):
    segment = h.Section(name="s")(0.5)
    assert sections() == 1 and segment.v == -65.0 and segment.sec.name() == "s"
    segment.sec.insert("na_ion")
    mechanism = segment.na_ion
    del segment
    assert sections() == 1 and mechanism.ena == 50.0 and mechanism.segment().sec.name() == "s"
    variable = list(mechanism)[0]
    del mechanism
    assert variable[0] == 50.0
    iterator = iter(variable.mech().segment().sec)
    del variable
    assert next(iterator).x == 0.5
    assert sections() == 1
    del iterator
    assert sections() == 0


def test_a_reference_does_not_keep_the_section(sections):
    ref = h.Section(name="s")(0.5)._ref_v
    assert sections() == 0
    with pytest.raises(ReferenceError):
        ref[0]
    with pytest.raises(ReferenceError):
        ref[0] = 1
    assert "gone" in repr(ref)


def test_deleted_sections_raise(sections):
    s = h.Section(name="s")
    s.insert("na_ion")
    segment, mechanism, segments = s(0.5), s(0.5).na_ion, iter(s)
    variable = list(mechanism)[0]
    h.delete_section(sec=s)
    assert sections() == 0
    assert (repr(s), repr(segment)) == ("<deleted section>", "<segment of deleted section>")
    assert repr(mechanism) == "<mechanism of deleted section>" and "deleted" in repr(variable)
    assert list(segments) == [] and s == s and hash(s) == hash(s) and segment == segment and bool(s)
    assert hash(segment) == hash(segment)
    calls = [
        lambda: s.name(),
        lambda: s.hname(),
        lambda: s.hoc_internal_name(),
        lambda: s.L,
        lambda: s.nseg,
        lambda: s.v,
        lambda: s.cell(),
        lambda: s(0.5),
        lambda: s.same(s),
        lambda: s.is_pysec(),
        lambda: s.push(),
        lambda: s.insert("k_ion"),
        lambda: s.uninsert("na_ion"),
        lambda: s.has_membrane("na_ion"),
        lambda: s.children(),
        lambda: s.subtree(),
        lambda: s.wholetree(),
        lambda: s.parentseg(),
        lambda: s.trueparentseg(),
        lambda: s.orientation(),
        lambda: s.connect(s),
        lambda: s.disconnect(),
        lambda: s.psection(),
        lambda: list(s),
        lambda: s.allseg(),
        lambda: s.n3d(),
        lambda: s.x3d(0),
        lambda: s.pt3dadd(0, 0, 0, 1),
        lambda: s.pt3dclear(),
        lambda: s.pt3dstyle(),
        lambda: h.sin(1, sec=s),
        lambda: setattr(s, "L", 3),
        lambda: setattr(s, "v", 3),
        lambda: setattr(s, "nseg", 3),
        lambda: segment.x,
        lambda: segment.sec,
        lambda: segment.v,
        lambda: setattr(segment, "v", 3),
        lambda: segment.na_ion,
        lambda: segment.area(),
        lambda: segment.volume(),
        lambda: segment.ri(),
        lambda: segment.node_index(),
        lambda: segment.point_processes(),
        lambda: segment._ref_v,
        lambda: list(segment),
        lambda: segment.__dict__,
        lambda: mechanism.name(),
        lambda: mechanism.ena,
        lambda: mechanism.segment(),
        lambda: list(mechanism),
        lambda: setattr(mechanism, "ena", 3),
        lambda: mechanism._ref_ena,
        lambda: variable[0],
        lambda: variable.__setitem__(0, 3),
        lambda: h.Section(name="d").connect(segment),
    ]
    for call in calls:
        with pytest.raises(ReferenceError):
            call()


def test_the_same_name_again(sections):
    for _ in range(3):
        s = h.Section(name="s")
        s = h.Section(name="s")
    assert sections() == 1
    del s


def test_many_sections_come_and_go(sections):
    made = [h.Section(name="s%d" % i) for i in range(2000)]
    for i in range(1, 2000):
        made[i].connect(made[i // 2](1))
    assert sections() == 2000 and len(made[0].subtree()) == 2000
    del made[::2]
    assert sections() == 1000
    del made[:]
    assert sections() == 0


def test_deep_trees_need_no_deep_stack(sections):
    made = [h.Section(name="s")]
    for _ in range(20000):
        made.append(h.Section(name="s").connect(made[-1]))
    assert len(made[0].subtree()) == 20001 and made[-1].wholetree()[0] is made[0]


# ---- subclasses ----


def test_subclasses(sections):
    s = Sub("s", size=4)
    s.friend = Sub("t")
    assert (s.size, s.friend.size, s.name(), s.nseg) == (4, 1, "s", 1)
    s.v = -50  # the range variable, not an attribute
    assert s(0.5).v == -50 and "v" not in vars(s) and vars(s)["size"] == 4
    assert [type(x) for x in list(h.allsec())[-2:]] == [Sub, Sub]
    assert isinstance(s, nrn.Section) and h.Section is nrn.Section
    with pytest.raises(AttributeError):
        s.nosuch
    assert isinstance(s(0.5), nrn.Segment)


def test_a_subclass_that_does_not_call_the_base(sections):
    class Bad(nrn.Section):
        def __init__(self):
            pass

    bad = Bad()
    for call in (bad.name, lambda: bad.v, lambda: bad(0.5), lambda: list(bad), lambda: bad.push()):
        with pytest.raises(ReferenceError):
            call()
    assert "deleted" in repr(bad) and bad == bad and hash(bad) == hash(bad)
    assert sections() == 0


def test_init_again(sections):
    s = h.Section(name="s")
    with pytest.raises(TypeError):
        s.__init__(name="t")
    assert s.name() == "s"


@pytest.mark.skipif(sys.version_info < (3, 8), reason="subclasses are not collected by older versions")
def test_cycles_through_segments_are_collected(sections):
    s = Sub("s")
    s.insert("na_ion")
    s.kept = [s, s(0.5), s(0.5).na_ion, iter(s), list(s(0.5).na_ion)[0]]
    seen = weakref.ref(s)
    del s
    gc.collect()
    assert seen() is None and sections() == 0


def test_weak_references(sections):
    s = Sub("s")
    seen = weakref.ref(s)
    assert seen() is s
    del s
    assert seen() is None
    if sys.version_info >= (3, 9):
        t = h.Section(name="t")
        ended = []
        seen = weakref.ref(t, ended.append)
        del t
        assert seen() is None and len(ended) == 1


def test_a_plain_section_has_no_dict(sections):
    s = h.Section(name="s")
    assert not hasattr(s, "__dict__")
    with pytest.raises(AttributeError):
        s.foo = 3
    with pytest.raises(AttributeError):
        del s.foo


# ---- the tree ----


def test_children_are_in_neurons_order(sections):
    a = h.Section(name="a")
    made = [h.Section(name="c%d" % i) for i in range(7)]
    for child, x in zip(made, (0.5, 0, 1, 0.5, 1, 0, 0.5)):
        child.connect(a(x))
    wanted = ["c5", "c1", "c6", "c3", "c0", "c4", "c2"]
    assert [s.name() for s in a.children()] == wanted
    g = h.Section(name="g").connect(made[0])
    assert [s.name() for s in g.wholetree()] == ["a", "c5", "c1", "c6", "c3", "c0", "g", "c4", "c2"]


def test_parents(sections, capsys):
    a, b, c = (h.Section(name=name) for name in "abc")
    assert a.parentseg() is None and a.trueparentseg() is None and a.orientation() == 0.0
    b.connect(a(0))
    assert b.parentseg() == a(0) and b.trueparentseg() is None
    c.connect(b(0))
    assert c.trueparentseg() is None and repr(c.parentseg()) == "b(0)"
    c.connect(a, 0.3, 1)
    assert "Notice: c(0) had previously been connected to parent b(0)" in capsys.readouterr().out
    assert repr(c.parentseg()) == "a(0.3)" and c.orientation() == 1.0
    c.disconnect()
    assert c.parentseg() is None and a.children() == [b]
    with pytest.raises(ValueError):
        a.connect(b)
    with pytest.raises(ValueError):
        a.connect(a)
    for bad in (lambda: c.connect(), lambda: c.connect(a, "x"), lambda: c.connect(a(0.5), 1, 0)):
        with pytest.raises(TypeError):
            bad()
    assert c.parentseg() is None


def test_ends_are_one_place(sections):
    a, b = h.Section(name="a"), h.Section(name="b")
    b.connect(a(1))
    assert a(1) == b(0) and hash(a(1)) == hash(b(0)) and a(1) != b(1)
    a(1).v = -30
    assert b(0).v == -30


def test_deleting_a_parent(sections):
    a, b, c = (h.Section(name=name) for name in "abc")
    b.connect(a)
    c.connect(b)
    del b
    assert c.parentseg() is None and a.children() == [] and c(0.5).v == -65.0


# ---- iteration ----


def test_sections_come_and_go_while_iterating(sections):
    made = {i: h.Section(name="s%d" % i) for i in range(6)}
    base = len(list(h.allsec())) - 6
    seen = []
    for i, s in enumerate(h.allsec()):
        if i < base:
            continue
        seen.append(s.name())
        if s.name() == "s1":
            del made[2], made[1]
        elif s.name() == "s3":
            del made[3], s
            made[9] = h.Section(name="s9")
    assert seen == ["s0", "s1", "s3", "s4", "s5", "s9"]


def test_iterators_that_are_left_behind(sections):
    made = [h.Section(name="s") for _ in range(3)]
    walks = [h.allsec() for _ in range(3)]
    for walk in walks:
        next(walk)
    del walks[1]
    del made[:]
    for walk in walks:
        list(walk)
        with pytest.raises(StopIteration):
            next(walk)


def test_nseg_changes_while_iterating(sections):
    s = h.Section(name="s")
    s.nseg = 5
    seen = []
    for segment in s:
        seen.append(round(segment.x, 3))
        if len(seen) == 2:
            s.nseg = 3
    assert seen == [0.1, 0.3, 0.833]
    assert [x.x for x in s.allseg()] == pytest.approx([0, 1 / 6.0, 0.5, 5 / 6.0, 1])


# ---- the accessed section ----


def test_push_and_sec(sections):
    a, b = h.Section(name="a"), h.Section(name="b")
    b.L = 33
    assert b.push() is b and h.cas() is b and h.L == 33
    assert h.sin(0, sec=a) == 0 and h.cas() is b
    h.L = 44
    assert b.L == 44
    h.pop_section()
    with pytest.raises(TypeError):
        h.sin(1, sec=3)
    with pytest.raises(TypeError):
        h.sin(1, sec=a(0.5))
    with pytest.raises(RuntimeError):
        h.sqrt(-1, sec=a)


def test_functions_of_the_module(sections):
    a = h.Section(name="a")
    assert list(nrn.allsec()) == list(h.allsec())
    a.push()
    assert nrn.cas() is a
    h.pop_section()
    assert sys.modules["nrn"] is nrn and nrn.Section.__module__ == "nrn"


# ---- properties ----


def test_properties(sections):
    s = h.Section(name="s")
    assert (s.L, s.diam, s.Ra, s.nseg, s.rallbranch, s.cm, s.v) == (100, 500, 35.4, 1, 1, 1, -65)
    s.nseg = 3.0
    s.L, s.Ra, s.rallbranch, s.diam = 10, 100, 2, 1.5
    assert (s.L, s.Ra, s.nseg, s.rallbranch) == (10, 100, 3, 2) and [x.diam for x in s] == [1.5] * 3
    for name, value in (("rallbranch", 0), ("nseg", True), ("L", "a"), ("nseg", None)):
        if value is True:
            setattr(s, name, value)
            assert s.nseg == 1
            continue
        with pytest.raises(ValueError):
            setattr(s, name, value)
    for name in ("L", "nseg", "v"):
        with pytest.raises(ValueError):
            delattr(s, name)


def test_points(sections):
    s = h.Section(name="s")
    s.pt3dadd([0, 10, 20], [0, 0, 0], [0, 0, 0], [1, 2, 3])
    assert s.n3d() == 3 and [s.diam3d(i) for i in range(3)] == [1, 2, 3] and s.L == 20
    s.pt3dinsert(1, 5, 0, 0, 4)
    s.pt3dchange(0, 9)
    s.pt3dchange(3, 21, 0, 0, 3)
    assert [s.x3d(i) for i in range(4)] == [0, 5, 10, 21] and s.diam3d(0) == 9 and s.arc3d(3) == 21
    assert (s.y3d(1), s.z3d(1), s.spine3d(1)) == (0, 0, False)
    s.pt3dremove(1)
    assert s.n3d() == 3
    assert s.pt3dstyle() is False and s.pt3dstyle(1, 1, 2, 3) is True and s.pt3dstyle(0) is False
    for bad in (lambda: s.x3d(3), lambda: s.x3d(-1), lambda: s.pt3dremove(9), lambda: s.pt3dchange(9, 1)):
        with pytest.raises(IndexError):
            bad()
    for bad in (lambda: s.pt3dadd(1, 2, 3), lambda: s.pt3dadd(1, 2, 3, "a"), lambda: s.x3d("a")):
        with pytest.raises(TypeError):
            bad()
    with pytest.raises(ValueError):
        s.pt3dadd([1, 2], [1], [1], [1])
    assert s.n3d() == 3 and s.pt3dclear() == 0 and s.n3d() == 0


def test_psection(sections):
    s = h.Section(name="s")
    s.nseg = 2
    s.insert("na_ion")
    told = s.psection()
    assert told["nseg"] == 2 and told["ions"]["na"]["ena"] == [50, 50] and told["cell"] is None
    assert told["morphology"]["diam"] == [500, 500] and told["morphology"]["parent"] is None
    assert told["density_mechs"] == {} and told["hoc_internal_name"] == s.hoc_internal_name()


# ---- what sections are not ----


@pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
def test_no_copies(sections, copied):
    s = h.Section(name="s")
    for thing in (s, s(0.5)):
        with pytest.raises(TypeError):
            copied(thing)


def test_documented():
    if sys.version_info >= (3, 10):  # older versions find no signatures of types made at run time
        assert str(inspect.signature(nrn.Section)) == "(name=None, cell=None)"
    for name in dir(nrn.Section):
        if not name.startswith("_"):
            assert getattr(nrn.Section, name).__doc__


def test_types_that_only_we_make():
    s = h.Section(name="s")
    for kind in (nrn.Mechanism, nrn.RangeVar, nrn.MechFunc, type(iter(s)), type(h.allsec())):
        with pytest.raises(TypeError):
            kind()
