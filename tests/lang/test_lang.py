"""The cases of hoc/*.hoc on this package: as files and as texts from Python, and with the program nrniv."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import hoccases  # noqa: E402

SECONDS = 20  # of one case, at most
CASES = hoccases.all_cases()
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cases run in forks")


def nrniv():
    named = os.environ.get("NRN_TEST_NRNIV") or str(pathlib.Path(sys.executable).with_name("nrniv"))
    return named if os.path.exists(named) else None


def ways(case):
    if case.only != "program":
        yield "file"
        try:
            text = case.program.decode("utf-8")
        except UnicodeDecodeError:
            return
        if "\0" not in text and "\r" not in text:
            yield "text"


RUNS = [(case, way) for case in CASES for way in ways(case)]


@pytest.mark.xdist_group("lang")
@pytest.mark.parametrize("case, way", RUNS, ids=["%s-%s" % (case.id, way) for case, way in RUNS])
def test_case(case, way, server, tmp_path):
    (tmp_path / "case.hoc").write_bytes(case.program)
    status = server(tmp_path, way, SECONDS)
    problem = case.problem(status, (tmp_path / "out").read_bytes(), (tmp_path / "err").read_bytes())
    if problem:
        pytest.fail(problem, pytrace=False)


PROGRAMS = [case for case in CASES if case.only != "python"]


@pytest.mark.xdist_group("lang")
@pytest.mark.parametrize("case", PROGRAMS, ids=[case.id for case in PROGRAMS])
def test_program(case, tmp_path):
    program = nrniv()
    if program is None:
        pytest.skip("no program nrniv beside this Python; NRN_TEST_NRNIV names one")
    (tmp_path / "case.hoc").write_bytes(case.program)
    done = subprocess.run(
        [program, "-nogui", "-nobanner"] + (case.arguments or ["case.hoc"]),
        input=case.stdin,
        cwd=str(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=SECONDS,
    )
    problem = case.problem(done.returncode, done.stdout, done.stderr)
    if problem:
        pytest.fail(problem, pytrace=False)


SOAK = """
import sys
sys.path.insert(0, sys.argv[1])
import hoccases
from neuron import h
for case in hoccases.all_cases():
    if case.only is None and b"\\0" not in case.program:
        h(case.program.decode("utf-8", "replace"))
assert h("soak_end = 3") and h.soak_end == 3
assert h("proc soak_f() { soak_end = 4 }") and h("soak_f()") and h.soak_end == 4
"""


def test_all_in_one_process(tmp_path):
    """Errors and redefinitions of hundreds of programs leave an interpreter that works."""
    done = subprocess.run(
        [sys.executable, "-c", SOAK, str(HERE)],
        stdin=subprocess.DEVNULL,
        cwd=str(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_the_cases_are_many():
    assert len(CASES) >= 450
    unchecked = [case for case in CASES if case.skip_reference]
    assert len(unchecked) < len(CASES) / 10


def test_every_case_expects_something():
    silent = [
        repr(case)
        for case in CASES
        if not (case.expected or case.error is not None or case.stderr or case.exit is not None)
    ]
    assert len(silent) < 20, silent


def test_names_of_cases_are_unique():
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))


def test_reference_is_found_when_named(tmp_path):
    """NRN_TEST_REFERENCE (the program nrniv of NEURON 9.0.2) checks every expectation against it."""
    reference = os.environ.get("NRN_TEST_REFERENCE")
    if not reference or not shutil.which(reference):
        pytest.skip("NRN_TEST_REFERENCE names no program")
    done = subprocess.run(
        [sys.executable, str(HERE / "record.py"), reference], stdout=subprocess.PIPE, cwd=str(tmp_path)
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-3000:]
