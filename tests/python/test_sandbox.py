"""NRN_HOC_SANDBOX=1: what reaches outside the process is refused, everything else works."""

import os
import subprocess
import sys

PROGRAM = """
from neuron import h

h("objref f, p")
h("strdef s")
for text in (
    'system("true")',
    'chdir("/")',
    'ropen("/etc/hosts")',
    'wopen("x.txt")',
    'hoc_stdout("x.txt")',
    'xopen("/etc/hosts")',
    'load_file("../x.hoc")',
    'load_file("x.hoc")',
    'nrnpython("print(1)")',
    'quit()',
    'p = new PythonObject()',
    'f = new File("x.txt")  f.wopen()',
    'f.ropen("x.txt")',
    'f.unlink()',
    'f.mktemp()',
):
    try:
        h.execute(text)
    except RuntimeError as error:
        assert "is switched off by NRN_HOC_SANDBOX" in str(error), error
    else:
        raise AssertionError(text)
assert h.load_file("stdlib.hoc") == 1
assert h.Vector([1, 2]).sum() == 3
print("refused")
"""


def test_sandbox(tmp_path):
    (tmp_path / "x.hoc").write_text("x = 1\n", encoding="ascii")
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=str(tmp_path),
        env=dict(os.environ, NRN_HOC_SANDBOX="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip().endswith("refused")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.hoc"]
