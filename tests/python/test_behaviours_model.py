"""What users of NEURON 9.0.2 see of sections, segments, mechanisms and point processes: statements and result.

Results were read off NEURON, each for a section s with hh. Where this package names an error more precisely, the class
given is a base of the one raised; where NEURON crashes or answers nonsense, the better answer is in BETTER.
"""

import ast
import gc
import pickle
import subprocess
import sys

import pytest

import neuron
from neuron import h, hoc, n, nrn


class C(object):
    def __str__(self):
        return "C0"


class S(nrn.Section):
    def __init__(self, **arguments):
        super(S, self).__init__(**arguments)
        self.z = 3


VALUES = [
    # subclasses
    ("q = S(name='q'); (repr(q), q.z, type(list(h.allsec())[-1]).__name__)", ("q", 3, "S")),
    # h
    ("h.nseg", 1),
    ("s.push(); x = (h.nseg, h.L); h.pop_section(); x", (1, 100.0)),
    ("h.area(.5, sec=s) > 0", True),
    # references
    ("r = s(.5)._ref_v; r[0] = -50; (s.v, s(.5).v)", (-50.0, -50.0)),
    ("s(.5)._ref_v == s(.5)._ref_v, hash(s(.5)._ref_v) == hash(h._ref_t)", (True, False)),
    ("s(.5).hh._ref_gnabar[0]", 0.12),
    ("ic = h.IClamp(s(.5)); r = ic._ref_amp; r[0] = 2; ic.amp", 2.0),
    # sections of hoc
    (
        "h('create bm_d[2]'); (repr(h.bm_d[1]), len(h.bm_d), [q.name() for q in h.bm_d])",
        ("bm_d[1]", 2, ["bm_d[0]", "bm_d[1]"]),
    ),
    (
        "h('create bm_c'); (h.bm_c == h.bm_c, hash(h.bm_c) == hash(h.bm_c), {h.bm_c: 1}[h.bm_c])",
        (True, True, 1),
    ),
    ("h('create bm_e'); q = h.bm_e; del q; h.bm_e.name()", "bm_e"),
    ("h('create bm_f'); (h.bm_f.is_pysec(), s.is_pysec(), h.bm_f.cell())", (False, True, None)),
    # iteration
    (
        "l = h.SectionList([s]); (len(l), [q for q in l] == [s], s in l, bool(h.SectionList()))",
        (1, True, True, False),
    ),
    ("[q.name() for q in h.allsec()][-1]", "s"),
    (
        "[m.name() for m in s(.5)], [r.name() for r in s(.5).hh][:4]",
        (["k_ion", "na_ion", "hh"], ["gnabar_hh", "gkbar_hh", "gl_hh", "el_hh"]),
    ),
    ("s == 3, s != None, s == h.Vector()", (False, True, False)),
    # Section
    ("c = C(); q = h.Section(name='a', cell=c); del c; gc.collect(); (q.name(), q.cell())", ("C0.a", None)),
    ("str(h.Section())[:9], str(h.Section('b'))", ("__nrnsec_", "b")),
    ("q = h.Section(name='q'); n0 = len(list(h.allsec())); del q; n0 - len(list(h.allsec()))", 1),
    (
        "s.nseg = 3; s.v = -70; s(.1).v = -60; (s.v, [g.v for g in s], s.gnabar_hh)",
        (-70.0, [-60.0, -70.0, -70.0], 0.12),
    ),
    (
        "s.insert('pas') is s, s.has_membrane('pas'), s.uninsert('pas').has_membrane('pas')",
        (True, True, False),
    ),
    (
        "d = h.Section(name='d'); x = (d.connect(s) is d, d.parentseg(), d.trueparentseg(), d.orientation(),"
        " s.children(), s.subtree(), d.wholetree()); x == (True, s(1), s(1), 0.0, [d], [s, d], [s, d])",
        True,
    ),
    (
        "d = h.Section(name='d'); d.connect(s(.5), 1); (repr(d.parentseg()), d.orientation(),"
        " h.parent_connection(sec=d), h.section_orientation(sec=d))",
        ("s(0.5)", 1.0, 0.5, 1.0),
    ),
    (
        "s(.5) in s, s.psection()['name'], sorted(s.psection())",
        (
            True,
            "s",
            [
                "Ra",
                "cell",
                "cm",
                "density_mechs",
                "hoc_internal_name",
                "ions",
                "morphology",
                "name",
                "nseg",
                "point_processes",
                "regions",
                "species",
            ],
        ),
    ),
    (
        "(s.pt3dadd(0, 0, 0, 1), s.pt3dadd(10, 0, 0, 2), s.n3d(), s.x3d(1), s.diam3d(1), s.arc3d(1), s.L)",
        (None, None, 2, 10.0, 2.0, 10.0, 10.0),
    ),
    (
        "s.hoc_internal_name()[:9], getattr(h, s.hoc_internal_name()) == s, h.secname(sec=s)",
        ("__nrnsec_", True, "_pysec.s"),
    ),
    # Segment
    ("repr(s(.5)), s(.3).x, s(.5).sec is s, s().x", ("s(0.5)", 0.3, True, 0.5)),
    (
        "s(.5).v, s(.5).diam, s(.5).hh.gnabar, s(.5).gnabar_hh, s(.5).ena, s(.5).na_ion.ena",
        (-65.0, 500.0, 0.12, 0.12, 50.0, 50.0),
    ),
    ("s(0).diam, s(1).gnabar_hh, s(0).v", (500.0, 0.12, -65.0)),
    (
        "s(.5).area(), round(s(.5).volume(), 6), s(.5).ri() > 0, s(0).area(), s(.5).node_index() >= 0",
        (157079.63267948964, 19634954.084936, True, 0.0, True),
    ),
    (
        "ic = h.IClamp(s(.5)); (s(.5).point_processes() == [ic], repr(ic.get_segment()), ic.get_loc(),"
        " h.pop_section())",
        (True, "s(0.5)", 0.5, 1.0),
    ),
    ("s.nseg = 3; ics = [h.IClamp(s(x)) for x in (.5, .4)]; [i.get_segment().x for i in ics]", [0.5, 0.5]),
    # Mechanism
    (
        "m = s(.5).hh; (repr(m), m.name(), m.is_ion(), repr(m.segment()), sorted(m.__dict__)[:5])",
        ("hh", "hh", False, "s(0.5)", ["el", "gk", "gkbar", "gl", "gna"]),
    ),
    ("s(.5).hh.vtrap(1, 2), str(s(.5).hh.vtrap)", (pytest.approx(1.5414940825367982, rel=1e-14), "hh.vtrap")),
    # RangeVar
    (
        "s.insert('extracellular'); r = s(.5).xg; (type(r).__name__, len(r), r[0], r.name(), [x for x in r])",
        ("RangeVar", 2, 1e9, "xg", [1e9, 1e9]),
    ),
    (
        "s.insert('extracellular'); s.nseg = 3; s.xg[0] = 1; s(.5).xg[1] = 2; [list(g.xg) for g in s]",
        [[1.0, 1e9], [1.0, 2.0], [1.0, 1e9]],
    ),
    # PointProcess
    (
        "ic = h.IClamp(s(.5)); ic.delay = 5; (ic.delay, getattr(ic, 'del'), ic.hname()[:7], str(ic)[:7], ic.has_loc())",
        (5.0, 5.0, "IClamp[", "IClamp[", 1.0),
    ),
    ("str(h.IClamp())[:7]", "IClamp["),
    (
        "ic = h.IClamp(.5, sec=s); ic2 = h.IClamp(s(.2)); (repr(ic.get_segment()), repr(ic2.get_segment()))",
        ("s(0.5)", "s(0.5)"),
    ),
    ("vc = h.VClamp(s(.5)); vc.dur[0] = 5; (list(vc.dur), len(vc.dur))", ([5.0, 0.0, 0.0], 3)),
    # NetCon
    (
        "nc = h.NetCon(s(.5)._ref_v, None, sec=s); (nc.threshold, nc.weight[0], nc.delay, nc.syn(), nc.pre(),"
        " repr(nc.preseg()))",
        (10.0, 0.0, 1.0, None, None, "s(0.5)"),
    ),
    ("nc = h.NetCon(h.NetStim(), h.ExpSyn(s(.5))); (len(nc.weight), nc.wcnt(), nc.weight[0])", (1, 1, 0.0)),
    (
        "ns = h.NetStim(); nc = h.NetCon(ns, None); r = []; nc.record(lambda: r.append(h.t));"
        " h.load_file('stdrun.hoc'); h.finitialize(-65); h.continuerun(70); r[:2]",
        [50.0, 60.0],
    ),
    # callbacks
    ("r = []; f = h.FInitializeHandler(lambda: r.append(1)); h.finitialize(-65); r", [1]),
    (
        "r = []; f = h.FInitializeHandler((lambda a, b: r.append((a, b)), (1, 2))); h.finitialize(-65); r",
        [(1, 2)],
    ),
    (
        "r = []; cv = h.CVode(); h.finitialize(-65); cv.event(.05, lambda: r.append(h.t));"
        " h.load_file('stdrun.hoc'); h.continuerun(1); r",
        [pytest.approx(0.05)],
    ),
    (
        "h.finitialize == h.finitialize, h.finitialize == h.fadvance, h.finitialize is h.finitialize",
        (True, False, True),
    ),
    ("bool(h.NetStim()), h.NetStim().interval, h.NetStim().has_loc()", (True, 10.0, 0.0)),
    ("ic = h.IClamp(s(.5)); (ic in list(h.IClamp), bool(h.IClamp))", (True, True)),
    # NEURON answers 1.0 for what a section, a segment and a reference are to hoc
    (
        "h('func bm_t() { return argtype(1) }'); [h.bm_t(x) for x in (s, s(.5), s(.5)._ref_v, h.finitialize)]",
        [1.0, 1.0, 3.0, 1.0],
    ),
    ("h('objref bm_o'); h.bm_o = s; (h.bm_o is s, setattr(h, 'bm_o', None))", (True, None)),
    ("l = h.List(); l.append(s); (l[0] is s, h.ref(s)[0] is s)", (True, True)),
    # classes and their instances
    (
        "v = h.Vector(); (type(v) is h.Vector, h.Vector[v.hname()[7:-1] and int(v.hname()[7:-1])] == v)",
        (True, True),
    ),
    ("ic = h.IClamp(s(.5)); (len(h.IClamp), [o == ic for o in h.IClamp])", (1, [True])),
    ("v = h.Vector(); l = h.List('Vector'); n0 = l.count(); del v; gc.collect(); n0 - l.count()", 1),
    ("h.Vector.size(h.Vector(3)), type(h.Vector.size).__name__", (3, "method_descriptor")),
    # references
    ("r = s(.5)._ref_v; repr(r)", "s(0.5).v"),
    ("v = h.Vector(3); v[1] = 5; v[-1] = 6; v[0:2] = [8, 9]; list(v)", [8.0, 9.0, 6.0]),
    ("v = h.Vector(3); v.x[1] = 2; (v.x[1], len(v.x))", (2.0, 3)),
    ("m = h.Matrix(2, 3); m.x[1][2] = 4; (m.getval(1, 2), len(m.x), len(m.x[0]))", (4.0, 2, 3)),
    # allsec, sections of hoc
    ("type(h.allsec()).__name__", "HocObject"),
    ("h('create bm_i'); (h.bm_i is h.bm_i, h.bm_i in {h.bm_i})", (True, True)),
    # mechanisms that are gone, modules
    ("m = s(.5).hh; s.uninsert('hh'); str(m)", "<segment invalid or mechanism uninserted>"),
    ("neuron.load_mechanisms('/nosuch')", False),
    ("neuron.version == neuron.__version__, h.nrnversion()[:6]", (True, "NEURON")),
    # its own version, above NEURON's so that scripts that ask for at least 9 go on
    ("int(neuron.__version__.split('.')[0]) >= 9", True),
    (
        "set('HocBaseObject h hclass hoc load_mechanisms n nrn psection version'.split()) - set(dir(neuron))",
        set(),
    ),
    (
        "set('HocError DensityMechanism new_point_process nrn_dll_sym numpy_from_pointer'.split()) - set(dir(neuron))",
        set(),
    ),
]

