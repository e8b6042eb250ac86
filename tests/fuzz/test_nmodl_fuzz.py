"""Damaged .mod files: nmodl refuses or compiles each, in time, with a place for every error (modgen.py)."""

import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import modgen  # noqa: E402

SEED = int(os.environ.get("NRN_TEST_FUZZ_SEED", "1"))
COUNT = 1500
SECONDS = 20


@pytest.fixture(scope="module")
def nmodl():
    python = os.environ.get("NRN_TEST_PYTHON", sys.executable)
    code = "from neuron.tools.nrnivmodl.toolchain import installed; print(installed('bin', 'nmodl'))"
    done = subprocess.run(
        [python, "-c", code], stdout=subprocess.PIPE, universal_newlines=True, check=True, cwd="/"
    )
    return done.stdout.splitlines()[-1]


def test_the_corpus_itself_gives_no_trouble(nmodl, tmp_path):
    for name, text in modgen.corpus():
        assert modgen.trouble(nmodl, tmp_path, text) == "", name


def test_damaged_files(nmodl):
    print("NRN_TEST_FUZZ_SEED=%d" % SEED)
    assert modgen.run(nmodl, SEED, COUNT, SECONDS) > 50


@pytest.mark.parametrize(
    "program, words",
    [
        ("import os; os.abort()", "it ends with status -6"),
        ("import sys; sys.exit(1)", "it fails without a place"),
        (
            "import sys; sys.stderr.write('damaged.mod:9:1: error: no\\n'); sys.exit(1)",
            "is no place of the file",
        ),
        ("import sys; sys.stderr.write('x: runtime error: overflow\\n')", "a sanitizer reports"),
        ("pass", "it succeeds with errors, or without a result"),
    ],
)
def test_trouble_is_seen(tmp_path, program, words):
    """What the other tests would not notice is noticed here: programs that misbehave in place of nmodl."""
    fake = tmp_path / "fake"
    fake.write_text("#!%s\n%s\n" % (sys.executable, program))
    fake.chmod(0o755)
    assert words in modgen.trouble(fake, tmp_path, b"NEURON { SUFFIX a }\n")
