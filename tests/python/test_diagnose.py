"""neuron.diagnose() and python -m neuron.diagnose, also where the extension module cannot be imported."""

import json
import os
import subprocess
import sys

import pytest

import neuron

KEYS = {
    "python",
    "platform",
    "package",
    "packages",
    "mpi",
    "mpiexec",
    "launcher_variables",
    "compilers",
    "environment",
    "notes",
}


def run(arguments, cwd, **variables):
    """python <arguments> from a folder, with environment variables; status, output and errors."""
    environment = dict(os.environ, **variables)
    process = subprocess.Popen(
        [sys.executable] + arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        cwd=str(cwd),
        env=environment,
    )
    out, err = process.communicate()
    return process.returncode, out, err


def test_prints(capsys):
    assert neuron.diagnose() is None
    text = capsys.readouterr().out
    for line in ("NEURON", "Python", "MPI", "Packages", "C++ compilers", "Environment variables"):
        assert line in text.splitlines()
    assert sys.version.split()[0] in text
    assert "libnrn.so: loaded" in text
    assert neuron.__version__ in text


def test_gives_a_dict(capsys):
    facts = neuron.diagnose(json=True)
    assert capsys.readouterr().out == ""
    assert set(facts) == KEYS
    assert json.loads(json.dumps(facts)) == facts
    assert facts["package"]["version"] == neuron.__version__
    assert facts["package"]["problem"] is None
    assert facts["package"]["place"] == os.path.dirname(os.path.abspath(neuron.__file__))
    for candidate in facts["mpi"]["candidates"]:
        assert {"path", "origin", "family", "usable", "chosen", "reason"} <= set(candidate)


def test_the_module_can_be_called(tmp_path):
    code = "import neuron.diagnose, neuron; print(sorted(neuron.diagnose(json=True)))"
    assert run(["-c", code], tmp_path)[:2] == (0, "%r\n" % sorted(KEYS))


def test_numpy_is_not_imported(tmp_path):
    code = "import sys, neuron; neuron.diagnose(json=True); print('numpy' in sys.modules)"
    assert run(["-c", code], tmp_path)[1] == "False\n"


def test_numpy_version():
    numpy = pytest.importorskip("numpy")
    assert neuron.diagnose(json=True)["packages"]["numpy"] == numpy.__version__


def test_command(tmp_path):
    status, out, err = run(["-m", "neuron.diagnose"], tmp_path)
    assert (status, err) == (0, "")
    assert out.startswith("NEURON\n")


def test_command_json(tmp_path):
    status, out, err = run(["-m", "neuron.diagnose", "--json"], tmp_path)
    assert (status, err) == (0, "")
    assert set(json.loads(out)) == KEYS


@pytest.mark.parametrize("option, expected", [("--help", 0), ("--nonsense", 2)])
def test_command_usage(tmp_path, option, expected):
    status, out, err = run(["-m", "neuron.diagnose", option], tmp_path)
    assert status == expected
    assert "usage" in (err if expected else out)


def test_environment_is_reported(tmp_path):
    variables = {"NEURON_INIT_MPI": "0", "CXX": "no-such-compiler -x"}
    facts = json.loads(run(["-m", "neuron.diagnose", "--json"], tmp_path, **variables)[1])
    assert facts["environment"]["NEURON_INIT_MPI"] == "0"
    named = [row for row in facts["compilers"] if row["name"] == "CXX"]
    assert named[0]["command"] == "no-such-compiler -x"
    assert "does not run" in named[0]["version"]


@pytest.fixture(params=["text", "json"])
def output(request):
    return request.param


def test_backend_is_missing(tmp_path, output):
    """The loader's report is printed although neuron.hoc cannot be imported."""
    options = ["--json"] if output == "json" else []
    status, out, err = run(["-m", "neuron.diagnose"] + options, tmp_path, NRN_PYTHON_BACKEND="7.7")
    assert (status, err) == (1, "")
    problem = json.loads(out)["package"]["problem"] if options else out
    assert "libnrnpython7.7.so: no such file" in problem


def test_other_modules_still_fail(tmp_path):
    for arguments in (["-m", "neuron.demo"], ["-c", "import neuron"], ["-c", "from neuron import h"]):
        status, out, err = run(arguments, tmp_path, NRN_PYTHON_BACKEND="7.7")
        assert (status, out) == (1, "")
        assert "ImportError: NEURON cannot start" in err


def test_source_folder(tmp_path):
    """A package folder without the extension module says what it is."""
    package = tmp_path / "neuron"
    api = package / "_api"
    api.mkdir(parents=True)
    source = os.path.dirname(os.path.abspath(neuron.__file__))
    for name in ("__init__.py", "diagnose.py", "_api/__init__.py", "_api/diagnosis.py"):
        with open(os.path.join(source, name)) as stream:
            (package / name).write_text("" + stream.read())
    status, out, err = run(["-c", "import neuron"], tmp_path)
    assert status == 1
    assert "there is no extension module neuron.hoc" in err
    status, out, err = run(["-m", "neuron.diagnose"], tmp_path)
    assert (status, err) == (1, "")
    assert "there is no extension module neuron.hoc" in out


def test_demo(tmp_path):
    status, out, err = run(["-m", "neuron.demo"], tmp_path)
    assert (status, err) == (0, "")
    assert "9 sections, 57 segments" in out and "Cell.dend0(0-1)" in out
    assert "spikes at the end of the axon [ms]: " in out and "soma from" in out
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        assert "no pictures: they need matplotlib" in out and "pip install neuron[plot]" in out
        assert list(tmp_path.iterdir()) == []
    else:
        for name in ("voltage.png", "morphology.png"):
            assert "\n%s: " % name in out
            assert (tmp_path / name).read_bytes()[:4] == b"\x89PNG" and (
                tmp_path / name
            ).stat().st_size > 10000


def test_demo_without_pictures(tmp_path):
    status, out, err = run(["-m", "neuron.demo", "--no-plots"], tmp_path)
    assert (status, err) == (0, "") and "picture" not in out and list(tmp_path.iterdir()) == []
    code = "import sys; sys.modules['matplotlib'] = None; import neuron.demo; neuron.demo.main([])"
    status, out, err = run(["-c", code], tmp_path)
    assert (status, err) == (0, "") and list(tmp_path.iterdir()) == []
    assert out.count("no pictures: they need matplotlib") == 1 and "pip install neuron[plot]" in out
