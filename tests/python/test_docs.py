"""The documentation: its examples run, and Sphinx builds it without a warning."""

import doctest
import glob
import io
import os
import re
import shutil
import subprocess
import sys

import pytest

import neuron

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DOCS = os.path.join(ROOT, "docs")
PAGES = sorted(glob.glob(os.path.join(DOCS, "*.rst")))

pytestmark = pytest.mark.skipif(not PAGES, reason="the source tree with docs/ is needed")


def read(path):
    with io.open(path, encoding="utf-8") as stream:
        return stream.read()


def blocks(text):
    """The blocks of Python code in a page: reStructuredText or Markdown."""
    found = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    for block in re.findall(r"^\.\. code-block:: python\n\n((?:(?:   .*)?\n)+)", text + "\n", re.M):
        found.append(re.sub(r"^   ", "", block, flags=re.M))
    return found


def programs():
    found = []
    pages = PAGES + [os.path.join(ROOT, "README.md")]
    for path in pages:
        if os.path.exists(path):
            for i, code in enumerate(blocks(read(path))):
                found.append(pytest.param(code, id="%s-%d" % (os.path.basename(path), i)))
    return found


def with_examples():
    """Pages with examples; those that show .mod files need a compiler, and are run by tests/tools."""
    pages = [path for path in PAGES if re.search(r"^ *>>> ", read(path), re.M)]
    pages = [path for path in pages if not re.search(r"^   :caption: \S+\.mod$", read(path), re.M)]
    return [pytest.param(path, id=os.path.basename(path)) for path in pages]


def run(command, cwd):
    process = subprocess.Popen(
        command, cwd=str(cwd), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True
    )
    text = process.communicate()[0]
    return process.returncode, text


@pytest.mark.parametrize("path", with_examples())
def test_examples(path):
    text = read(path)
    if "import numpy" in text:
        pytest.importorskip("numpy")
    # Pages are of a process that begins: names of instances count up from its first Vector, and no time has passed.
    neuron.h.t, neuron.h.dt = 0, 0.025
    text = re.sub(r"^( *)Vector\[\d+\]$", r"\1Vector[...]", text, flags=re.M)
    test = doctest.DocTestParser().get_doctest(text, {}, os.path.basename(path), path, 0)
    report = io.StringIO()
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.write)
    assert report.getvalue() == ""
    assert test.examples


@pytest.mark.parametrize("code", programs())
def test_programs(code, tmp_path):
    if "numpy" in code:
        pytest.importorskip("numpy")
    (tmp_path / "script.py").write_text("" + code)
    status, text = run([sys.executable, "script.py"], tmp_path)
    assert status == 0, text


def mpiexec():
    """The command for two ranks where mpiexec and an MPI library belong together, else None."""
    facts = neuron.diagnose(json=True)
    families = [candidate["family"] for candidate in facts["mpi"]["candidates"] if candidate["usable"]]
    for row in facts["mpiexec"]:
        if row["family"] in families:
            more = ["--allow-run-as-root", "--oversubscribe"] if row["family"] == "Open MPI" else []
            return [row["path"]] + more + ["-n", "2"]
    return None


@pytest.mark.parametrize("code", [p for p in programs() if "nrnmpi_init" in p.values[0]])
def test_parallel_programs(code, tmp_path):
    command = mpiexec()
    if command is None:
        pytest.skip("no MPI")
    (tmp_path / "script.py").write_text("" + code)
    status, text = run(command + [sys.executable, "script.py"], tmp_path)
    assert status == 0, text
    assert "numprocs=2" in text


def test_sphinx(tmp_path):
    """docs/build, in a copy: warnings are errors, and every declared member is on a page."""
    pytest.importorskip("sphinx")
    copy = tmp_path / "docs"
    shutil.copytree(DOCS, str(copy), ignore=shutil.ignore_patterns("_build", "reference"))
    status, text = run(["bash", str(copy / "build"), sys.executable], tmp_path)
    assert (status, text.strip()) == (0, "")
    page = read(str(copy / "_build" / "html" / "reference" / "vector.html"))
    from neuron import hoc

    declared = [row for row in hoc._registry() if row["name"] == "Vector"][0]
    assert [m["name"] for m in declared["members"] if 'id="Vector.%s"' % m["name"] not in page] == []
