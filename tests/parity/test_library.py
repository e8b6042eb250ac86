"""The hoc library, told by hoc programs (library/*.hoc) whose output in NEURON 9.0.2 is recorded (data/library).

Each program runs in nrniv. With NRN_TEST_REFERENCE naming NEURON's own nrniv, each also runs there twice, with
NEURON's library and with this one (HOC_LIBRARY_PATH), and the recorded output is compared with both.
"""

import os
import pathlib
import subprocess

import pytest

import neuron
from neuron.tools import nrniv as launcher

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = sorted((HERE / "library").glob("*.hoc"))
LIBRARY = pathlib.Path(neuron.__file__).resolve().parent / "share" / "hoc"
NOT_YET = "not part of this version"


def run(program, script, folder, **environment):
    """Standard output and what went wrong. PYTHONPATH is left out: NEURON's nrniv is a Python program."""
    variables = dict(os.environ, **environment)
    variables.pop("PYTHONPATH", None)
    done = subprocess.run(
        [program, "-nogui", "-nobanner", str(script)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        cwd=str(folder),
        env=variables,
        timeout=120,
    )
    return done.stdout, done.stderr


def recorded(script):
    return (HERE / "data" / "library" / (script.stem + ".txt")).read_text(encoding="utf-8")


@pytest.mark.parametrize("script", PROGRAMS, ids=lambda path: path.stem)
def test_same_output(script, tmp_path):
    out, errors = run(launcher.program(), script, tmp_path)
    if script.read_text().startswith("// needs sections") and NOT_YET in errors:
        pytest.skip("needs sections")
    assert out == recorded(script), errors


@pytest.mark.parametrize("ours", [False, True], ids=["its library", "our library"])
@pytest.mark.parametrize("script", PROGRAMS, ids=lambda path: path.stem)
def test_reference(script, ours, tmp_path):
    reference = os.environ.get("NRN_TEST_REFERENCE")
    if not reference:
        pytest.skip("NRN_TEST_REFERENCE names no nrniv")
    out, errors = run(reference, script, tmp_path, **({"HOC_LIBRARY_PATH": str(LIBRARY)} if ours else {}))
    assert out == recorded(script), errors


def test_other_library_first(tmp_path):
    """HOC_LIBRARY_PATH comes before the library of the package."""
    (tmp_path / "stdrun.hoc").write_text("tstop = 77\n")
    (tmp_path / "program.hoc").write_text('{load_file("stdrun.hoc")}\nprint tstop\n')
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    out, errors = run(launcher.program(), tmp_path / "program.hoc", folder, HOC_LIBRARY_PATH=str(tmp_path))
    assert out == "77 \n", errors


LATER = "celbild chanbild netbild binfo mview"


@pytest.mark.parametrize("name", LATER.split())
def test_parts_of_later_versions_say_so(name, tmp_path):
    """They load, and using one is an error that says what is missing."""
    text = (LIBRARY / (name + ".hoc")).read_text()
    word = text.split("begintemplate ")[1].split()[0]
    program = '{load_file("stdrun.hoc")}\n{load_file("%s.hoc")}\nobjref o\nprint "loaded"\no = new %s()\n' % (
        name,
        word,
    )
    (tmp_path / "program.hoc").write_text(program)
    out, errors = run(launcher.program(), tmp_path / "program.hoc", tmp_path)
    assert out == "loaded\n" and word + " is not part of this version" in errors
