"""h.StringFunctions, and functions of the top level about names, settings and the machine."""

import os

import pytest

from neuron import h

Q = h.StringFunctions()


def result(function, *args):
    s = h.ref("old")
    return function(*(args + (s,))), s[0]


def changed(function, text, n):
    s = h.ref(text)
    function(s, n)
    return s[0]


def test_characters_are_counted():
    assert Q.len("äöü") == 3 and Q.len("\U0001f600") == 1 and Q.substr("äöü", "ü") == 2
    assert changed(Q.left, "äöü", 2) == "äö" and changed(Q.right, "äöü", 2) == "ü"
    assert result(Q.head, "äöü=5", "=") == (3, "äöü") and result(Q.tail, "äöü=5", "=") == (4, "5")
    assert result(Q.tail, "äöü", ".") == (1, "öü") and result(Q.head, "aäb", "[äö]") == (1, "a")
    assert result(Q.head, "x\U0001f600y", "\U0001f600+y") == (1, "x")


def test_results_may_go_into_the_source():
    s = h.ref("  abc  ")
    Q.ltrim(s, s)
    Q.rtrim(s, s)
    assert s[0] == "abc"
    assert Q.head(s, "b", s) == 1 and s[0] == "a"
    h('strdef sf_s\nobjref sf\nsf = new StringFunctions()\nsf_s = "hello"\nsf.right(sf_s, 2)')
    assert h.sf_s == "llo"


@pytest.mark.parametrize(
    "pattern",
    [
        "[",
        "[a",
        "(",
        ")",
        "*",
        "+",
        "a|*",
        "(+)",
        "\\d+",
        "\\",
        "a{2",
        "a{}",
        "a{2,1}",
        "(?=a)",
        "[z-a]",
        "[[:x:]]",
    ],
)
def test_patterns_that_are_none(pattern):
    s = h.ref("old")
    for function in (Q.head, Q.tail):
        with pytest.raises(ValueError):
            function("abc", pattern, s)
    assert s[0] == "old"


def test_patterns_never_take_the_stack_or_for_ever():
    assert result(Q.head, "x" * 300000, "(x|y)*z") == (-1, "")
    assert result(Q.head, "x" * 5000, "(x+x+)+y") == (-1, "")
    assert result(Q.head, "a" * 3000, "(a|aa)*(a|b)*$") == (0, "")
    for pattern in (
        "(" * 1500 + "a" + ")" * 1500,
        "a{1000}",
        "(a?){99999}",
        "a" * 100000,
        "((a?){200}){200}",
        "()" + "{255}" * 50,
        "a" + "*" * 9999,
    ):
        with pytest.raises(ValueError):
            Q.head("abc", pattern, h.ref(""))
    assert result(Q.head, "b" + "a" * 300, "a{250}") == (1, "b")


def test_aliases_are_kept():
    v = h.Vector(1)
    assert Q.alias(v, "now", h._ref_t) == 0 and Q.alias(v, "itself", h.Vector(2)) == 0
    assert Q.alias(v, "now", h._ref_dt) == 0
    h("begintemplate String\npublic s\nstrdef s\nproc init() { if (numarg()) s = $s1 }\nendtemplate String")
    assert sorted(name.s for name in Q.alias_list(v)) == ["itself", "now"]
    Q.alias(v, "now")
    Q.alias(v, "nosuch")
    assert [name.s for name in Q.alias_list(v)] == ["itself"]
    Q.alias(v)
    assert len(Q.alias_list(v)) == 0
    before = len(h.List("Vector"))
    Q.alias(v, "other", h.Vector(5))
    assert len(h.List("Vector")) == before + 1
    del v
    assert len(h.List("Vector")) == before - 1


def test_references(capsys):
    h("objref sf_v, sf_l\nsf_v = new Vector(3)\nsf_l = new List()\nsf_l.append(sf_v)")
    assert Q.references(h.sf_v) == 2
    out = capsys.readouterr().out
    assert "   sf_v\n" in out and ".object(0)\n" in out and out.endswith("found 2 of them\n")
    assert Q.references(None) == 0