ERRORS = [
    ("h.gnabar_hh", TypeError),
    ("h.create", TypeError),
    ("h.v", TypeError),
    ("h.area(.5, foo=s)", RuntimeError),
    ("h.area(.5, sec=3)", TypeError),
    ("h.area(.5, sec=s(.5))", TypeError),
    ("h._ref_finitialize", TypeError),
    ("r = s(.5)._ref_v; del s; r[0]", (ValueError, ReferenceError)),
    ("h.SectionList()[0]", TypeError),
    ("h('create bm_g[2]'); h.bm_g[2]", IndexError),
    ("len(h.allsec())", TypeError),
    ("iter(h.NetStim())", TypeError),
    ("len(h.NetStim())", TypeError),
    ("h.finitialize < h.Vector()", TypeError),
    ("h.Section(name='c', cell=3)", TypeError),
    ("h.Section(name='x', foo=1)", TypeError),
    ("q = h.Section(name='q'); h.delete_section(sec=q); q.L", ReferenceError),
    ("s.L = 0", ValueError),
    ("s.Ra = 0", ValueError),
    ("s.nseg = 0", ValueError),
    ("s.nseg = 10**9", ValueError),
    ("s.nseg = 2.5", ValueError),
    ("s.nseg = 'a'", ValueError),
    ("s.L = float('nan')", ValueError),
    ("s.foo = 3", AttributeError),
    ("s.bar", AttributeError),
    ("h('create bm_h'); h.bm_h.foo = 3", AttributeError),
    ("s.pas", AttributeError),
    ("s.hh", AttributeError),
    ("s.insert('nosuch')", ValueError),
    ("s.insert('IClamp')", ValueError),
    ("d = h.Section(name='d'); d.connect(s, 1.5)", ValueError),
    ("d = h.Section(name='d'); d.connect(3)", TypeError),
    ("d = h.Section(name='d'); d.connect(s, .5, .5)", ValueError),
    ("s.connect(s)", RuntimeError),
    ("s.x3d(5)", Exception),
    ("s(1.2)", ValueError),
    ("s(float('nan'))", ValueError),
    ("s('a')", TypeError),
    ("s(.5).pas", AttributeError),
    ("s(.5).nosuch", AttributeError),
    ("s(.5).nosuch = 1", AttributeError),
    ("s(.5).v = 'a'", ValueError),
    ("s(0).hh", AttributeError),
    ("m = s(.5).hh; m.gnabar = .2; m.foo = 3", AttributeError),
    ("s(.5).hh.gnabar = 'a'", ValueError),
    ("m = s(.5).hh; s.uninsert('hh'); m.gnabar", ReferenceError),
    ("s.insert('extracellular'); s.xg = 3", IndexError),
    ("h.IClamp(s)", RuntimeError),
    ("h.IClamp(s(.5)).nosuch", AttributeError),
    ("h.NetStim().foo = 3", LookupError),
    ("nc = h.NetCon(h.NetStim(), None); nc.record(lambda: 0)", RuntimeError),
    ("vc = h.VClamp(s(.5)); vc.dur = 3", TypeError),
    ("nc = h.NetCon(h.NetStim(), h.ExpSyn(s(.5))); nc.weight[1]", IndexError),
    ("ic = h.IClamp(s(.5)); h.setpointer(s(.5)._ref_v, 'amp', ic)", TypeError),
    ("n.ms", AttributeError),
    ("getattr(h, '__nrnsec_0x1234')", (NameError, AttributeError)),
    ("s < 3", TypeError),
    ("pickle.dumps(h.NetStim())", TypeError),
    ("h.NetStim().get_segment()", AttributeError),
    ("h.mV", AttributeError),
    ("n.mV", AttributeError),
    ("n.ms", AttributeError),
    ("h.Vector(3).size.x", (TypeError, AttributeError)),
    ("h.Vector[10**6]", IndexError),
    ("h.List().__setitem__(0, h.Vector())", TypeError),
]

