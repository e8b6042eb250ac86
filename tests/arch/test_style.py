"""Formatting and linting, and the version of Python that the run-time files of the package keep to."""

import shutil

import pytest


def tool(name):
    if shutil.which(name) is None:
        pytest.skip(name + " is not installed")
    return name


def test_ruff(tools):
    tools.run([tool("ruff"), "check", "--no-cache", tools.root])


def test_ruff_format(tools):
    tools.run([tool("ruff"), "format", "--no-cache", "--check", tools.root])


def test_clang_format(tools):
    files = []
    for folder in ("core", "pybind_abi3", "tests"):
        for path in sorted((tools.root / folder).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".h"):
                files.append(path)
    tools.run([tool("clang-format"), "--dry-run", "-Werror"] + files)


# Newer than Python 3.2, and used only where they are.
GUARDED = {
    "inspect.Parameter": "read by inspect.signature, which is as new",
    "inspect.Signature": "read by inspect.signature, which is as new",
    "threading.excepthook": "set where the module has it",
    "weakref.finalize": "for users of ctypes hooks",
}


def test_run_time_files_parse_as_3_2(tools):
    """rxd and tools may be newer."""
    package = tools.root / "neuron"
    newer = ("rxd", "tools")
    files = [p for p in sorted(package.rglob("*.py")) if p.relative_to(package).parts[0] not in newer]
    assert len(files) > 3
    excluded = [word for name in GUARDED for word in ("--exclude", name)]
    tools.run([tool("vermin"), "--no-tips", "--target=3.2-", "--violations"] + excluded + files)


def test_shell_scripts_parse(tools):
    for path in (tools.root / "tests" / "run", tools.root / ".ci" / "run"):
        tools.run(["bash", "-n", path])