def calls_of_bad_arguments_change_nothing():
    return [
        lambda s: Q.len(),
        lambda s: Q.len(3),
        lambda s: Q.len(h.ref(3)),
        lambda s: Q.len("a", "b"),
        lambda s: Q.substr("a"),
        lambda s: Q.substr("a", 3),
        lambda s: Q.substr(None, "a"),
        lambda s: Q.head("a", "b"),
        lambda s: Q.head("a", "b", "c"),
        lambda s: Q.head("a", "b", h.ref(3)),
        lambda s: Q.head(3, "b", s),
        lambda s: Q.tail("a", None, s),
        lambda s: Q.left("abc", 1),
        lambda s: Q.left(s, -1),
        lambda s: Q.left(s, 4),
        lambda s: Q.left(s, "a"),
        lambda s: Q.left(s, float("nan")),
        lambda s: Q.right(s, 4),
        lambda s: Q.right(h.ref(3), 0),
        lambda s: Q.ltrim("a"),
        lambda s: Q.ltrim("a", s, 3),
        lambda s: Q.rtrim("a", "b"),
        lambda s: Q.rtrim(3, s),
        lambda s: Q.is_name(3),
        lambda s: Q.is_name(),
        lambda s: Q.alias(),
        lambda s: Q.alias(None, "a", h._ref_t),
        lambda s: Q.alias(h.Vector(), "a", 3),
        lambda s: Q.alias(h.Vector(), "a", "b"),
        lambda s: Q.alias(h.Vector(), "a", None),
        lambda s: Q.alias(3, "a"),
        lambda s: Q.alias_list(None),
        lambda s: Q.alias_list(3),
        lambda s: Q.references(3),
        lambda s: Q.references(),
        lambda s: Q.is_point_process("a"),
        lambda s: Q.is_artificial(3),
        lambda s: h.StringFunctions(1),
    ]


@pytest.mark.parametrize("call", calls_of_bad_arguments_change_nothing())
def test_bad_arguments_change_nothing(call):
    s = h.ref("old")
    with pytest.raises((TypeError, ValueError, IndexError)):
        call(s)
    assert s[0] == "old"


# ---- the top level ----


def test_units():
    assert h.units("t") == "ms" and h.units("sin") == ""
    h("su_x = 1")
    assert h.units("su_x") == "" and h.units("su_x", "µm") == "µm" and h.units("su_x") == "µm"
    assert h.units(h._ref_t) == "ms" and h.units(1) == "on"
    for name in ("nosuch", "Vector.nosuch", "nosuch.x", ""):
        with pytest.raises(LookupError):
            h.units(name)
    with pytest.raises(LookupError):
        h.units(h.ref(1))


def test_variable_domain():
    assert h.variable_domain("t", 0, 1) == 1 and h.variable_domain(h._ref_t, -1e9, 1e9) == 1
    for args, error in (
        (("nosuch", 0, 1), LookupError),
        ((h.ref(1), 0, 1), LookupError),
        (("t", 1, 0), ValueError),
        (("t", float("nan"), 0), ValueError),
        (("t",), TypeError),
        ((3, 0, 1), TypeError),
    ):
        with pytest.raises(error):
            h.variable_domain(*args)


def test_machine_and_installation(monkeypatch):
    s = h.ref("")
    h.machine_name(s)
    assert s[0] == os.uname()[1]
    assert os.path.isabs(h.neuronhome())
    monkeypatch.setenv("NEURONHOME", "/some/where")
    assert h.neuronhome() in ("/some/where", os.environ["NEURONHOME"])
    assert os.path.exists(h.libpython_path())
    keys = [h.nrn_get_config_key(i) for i in range(int(h.nrn_num_config_keys()))]
    assert "NRN_ENABLE_MPI" in keys and h.nrn_get_config_val(keys.index("NRN_ENABLE_MPI")) == "ON"
    for call in (
        lambda: h.nrn_get_config_key(-1),
        lambda: h.nrn_get_config_val(1e9),
        lambda: h.nrn_mallinfo(7),
    ):
        with pytest.raises(IndexError):
            call()
    assert h.nrn_mallinfo(0) >= 0


# ---- Pointer, PtrVector, Timer ----