# Where NEURON's answer is an error, a crash or nonsense.
BETTER = [
    ("s(.5).xg if s.has_membrane('xg') else s.insert('extracellular')(.5).extracellular.xg[0]", 1e9),
    ("h.NetCon(s(.5)._ref_v, None).preseg() == s(.5)", True),
]


def run(text, names):
    """The value of the last expression of statements."""
    tree = ast.parse(text)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "case", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "case", "eval"), names)


def names():
    s = h.Section(name="s")
    s.insert("hh")
    s.v = -65
    return dict(h=h, n=n, nrn=nrn, hoc=hoc, neuron=neuron, gc=gc, pickle=pickle, C=C, S=S, s=s)


@pytest.fixture(autouse=True)
def clean():
    yield
    gc.collect()
    for name in list(dir(h)):
        if name.startswith("bm_") and name not in ("bm_t", "bm_o"):
            h("forall delete_section()")
            break


@pytest.mark.parametrize("text, expected", VALUES, ids=[text for text, _ in VALUES])
def test_values(text, expected):
    assert run(text, names()) == expected


@pytest.mark.parametrize("text, kind", ERRORS, ids=[text for text, _ in ERRORS])
def test_errors(text, kind):
    with pytest.raises(kind):
        run(text, names())


@pytest.mark.parametrize("text, expected", BETTER, ids=[text for text, _ in BETTER])
def test_better_than_neuron(text, expected):
    assert run(text, names()) == expected


def test_stdrun_is_not_there_before_it_is_loaded():
    program = "from neuron import h; h.t; print(hasattr(h, 'run')); h.load_file('stdrun.hoc'); print(callable(h.run))"
    assert subprocess.check_output([sys.executable, "-c", program]).split() == [b"False", b"True"]


def test_a_class_of_hoc_by_keyword():
    class ByKeyword(neuron.HocBaseObject, hoc_type=h.NetStim):
        pass

    one = ByKeyword()
    one.foo = 5
    assert (one.foo, one.interval, one.hname()[:8]) == (5, 10.0, "NetStim[")


def test_numbers_of_numpy_are_arguments():
    np = pytest.importorskip("numpy")
    assert h("func bm_t() { return argtype(1) }")
    assert (h.bm_t(np.float64(1)), h.bm_t(np.array([1.0, 2.0]))) == (0.0, 1.0)
