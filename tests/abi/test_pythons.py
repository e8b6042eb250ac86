"""One wheel file in every Python of this machine: all of tests/python, and what only some versions can show."""

import os
import re
import shutil
import subprocess

import pytest

SECOND_INTERPRETER = """
import sys
import neuron
try:
    import _interpreters as interpreters
except ImportError:
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        print("refused: this Python cannot make one")
        sys.exit()
code = '''
try:
    import neuron
    print("imported", flush=True)
except ImportError as error:
    print("refused:", error, flush=True)
'''
second = interpreters.create()
interpreters.run_string(second, code)
interpreters.destroy(second)
assert neuron.h.Vector([1, 2]).sum() == 3
"""

# Types without the flag Py_TPFLAGS_HAVE_VERSION_TAG spoil the method cache of Python 3.8 for others.
METHOD_CACHE = """
import pickle
from neuron import h
class Trace(h.Vector):
    pass
class Other(h.Vector):
    pass
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for cls in (Trace, Other, h.Vector):
        pickle.loads(pickle.dumps(cls([1, 2]), protocol))
import ast, dataclasses, inspect, json, unittest, typing
ast.parse("x = 1")
print(typing.List[int], inspect.signature(h.Vector.add))
"""


def output(python, code, **more):
    done = subprocess.run(
        [python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.slow
def test_all_of_tests_python(tools, environment, tmp_path):
    shutil.copytree(str(tools.root / "tests" / "python"), str(tmp_path / "python"))
    names = dict(os.environ, NRN_TEST_EXAMPLES="15")
    command = [environment, "-m", "pytest", "-q", "-p", "no:cacheprovider", "python"]
    text = tools.run(command, cwd=str(tmp_path), env=names)
    assert int(re.findall(r"(\d+) passed", text)[-1]) > 1000, text[-500:]


def test_second_interpreter_is_refused(environment):
    assert output(environment, SECOND_INTERPRETER).startswith("refused:")


def test_method_cache_stays_right(environment, version):
    if int(version.split(".")[1]) < 7:
        pytest.skip("no dataclasses")
    output(environment, METHOD_CACHE)


def test_no_warnings_and_nothing_imported(environment):
    code = (
        "import sys\nfrom neuron import h\nassert 'numpy' not in sys.modules and 'ctypes' not in sys.modules\n"
        "v = h.Vector(range(5))\nv.printf()\nv.as_numpy()[3] = 42\nassert v[3] == 42"
    )
    done = subprocess.run(
        [environment, "-W", "error", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert (done.returncode, done.stdout.split()) == (0, ["0", "1", "2", "3", "4"])
