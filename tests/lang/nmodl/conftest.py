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
    """The program nmodl and the folder of its header."""
    code = "import neuron, os; print(os.path.dirname(neuron.__file__))"
    place = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd="/").stdout.strip()
    programs = ("bin/nmodl", "neuron/bin/nmodl")
    includes = ("include", "neuron/include")
    for parent in pathlib.Path(place or "/nowhere").parents:
        for program in (parent / one for one in programs):
            for include in (parent / one for one in includes):
                if program.exists() and (include / "nrn" / "mech_abi.h").exists() and shutil.which("g++"):
                    return program, include
    pytest.skip("needs the program nmodl, its header and g++")
