"""Where the compiler of the package under test is."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def python():
    return os.environ.get("NRN_TEST_PYTHON", sys.executable)


@pytest.fixture(scope="session")
def compiler(python):
    """The program nmodl and the folder of its header, as nrnivmodl finds them."""
    if shutil.which("g++") is None:
        pytest.skip("needs g++")
    code = (
        "from neuron.tools.nrnivmodl.toolchain import installed\n"
        "print(installed('bin', 'nmodl'))\nprint(installed('include', 'nrn'))"
    )
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    program, headers = (pathlib.Path(line) for line in done.stdout.splitlines()[-2:])
    return program, headers.parent
