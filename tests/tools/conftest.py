"""What the tests of nrnivmodl share: folders of .mod files, and the programs run in them as users run them."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

PATIENCE = 120  # seconds

LEAK = """\
TITLE a leak
NEURON { SUFFIX %s NONSPECIFIC_CURRENT i RANGE g, e }
PARAMETER { g = %s (S/cm2) e = -65 (mV) }
ASSIGNED { v (mV) i (mA/cm2) }
BREAKPOINT { i = g*(v - e) }
"""


class Done:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr


class Workshop:
    """A folder, and a cache of its own."""

    def __init__(self, folder, cache):
        self.folder = pathlib.Path(str(folder))
        self.env = dict(os.environ, NRN_BUILD_CACHE=str(cache), PYTHONWARNINGS="default")
        for name in ("CXX", "CXXFLAGS", "LDFLAGS", "MODL_INCLUDE", "NRN_NMODL_PATH", "NEURON_MODULE_OPTIONS"):
            self.env.pop(name, None)

    def leak(self, name, g="0.001", folder=".", file=None):
        """Writes a .mod file."""
        path = self.folder / folder / ("%s.mod" % (file or name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LEAK % (name, g))
        return path

    def run(self, command, folder=".", **more):
        env = dict(self.env, **more.pop("env", {}))
        process = subprocess.run(
            [str(word) for word in command],
            cwd=str(self.folder / folder),
            env={key: value for key, value in env.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=PATIENCE,
            **more,
        )
        return Done(process)

    def nrnivmodl(self, *words, **more):
        return self.run([sys.executable, "-m", "neuron.tools.nrnivmodl"] + list(words), **more)

    def python(self, code, **more):
        return self.run([sys.executable, "-c", code], **more)

    def out(self, folder="."):
        return self.folder / folder / os.uname()[4]

    def library(self, folder="."):
        return self.out(folder) / "libnrnmech.so"


@pytest.fixture(scope="session", autouse=True)
def a_compiler():
    if not (os.environ.get("CXX") or shutil.which("g++") or shutil.which("clang++")):
        pytest.skip("needs a compiler for C++")


@pytest.fixture(scope="session")
def has_ziglang():
    return subprocess.run([sys.executable, "-c", "import ziglang"], stderr=subprocess.DEVNULL).returncode == 0


@pytest.fixture(scope="session")
def ziglang(has_ziglang):
    """CXX for the compiler that the package ziglang brings."""
    if not has_ziglang:
        pytest.skip("needs the package ziglang")
    return "%s -m ziglang c++" % sys.executable


@pytest.fixture(scope="session")
def object_cache(tmp_path_factory):
    return tmp_path_factory.mktemp("objects")


@pytest.fixture
def workshop(tmp_path, object_cache):
    """An empty folder; objects are shared with the other tests."""
    return Workshop(tmp_path, object_cache)


@pytest.fixture(scope="module")
def made(tmp_path_factory, object_cache):
    """A folder with two mechanisms that nrnivmodl has compiled; tests leave it as it is."""
    shop = Workshop(tmp_path_factory.mktemp("made"), object_cache)
    shop.leak("first", "0.002")
    shop.leak("second", "0.003")
    shop.done = shop.nrnivmodl()
    assert shop.done.status == 0, shop.done.err
    return shop
