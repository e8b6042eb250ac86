"""nrnivmodl --check-units and nmodl --check-units, as their users see them."""

import os
import subprocess

from neuron.tools.nrnivmodl import toolchain

BAD = """\
NEURON { SUFFIX bad RANGE tau }
PARAMETER { tau = 1 (ms) }
ASSIGNED { v (mV) }
INITIAL { tau = v }
"""
SAID = "bad.mod:4:11: warning: tau is in (ms), its value in (mV): "


def test_files_that_agree(workshop):
    workshop.leak("one")
    workshop.leak("two", folder="more")
    done = workshop.nrnivmodl("--check-units", "one", "more")
    assert (done.status, done.out, done.err) == (0, "The units of 2 files agree\n", "")
    assert not workshop.out().exists()


def test_files_that_do_not(workshop):
    workshop.leak("good")
    (workshop.folder / "bad.mod").write_text(BAD)
    (workshop.folder / "worse.mod").write_text(BAD.replace("bad", "worse") + "INITIAL {")
    done = workshop.nrnivmodl("--check-units")
    assert done.status == 1 and done.out == ""
    assert done.err.startswith("nrnivmodl: " + SAID)
    lines = done.err.splitlines()
    assert lines[1:3] == ["    INITIAL { tau = v }", "              ^"]
    assert "worse.mod:5:9: error: " in done.err
    assert lines[-1] == "the units of 2 of 3 files do not agree"
    assert not workshop.out().exists()


def test_compilation_says_nothing_of_units(workshop):
    (workshop.folder / "bad.mod").write_text(BAD)
    done = workshop.nrnivmodl("bad")
    assert (done.status, done.err) == (0, "") and "warning" not in done.out


def test_no_compiler_is_needed(workshop):
    workshop.leak("one")
    done = workshop.nrnivmodl("--check-units", env={"CXX": "/nowhere/c++"})
    assert (done.status, done.err) == (0, "")


def test_another_nmodl_that_knows_no_units(workshop):
    workshop.leak("one")
    done = workshop.nrnivmodl("-nmodl", "false", "--check-units")
    assert done.status == 1 and "one.mod: " in done.err and "ended with status 1" in done.err


def test_the_program_alone(workshop):
    workshop.leak("one")
    (workshop.folder / "bad.mod").write_text(BAD)
    nmodl = toolchain.installed("bin", "nmodl")
    done = workshop.run([nmodl, "--check-units", "one.mod"])
    assert (done.status, done.out, done.err) == (0, "", "")
    done = workshop.run([nmodl, "--check-units", "bad.mod"])
    assert (done.status, done.out) == (1, "") and done.err.startswith(SAID)
    assert workshop.run([nmodl, "--check-units"]).status == 2


def repository(*names):
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folder = os.path.join(root, *names)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".mod")]


def checked(path):
    nmodl = toolchain.installed("bin", "nmodl")
    done = subprocess.run([nmodl, "--check-units", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode()


def test_shipped_mechanisms_agree():
    files = repository("core", "mech", "builtin")
    assert files and [checked(path) for path in files] == [(0, "")] * len(files)


def test_every_construct_of_the_language_is_read():
    results = [checked(path) for path in repository("tests", "lang", "nmodl", "cases")]
    assert results and all(status in (0, 1) and ": error: " not in text for status, text in results)
    assert all((status == 1) == (": warning: " in text) for status, text in results)
