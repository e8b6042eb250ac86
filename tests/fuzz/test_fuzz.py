"""Short runs of what tests/fuzz has for long ones: recorded random programs, kept inputs, a minute of libFuzzer."""

import json
import os
import pathlib
import shutil
import signal
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import compare  # noqa: E402
import hocgen  # noqa: E402

SECONDS = os.environ.get("NRN_TEST_FUZZ_SECONDS", "60")
PROGRAMS = [json.loads(line) for line in compare.RECORDED.read_text(encoding="utf-8").splitlines()]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="programs run in forks")


@pytest.fixture(scope="module")
def side():
    return compare.Side(sys.executable)


@needs_fork
@pytest.mark.xdist_group("fuzz")
@pytest.mark.parametrize("row", PROGRAMS, ids=[str(row["seed"]) for row in PROGRAMS])
def test_recorded_program(row, side):
    status, output, errors = side.run(row["program"])
    assert compare.plain(output) == compare.plain(row["output"]), errors
    assert status == row["status"], errors


@needs_fork
@pytest.mark.xdist_group("fuzz")
def test_new_programs_end(side):
    """Programs that nobody has run before end without a signal and without an error."""
    for seed in range(100000, 100200):
        text = hocgen.program(seed)
        status, _, errors = side.run(text)
        assert status == 0, "%s\n%s" % (errors, text)


@needs_fork
@pytest.mark.xdist_group("fuzz")
def test_damaged_programs_end(side):
    """A program with pieces cut out, doubled or put in is run or refused, or runs until it is stopped."""
    for seed in range(300):
        text = hocgen.damaged(seed)
        status, _, errors = side.run(text, seconds=2)
        assert status in (0, 1, -signal.SIGALRM), "exit %d\n%s\n%s" % (status, errors, text)


@pytest.mark.slow
@pytest.mark.xdist_group("fuzz")
def test_libfuzzer(tools):
    if shutil.which(os.environ.get("CLANGXX", "clang++")) is None:
        pytest.skip("needs clang++ (apt-get install clang libclang-rt-14-dev)")
    build = tools.cache / "fuzz"
    build.mkdir(exist_ok=True)
    tools.run(
        ["bash", str(HERE / "run"), "hoc", SECONDS],
        env=dict(os.environ, NRN_FUZZ_BUILD=str(build)),
    )
