"""Builds for several Pythons: the files that come out, and which of them each Python loads."""

import os
import subprocess

import pytest

pytestmark = pytest.mark.xdist_group("builds")
WORKS = "from neuron import h, hoc; assert h.Vector([1, 2]).sum() == 3; print(hoc.__file__); print(hoc._loader_report)"


@pytest.fixture
def prefix(builds, pythons):
    """An installation with version-specific modules for 3.8 and 3.9, and the one for all."""
    if not {"3.8", "3.9"} <= set(pythons):
        pytest.skip("needs Python 3.8 and 3.9")
    return builds / "inst"


def load(prefix, python):
    names = dict(os.environ, PYTHONPATH=str(prefix / "lib" / "python"))
    done = subprocess.run(
        [python, "-c", WORKS], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=names
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.slow
def test_files(prefix):
    package, lib = prefix / "lib" / "python" / "neuron", prefix / "lib"
    for pattern in ("hoc.cpython-38-*.so", "hoc.cpython-39-*.so", "hoc.abi3.so", "__init__.py"):
        assert list(package.glob(pattern)), pattern
    for name in ("libnrn.so", "libnrnpython3.so", "libnrnpython3.8.so", "libnrnpython3.9.so"):
        assert (lib / name).exists(), name
    assert (prefix / "include" / "nrn" / "capi.h").exists()


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.8", "3.9"])
def test_the_exact_version_is_taken(prefix, pythons, version):
    text = load(prefix, pythons.get(version))
    assert "hoc.cpython-3" in text.splitlines()[0]
    assert "libnrnpython%s.so: loaded" % version in text


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.6", "3.7", "3.10", "3.11", "3.12", "3.13"])
def test_others_take_the_one_for_all(prefix, pythons, version):
    python = pythons.get(version)
    if python is None:
        pytest.skip("not on this machine")
    text = load(prefix, python)
    assert "hoc.abi3.so" in text.splitlines()[0] and "libnrnpython3.so: loaded" in text


@pytest.mark.slow
def test_the_exact_backend_may_go(prefix, pythons):
    """Without the backend of its version the exact module takes the one for all."""
    backend = prefix / "lib" / "libnrnpython3.9.so"
    hidden = backend.with_suffix(".hidden")
    backend.rename(hidden)
    try:
        assert "libnrnpython3.so: loaded" in load(prefix, pythons["3.9"])
    finally:
        hidden.rename(backend)
