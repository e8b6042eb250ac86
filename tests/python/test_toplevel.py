"""h and the package: variables, functions, references, what is imported and what is not."""

import inspect
import math
import subprocess
import sys

import pytest

import neuron
from neuron import h


def run(code):
    done = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = done.communicate()
    return done.returncode, out.decode(), err.decode()


def test_import_is_silent_and_small():
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom neuron import h\nh.Vector([1, 2]).sum()\n"
        "new = set(sys.modules) - before\n"
        "assert not {'numpy', 'ctypes', 'inspect', 'subprocess', 'json'} & new, new"
    )
    assert run(code) == (0, "", "")


def test_import_without_numpy():
    code = (
        "import sys\nsys.modules['numpy'] = None\nfrom neuron import h\nv = h.Vector([1, 2])\n"
        "assert list(v) == [1, 2] and list(h.Vector(v * 2)) == [2, 4]\n"
        "import pickle\nassert list(pickle.loads(pickle.dumps(v))) == [1, 2]\n"
        "try:\n    v.as_numpy()\nexcept ImportError:\n    print('ImportError')"
    )
    assert run(code) == (0, "ImportError\n", "")


def test_variables():
    before = h.t, h.celsius
    h.t = 3.5
    assert h.t == 3.5 and isinstance(h.t, float)
    h.t = 4
    assert h.t == 4.0 and isinstance(h.t, float)
    h.secondorder = 1
    assert h.secondorder == 1 and isinstance(h.secondorder, int)
    h.secondorder = 0
    for wrong in ("a", None, [], h.Vector()):
        with pytest.raises(TypeError):
            h.t = wrong
    assert h.t == 4.0
    h.t, h.celsius = before


def test_unknown_names():
    with pytest.raises(AttributeError):
        h.no_such_name
    with pytest.raises(LookupError):
        h.no_such_name = 1
    with pytest.raises(TypeError):
        h.gnabar_hh
    with pytest.raises(TypeError):
        h.create
    with pytest.raises(TypeError):
        del h.t


def test_constants():
    assert h.PI == math.pi and abs(h.E - math.e) < 1e-15
    assert abs(h.FARADAY - 96485.3321) < 1e-3 and abs(h.R - 8.31446) < 1e-4


@pytest.mark.parametrize("name", ["sin", "cos", "tan", "atan", "tanh", "exp", "erf", "erfc"])
def test_functions(name):
    function, expected = getattr(h, name), getattr(math, name)
    for x in (-2, -0.5, 0, 0.25, 1.5, 30):
        assert math.isclose(function(x), expected(x), rel_tol=1e-14, abs_tol=1e-300)


def test_more_functions():
    assert h.sqrt(4) == 2 and h.abs(-3) == 3 and h.int(-2.7) == -2
    assert h.log(h.E) == 1 and h.log10(1000) == 3
    assert h.atan2(1, -1) == math.atan2(1, -1)
    assert h.strcmp("a", "b") < 0 < h.strcmp("b", "a") and h.strcmp("a", "a") == 0
    assert h.nrnversion().startswith("NEURON")
    assert h.unix_mac_pc() in (1, 2, 3, 4)


def test_functions_refuse():
    for call in (lambda: h.sin(), lambda: h.sin(1, 2), lambda: h.sin("a"), lambda: h.sin(None)):
        with pytest.raises(TypeError):
            call()
        with pytest.raises(RuntimeError):
            call()
    for call in (lambda: h.sqrt(-1), lambda: h.log(-1)):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(TypeError):
        h.sin(nosuch=1)
    assert h.sin(x=0) == 0


def test_function_objects():
    assert h.sin == h.sin and h.sin != h.cos
    assert str(inspect.signature(h.sin)) == "(x)"
    assert "ine" in h.sin.__doc__
    assert "sin" in repr(h.sin)


def test_references():
    r = h.ref(3)
    assert r[0] == 3
    r[0] = 4.5
    assert r[0] == 4.5 and r == r and r != h.ref(4.5)
    assert repr(r) == "<hoc ref value 4.500000>"
    with pytest.raises(IndexError):
        r[1]
    with pytest.raises(TypeError):
        r[0] = "a"
    text = h.ref("ab")
    text[0] = "cd"
    assert text[0] == "cd"
    v = h.Vector([1])
    boxed = h.ref(v)
    assert boxed[0] is v
    empty = h.ref(None)
    assert empty[0] is None
    t = h._ref_t
    before = h.t
    t[0] = 7
    assert h.t == 7 and t == h._ref_t
    h.t = before
    with pytest.raises(AttributeError):
        h._ref_no_such_name
    with pytest.raises(TypeError):
        h._ref_sin


def test_the_language_has_its_door():
    assert h("x_of_hoc = 1") is True
    assert h.x_of_hoc == 1.0
    assert h("x_of_hoc = ") is False
    with pytest.raises(TypeError):
        h(3)
    with pytest.raises(TypeError):
        h()


def test_later_parts_are_named():
    with pytest.raises(NotImplementedError):
        h.batch_run()
    with pytest.raises(NotImplementedError):
        h.Impedance()


def test_names():
    assert repr(h) == "<TopLevelHocInterpreter>" and type(h).__name__ == "HocObject"
    assert len(dir(h)) > 300 and "Vector" in dir(h) and "t" in vars(h)
    assert type(h.Vector).__name__ == "HocClass" and h.Vector.__name__ == "Vector"
    assert isinstance(h.Vector(), neuron.hoc.HocObject)
    with pytest.raises(TypeError):
        h < 3


def test_the_package():
    assert neuron.__version__ == neuron.version and neuron.__version__.split(".")[0] == "10"
    assert issubclass(neuron.HocError, Exception)
    assert neuron.n.Vector is h.Vector and repr(neuron.n) == "<TopLevelNEURONInterface>"
    assert neuron.hclass(h.Vector) is h.Vector
    with pytest.raises(TypeError):
        neuron.hclass(int)
    with pytest.raises(AttributeError):
        neuron.no_such_name
    assert "diagnose" in dir(neuron)


def test_quit():
    code, out, err = run("from neuron import h\nh.quit()\nprint('not reached')")
    assert (code, out, err) == (0, "", "")
    code, out, err = run("import atexit\nfrom neuron import h\natexit.register(print, 'bye')\nh.quit(3)")
    assert (code, out, err) == (3, "bye\n", "")


def test_import_twice():
    code = (
        "import sys\nimport neuron\nv = neuron.h.Vector([1])\n"
        "for name in [n for n in sys.modules if n.split('.')[0] == 'neuron']:\n    del sys.modules[name]\n"
        "try:\n    import neuron as again\n    assert list(again.h.Vector([2])) == [2]\n"
        "except ImportError as error:\n    assert 'already loaded' in str(error), error\n"
        "assert list(v) == [1]"
    )
    assert run(code) == (0, "", "")


def test_text_is_utf_8():
    r = h.ref("\u00e0\u2713")
    assert r[0] == "\u00e0\u2713"
    assert h.strcmp("\u00e0", "\u00e0") == 0
    with pytest.raises(ValueError):
        h.strcmp("\ud800", "a")
