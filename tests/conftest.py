"""Shared by all tests: where the wheel is that tests/run built, and the builds that several tests use."""

import contextlib
import fcntl
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


VERSION = "import sys, platform; print(platform.python_implementation(), '%d.%d.%d' % sys.version_info[:3])"


def candidates():
    if os.environ.get("NRN_TEST_PYTHONS"):
        return os.environ["NRN_TEST_PYTHONS"].replace(",", os.pathsep).split(os.pathsep)
    root = pathlib.Path(os.environ.get("PYENV_ROOT", str(pathlib.Path.home() / ".pyenv")))
    found = [str(path) for path in sorted(root.glob("versions/3.*/bin/python"))]
    found += [shutil.which("python3.%d" % minor) or "" for minor in range(2, 20)]
    return [sys.executable] + found


def find_pythons():
    """{"3.8": path}: one CPython of each minor version."""
    found = {}
    for path in candidates():
        if not path or not os.path.exists(path):
            continue
        done = subprocess.run(
            [path, "-c", VERSION], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        if done.returncode == 0 and done.stdout.startswith("CPython 3"):
            version = done.stdout.split()[1]
            found.setdefault(version.rsplit(".", 1)[0], path)
    return found


def pytest_configure(config):
    config.pythons = find_pythons()
    config.addinivalue_line("markers", "slow: takes more than half a minute")
    config.addinivalue_line("markers", "xdist_group(name): tests that share a build run one after the other")


FIRST = ("dev", "builds", "python")


def pytest_collection_modifyitems(items):
    """The longest groups first, so that the workers end together."""

    def rank(item):
        mark = item.get_closest_marker("xdist_group")
        name = (mark.args or [mark.kwargs.get("name", "")])[0] if mark else ""
        return min([i for i, first in enumerate(FIRST) if name.startswith(first)], default=len(FIRST))

    items.sort(key=rank)


def run(command, **more):
    """Runs a command; its output. The test fails with the output when the command does."""
    command = [str(word) for word in command]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        **more,
    )
    if done.returncode:
        pytest.fail(
            "%s: exit %d\n%s" % (" ".join(command), done.returncode, done.stdout[-6000:]), pytrace=False
        )
    return done.stdout


class Tools:
    """What tests of the build need; made by tests/run."""

    root = ROOT
    run = staticmethod(run)

    @property
    def cache(self):
        return pathlib.Path(os.environ["NRN_TEST_CACHE"])

    @property
    def wheel(self):
        return pathlib.Path(os.environ["NRN_TEST_WHEEL"])

    @contextlib.contextmanager
    def lock(self, name):
        """One process at a time: others wait."""
        with open(str(self.cache / (name + ".lock")), "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def configure(self, folder, **options):
        """Configures a build of the source tree in `folder`, with cmake options as keywords."""
        eigen = run(
            [sys.executable, "-c", "import cmeel, os; print(os.path.dirname(cmeel.__path__[0]))"]
        ).strip()
        command = ["cmake", "-G", "Ninja", "-S", ROOT, "-B", folder]
        command += [
            "-DPython_EXECUTABLE=%s" % sys.executable,
            "-DCMAKE_INSTALL_PREFIX=%s" % (folder / "inst"),
        ]
        command += ["-DCMAKE_PREFIX_PATH=%s" % eigen]
        if os.environ.get("NRN_DOCTEST_INCLUDE"):
            command.append("-DNRN_DOCTEST_INCLUDE=%s" % os.environ["NRN_DOCTEST_INCLUDE"])
        run(command + ["-D%s=%s" % option for option in options.items()])

    def build(self, folder, *targets):
        run(["ninja", "-C", folder, "-j", os.environ.get("NRN_TEST_JOBS", "2")] + list(targets))


@pytest.fixture(scope="session")
def tools():
    if "NRN_TEST_WHEEL" not in os.environ:
        pytest.skip("needs the wheel that tests/run builds")
    return Tools()


@pytest.fixture(scope="session")
def pythons(pytestconfig):
    """{"3.8": path of an interpreter}"""
    return pytestconfig.pythons


@pytest.fixture(scope="session")
def exact_pythons(pythons):
    """Those that get a module of their own: 3.8 and 3.9 as in the README, else what there is."""
    chosen = [pythons[version] for version in ("3.8", "3.9") if version in pythons]
    return chosen or [sys.executable]


@pytest.fixture(scope="session")
def dev_build(tools):
    """The build of the preset dev: sanitizers, warnings as errors, unit tests. Installed in inst/ below it."""
    folder = tools.cache / "dev"
    with tools.lock("dev"):
        tools.configure(
            folder,
            CMAKE_BUILD_TYPE="RelWithDebInfo",
            CMAKE_CXX_FLAGS_RELWITHDEBINFO="-O1 -g1",
            NRN_SANITIZE="ON",
            NRN_WERROR="ON",
            NRN_BUILD_TESTS="ON",
        )
        tools.build(folder, "install")
    return folder


@pytest.fixture(scope="session")
def builds(tools, exact_pythons):
    """A build without optimisation, as quick as can be: the one for all Pythons, and one for each of these."""
    folder = tools.cache / "builds"
    with tools.lock("builds"):
        tools.configure(
            folder,
            CMAKE_BUILD_TYPE="Debug",
            CMAKE_CXX_FLAGS="-O0 -g0",
            NRN_ENABLE_PYTHON_DYNAMIC="ON",
            NRN_PYTHON_DYNAMIC=";".join(exact_pythons),
            NRN_PYTHON_ABI3="ON",
        )
        tools.build(folder, "install")
    return folder


@pytest.fixture(scope="session", autouse=True)
def the_installed_package():
    """The tests are about what was installed, never about the source tree."""
    import neuron

    where = pathlib.Path(neuron.__file__).resolve()
    assert ROOT / "neuron" not in where.parents, "neuron was imported from the source tree: use tests/run"
