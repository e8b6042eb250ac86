"""Shared by all tests: where the wheel is that tests/run built, and the builds that several tests use."""

import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes more than half a minute")


def run(command, **more):
    """Runs a command; its output. The test fails with the output when the command does."""
    command = [str(word) for word in command]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more
    )
    if done.returncode:
        pytest.fail("%s: exit %d\n%s" % (" ".join(command), done.returncode, done.stdout[-6000:]), pytrace=False)
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

    def configure(self, folder, **options):
        """Configures a build of the source tree in `folder`, with cmake options as keywords."""
        eigen = run([sys.executable, "-c", "import cmeel, os; print(os.path.dirname(cmeel.__path__[0]))"]).strip()
        command = ["cmake", "-G", "Ninja", "-S", ROOT, "-B", folder]
        command += ["-DPython_EXECUTABLE=%s" % sys.executable, "-DCMAKE_INSTALL_PREFIX=%s" % (folder / "inst")]
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
def dev_build(tools):
    """The build of the preset dev: sanitizers, warnings as errors, unit tests. Installed in inst/ below it."""
    folder = tools.cache / "dev"
    tools.configure(
        folder, CMAKE_BUILD_TYPE="RelWithDebInfo", NRN_SANITIZE="ON", NRN_WERROR="ON", NRN_BUILD_TESTS="ON"
    )
    tools.build(folder, "install")
    return folder


@pytest.fixture(scope="session", autouse=True)
def the_installed_package():
    """The tests are about what was installed, never about the source tree."""
    import neuron

    where = pathlib.Path(neuron.__file__).resolve()
    assert ROOT / "neuron" not in where.parents, "neuron was imported from the source tree: use tests/run"
