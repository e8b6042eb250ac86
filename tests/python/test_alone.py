"""Tests that count what the whole process has (alone_*.py): each file runs in a process of its own."""

import glob
import os
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = sorted(os.path.basename(path) for path in glob.glob(os.path.join(HERE, "alone_*.py")))


@pytest.mark.parametrize("name", FILES)
def test_alone(name):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", os.path.join(HERE, name)],
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    assert done.returncode == 0, done.stdout
