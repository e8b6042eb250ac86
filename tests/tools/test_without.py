"""nrnivmodl where things are missing: no g++ and no make, nothing on PATH, no libpython, a package that nobody may
write to."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from neuron.tools.nrnivmodl import toolchain

LONG = 900  # [s] ziglang makes its libraries of C at the first use

USE = "from neuron import h; s = h.Section(); s.insert('alone'); print(s(0.5).alone.g)"


@pytest.fixture(scope="module")
def ziglang(tmp_path_factory):
    """A folder for PYTHONPATH with the package ziglang, as `pip install 'neuron[compiler]'` brings it."""
    folder = tmp_path_factory.mktemp("ziglang")
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(folder), "--no-deps", "ziglang"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    if done.returncode != 0:
        pytest.skip("pip cannot install ziglang: %s" % done.stdout.strip().splitlines()[-1])
    return folder


def needed(path):
    """The libraries that a file asks for, as `readelf -d` lists them."""
    done = subprocess.run(
        ["readelf", "-d", str(path)], stdout=subprocess.PIPE, universal_newlines=True, check=True
    )
    return [line.split("[")[1].rstrip("]") for line in done.stdout.splitlines() if "(NEEDED)" in line]


@pytest.mark.slow
def test_with_nothing_but_python_and_ziglang(workshop, ziglang):
    """PATH is an empty folder: no g++, no make, no shell."""
    workshop.leak("alone", "0.004")
    empty = workshop.folder / "empty"
    empty.mkdir()
    path = os.pathsep.join([str(ziglang)] + [place for place in [os.environ.get("PYTHONPATH")] if place])
    env = dict(workshop.env, PATH=str(empty), HOME=str(workshop.folder), PYTHONPATH=path)
    done = subprocess.run(
        [sys.executable, "-m", "neuron.tools.nrnivmodl", "alone"],
        cwd=str(workshop.folder),
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        timeout=LONG,
    )
    assert done.returncode == 0, done.stderr
    assert "Compiled alone.mod" in done.stdout
    used = workshop.python(USE, env={"PATH": str(empty)})
    assert (used.out, used.err) == ("0.004\n", "")


def test_nothing_on_path(workshop):
    """Without a compiler: one sentence that says what to do, and nothing is left behind."""
    workshop.leak("alone")
    empty = workshop.folder / "empty"
    empty.mkdir()
    done = workshop.run(
        [sys.executable, "-S", "-c", "import sys; sys.path[:0] = %r; "
         "from neuron.tools.nrnivmodl import main; main(['alone'])"
         % [place for place in sys.path if place and not (pathlib.Path(place) / "ziglang").exists()]],
        env={"PATH": str(empty)},
    )  # fmt: skip
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert done.err.startswith(
        "nrnivmodl: no compiler for C++ was found (CXX, g++, clang++): install g++ or clang++"
    )
    assert "pip install 'neuron[compiler]'" in done.err
    assert not workshop.out().exists()


@pytest.mark.skipif(shutil.which("readelf") is None, reason="needs readelf")
def test_no_libpython(made):
    """What is made, and what makes it, asks for no libpython; special runs without any Python."""
    programs = [toolchain.installed("bin", name) for name in ("nmodl", "nrniv")]
    for path in programs + [made.library()]:
        assert not [name for name in needed(path) if "python" in name], path
    words = [
        "-nobanner",
        "-dll",
        made.library(),
        "-c",
        "create s",
        "-c",
        "s insert first",
        "-c",
        "print s.g_first",
    ]
    done = made.run(programs[1:] + words, env={"PATH": "/nowhere", "PYTHONHOME": None, "PYTHONPATH": None})
    assert (done.out, done.err, done.status) == ("0.002 \n", "", 0)


def package_root():
    """The folder that has all of the installed package, and where the package is in it."""
    package = pathlib.Path(toolchain.__file__).resolve().parents[2]
    program = pathlib.Path(toolchain.installed("bin", "nmodl")).resolve()
    root = package if package in program.parents else program.parents[1]
    return root, package.relative_to(root)


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0 or sys.version_info < (3, 9),
                    reason="only root can become another user")  # fmt: skip
def test_a_package_that_cannot_be_written(workshop, tmp_path_factory):
    """Another user, who can write into a folder of its own alone."""
    nobody = 65534
    base = tmp_path_factory.mktemp("everyone")
    for place in [base, *base.parents]:
        if place.owner() == "root" and place.stat().st_mode & 0o005 != 0o005 and place != pathlib.Path("/"):
            place.chmod(place.stat().st_mode | 0o055)
    root, package = package_root()
    copy = base / ("neuron" if root.name == "neuron" else "prefix")
    shutil.copytree(str(root), str(copy), ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["chmod", "-R", "a-w,a+rX", str(copy)], check=True)
    own = base / "own"
    own.mkdir()
    os.chown(str(own), nobody, nobody)
    shutil.copy(str(workshop.leak("alone", "0.005")), str(own))

    env = {key: value for key, value in workshop.env.items() if key != "NRN_BUILD_CACHE"}
    env.update(HOME=str(own), XDG_CACHE_HOME="", PYTHONPATH=str((copy / package).parent))

    def run(*words, python=None):
        return subprocess.run(
            [python or found, *words],
            cwd=str(own),
            env=env,
            user=nobody,
            group=nobody,
            extra_groups=[],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=LONG,
        )

    def runs(python):
        try:
            return run("-c", "import json", python=python).returncode == 0
        except (FileNotFoundError, PermissionError):
            return False

    found = next(filter(runs, [sys.executable, "/usr/bin/python3"]), None)
    if found is None:
        pytest.skip("another user may start no Python here")
    done = run("-m", "neuron.tools.nrnivmodl")
    assert done.returncode == 0, done.stderr
    done = run("-c", USE + "; import neuron; print(neuron.__file__)")
    assert done.stderr == ""
    assert done.stdout.split() == ["0.005", str(copy / package / "__init__.py")]
    written = [path for path in copy.rglob("*") if path.name == "__pycache__"]
    assert written == []
