"""The type stubs: up to date with the registry, accepted by mypy, and true of programs."""

import os
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MAKER = os.path.join(ROOT, "docs", "tools", "make_stubs.py")
STUBS = [os.path.join("neuron", "__init__.pyi"), os.path.join("neuron", "hoc.pyi")]
SAMPLE = os.path.join("tests", "python", "typing_sample.py")

pytestmark = pytest.mark.skipif(
    not os.path.exists(MAKER) or sys.version_info < (3, 9), reason="the source tree and Python 3.9 are needed"
)


def python(*arguments):
    """Runs Python where the installed package is found, not the sources; what it printed."""
    command = [sys.executable] + list(arguments)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, cwd=HERE
    )
    text = process.communicate()[0]
    return process.returncode, text


def mypy(tmp_path, *arguments):
    """Runs mypy in the source tree, where it finds the stubs; the lines that it printed."""
    pytest.importorskip("mypy")
    pytest.importorskip("numpy")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--cache-dir", str(tmp_path)]
    environment = dict(os.environ, MYPYPATH=ROOT)
    environment.pop("PYTHONPATH", None)  # mypy takes the package's stubs from the source tree
    process = subprocess.Popen(
        command + list(arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        cwd=ROOT,
        env=environment,
    )
    return [line for line in process.communicate()[0].splitlines() if line]


def test_up_to_date():
    status, text = python(MAKER, "--check")
    assert status == 0, text


def test_strict(tmp_path):
    assert mypy(tmp_path, "--strict", *STUBS) == []


def test_sample_is_typed(tmp_path):
    assert mypy(tmp_path, "--strict", SAMPLE) == []


def test_sample_runs():
    status, text = python(os.path.join(ROOT, SAMPLE))
    assert status == 0, text


WRONG = [
    ("h.Vector('text')", "arg-type"),
    ("h.Vector(3).add('text')", "call-overload"),
    ("h.Vector(3).size(1)", "call-arg"),
    ("h.Vector(3).no_such_member()", "attr-defined"),
    ("h.no_such_name", "attr-defined"),
    ("h.sin('text')", "arg-type"),
    ("h.Vector(3)['text']", "call-overload"),
    ("h.Vector(3).size().upper()", "attr-defined"),
    ("h.t = 'text'", "assignment"),
]


def test_mistakes_are_found(tmp_path):
    program = tmp_path / "wrong.py"
    program.write_text("from neuron import h\n" + "".join(code + "\n" for code, _ in WRONG))
    lines = [line for line in mypy(tmp_path, str(program)) if ": error: " in line]
    found = [(int(line.split("wrong.py:")[1].split(":")[0]) - 2, line.split("[")[-1][:-1]) for line in lines]
    assert found == [(i, kind) for i, (_, kind) in enumerate(WRONG)]


def test_tests_use_what_is_declared(tmp_path):
    """tests/python with the checks that concern the stubs, outside of functions without types."""
    lines = mypy(tmp_path, "--ignore-missing-imports", os.path.join("tests", "python"))
    kinds = ("attr-defined", "name-defined", "call-arg", "call-overload", "arg-type")
    assert [line for line in lines if line.endswith(tuple("[%s]" % kind for kind in kinds))] == []


def has(owner, name):
    """As hasattr; a variable of sections is there although no section may be."""
    try:
        return hasattr(owner, name)
    except TypeError as error:
        return "Section access unspecified" in str(error)


def test_every_name_is_there():
    """What the stubs promise exists at run time."""
    import ast

    from neuron import h, hoc

    without_name = ("Ref", "Array", "Instance")
    for path in STUBS:
        with open(os.path.join(ROOT, path), encoding="utf-8") as stream:
            tree = ast.parse(stream.read())
        for klass in [node for node in tree.body if isinstance(node, ast.ClassDef)]:
            owner = h if klass.name == "TopLevel" else getattr(hoc, klass.name, None)
            names = [node.name for node in klass.body if isinstance(node, ast.FunctionDef)]
            if sys.version_info < (3, 12):
                names = [name for name in names if name != "__buffer__"]  # a slot without a name
            if owner is not None and klass.name not in without_name:
                assert [name for name in names if not has(owner, name)] == [], klass.name
