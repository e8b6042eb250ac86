"""The Pythons of this machine, each with a virtual environment that holds the one wheel."""

import hashlib
import os
import shutil
import subprocess
import sys

import pytest

WANTED = "pytest hypothesis numpy"


def pytest_generate_tests(metafunc):
    if "environment" in metafunc.fixturenames:
        names = sorted(metafunc.config.pythons, key=lambda name: int(name.split(".")[1]))
        marks = [pytest.param(name, marks=pytest.mark.xdist_group("python" + name)) for name in names]
        metafunc.parametrize("version", marks, scope="session")


def make_environment(tools, base, version):
    """A virtual environment with the tools, made once, and the wheel, installed when it is another one."""
    home = tools.cache / "pythons" / version
    python = str(home / "bin" / "python")
    made, installed = home / "tools.made", home / "wheel.installed"
    wanted = WANTED + tools.run([base, "--version"])
    if not made.exists() or made.read_text() != wanted:
        tools.run([base, "-m", "venv", "--clear", home])
        if version == "3.6":  # pip 18 does not look for the releases that this Python can have
            tools.run([python, "-m", "pip", "install", "--upgrade", "pip<22"])
        tools.run([python, "-m", "pip", "install", "--prefer-binary"] + WANTED.split())
        made.write_text(wanted)
    digest = hashlib.sha256(tools.wheel.read_bytes()).hexdigest()
    if not installed.exists() or installed.read_text() != digest:
        tools.run([python, "-m", "pip", "install", "--force-reinstall", "--no-deps", tools.wheel])
        installed.write_text(digest)
    return python


@pytest.fixture(scope="session")
def environment(tools, pythons, version):
    """The interpreter of a virtual environment of this version, with the wheel installed."""
    with tools.lock("python" + version):
        return make_environment(tools, pythons[version], version)


class Installed:
    """A copy of the installed package that a test may change, and runs of Python with it."""

    def __init__(self, package, folder):
        self.site = folder / "site"
        self.package = self.site / "neuron"
        shutil.copytree(str(package), str(self.package))
        self.lib = self.package / "lib"

    def python(self, code, **environment):
        """(exit status, standard output and error together)"""
        names = dict(os.environ, PYTHONPATH=str(self.site), **environment)
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=names
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def refused(self, **environment):
        """The message of the ImportError with which the import ends."""
        code = (
            "try:\n    import neuron\nexcept ImportError as error:\n    print(ascii(str(error)))\n"
            "else:\n    print('imported from', neuron.__file__)"
        )
        status, text = self.python(code, **environment)
        assert status == 0 and "imported from" not in text, text
        return eval(text)


@pytest.fixture
def installed(tools, tmp_path):
    code = "import neuron, os; print(os.path.dirname(neuron.__file__))"
    package = tools.run([sys.executable, "-c", code], cwd=str(tmp_path)).strip()
    return Installed(package, tmp_path)