def test_pointers_never_dangle():
    v = h.Vector([1, 2])
    p, q = h.Pointer(v._ref_x[1]), h.PtrVector(2)
    assert q.pset(1, v._ref_x[0]) == 1
    del v
    assert p.val == 2 and q.getval(1) == 1 and q.getval(0) == 0
    v = h.Vector([1, 2])
    q.pset(0, v._ref_x[1])
    v.resize(100000)
    v[1] = 5
    assert q.getval(0) == 5
    v.resize(1)
    to = h.Vector([8, 9])
    for call in (lambda: q.getval(0), lambda: q.setval(0, 1), lambda: q.gather(to), lambda: q.scatter(to)):
        with pytest.raises((ReferenceError, IndexError)):
            call()
    assert list(to) == [8, 9] and q.getval(1) == 1


def test_pointer_actions():
    given = []
    x = h.ref(3)
    p = h.Pointer(x, given.append)
    assert p.assign(4) == 3 and given == [4] and p.val == 3
    p.val = 8
    assert x[0] == 8 and p._ref_val[0] == 8
    h("pa_x = 1")
    p = h.Pointer("pa_x", "pa_x = $1*2")
    assert p.assign(5) == 10 and h.pa_x == 10 and p.s() == "pa_x"
    assert h.Pointer(h._ref_pa_x).s() == "unknown"
    with pytest.raises(RuntimeError):
        h.Pointer("pa_x", "pa_x = ").assign(1)


def calls_of_bad_pointers_change_nothing():
    return [
        lambda p: h.Pointer(),
        lambda p: h.Pointer(3),
        lambda p: h.Pointer(None),
        lambda p: h.Pointer(h.ref("nosuchname")),
        lambda p: h.Pointer(h.ref(None)),
        lambda p: h.Pointer("nosuchname"),
        lambda p: h.Pointer("sin"),
        lambda p: h.Pointer(h.ref(1), 3),
        lambda p: h.Pointer(h.ref(1)).assign("a"),
        lambda p: h.Pointer(h.ref(1)).assign(),
        lambda p: setattr(h.Pointer(h.ref(1)), "val", "a"),
        lambda p: setattr(h.Pointer(h.ref(1)), "s", "a"),
        lambda p: h.PtrVector(),
        lambda p: h.PtrVector(0),
        lambda p: h.PtrVector(-1),
        lambda p: h.PtrVector(1e12),
        lambda p: h.PtrVector("a"),
        lambda p: p.pset(2, h.ref(1)),
        lambda p: p.pset(-1, h.ref(1)),
        lambda p: p.pset(0, 3),
        lambda p: p.pset(0, h.ref("a")),
        lambda p: p.getval(2),
        lambda p: p.getval("a"),
        lambda p: p.setval(0, "a"),
        lambda p: p.setval(2, 1),
        lambda p: p.resize(0),
        lambda p: p.resize("a"),
        lambda p: p.gather(h.Vector(3)),
        lambda p: p.gather(3),
        lambda p: p.scatter(h.Vector(1)),
        lambda p: p.scatter(None),
        lambda p: p.label(3),
        lambda p: h.Timer(),
        lambda p: h.Timer(3),
        lambda p: h.Timer("x=1").seconds(0),
        lambda p: h.Timer("x=1").seconds(float("nan")),
        lambda p: h.Timer("x=1").seconds("a"),
        lambda p: h.Timer("x=1").start(1),
    ]


@pytest.mark.parametrize("call", calls_of_bad_pointers_change_nothing())
def test_bad_pointers_change_nothing(call):
    p = h.PtrVector(2)
    x = h.ref(4)
    p.pset(0, x)
    with pytest.raises((TypeError, ValueError, LookupError, AttributeError, RuntimeError)):
        call(p)
    assert p.size() == 2 and p.getval(0) == 4 and x[0] == 4


def test_type_numbers_of_mechanisms():
    """Places among MechanismType(1), from 1 on, as NEURON 9.0.2 counts them."""
    numbers = {"IClamp": 1, "ExpSyn": 3, "APCount": 8, "NetStim": 9, "IntFire1": 10, "PatternStim": 14}
    made = {name: getattr(h, name)() for name in numbers}
    assert {name: Q.is_point_process(each) for name, each in made.items()} == numbers
    cells = [name for name, each in made.items() if Q.is_artificial(each)]
    assert cells == ["NetStim", "IntFire1", "PatternStim"] and Q.is_artificial(made["IntFire1"]) == 10
    for other in (None, h.Vector(), h.List()):
        assert Q.is_point_process(other) == Q.is_artificial(other) == 0
