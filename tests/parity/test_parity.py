"""The recorded answers of NEURON 9.0.2 against those of this package, line by line.

Numbers agree within 1e-9 of their size or 1e-12, all else exactly. An error counts as the same when the class that
NEURON raises is the class raised here or one of its bases: NEURON's RuntimeError is the base of the ValueError,
TypeError and IndexError that say more here.
"""

import json
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "data").glob("*.jsonl"))

# Cases where this package differs on purpose: the answer here, and why.
BETTER = {}

# Cases that need a part of NEURON which this version does not have: all cases of a script, or these.
MISSING = {}


def load(lines):
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    return {row["case"]: row for row in rows}


def numeric(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def alike(a, b):
    if numeric(a) and numeric(b):
        return a == b or abs(a - b) <= 1e-12 + 1e-9 * max(abs(a), abs(b))
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key]) for key in a)
    return type(a) is type(b) and a == b


def agrees(row, expected):
    if "bases" in row and isinstance(expected, str) and expected.startswith("raises "):
        return row["result"] != "raises NotImplementedError" and expected[len("raises ") :] in row["bases"]
    return alike(row["result"], expected)


def complaint(key, row, expected):
    """What is wrong with a row, or None."""
    if row is None:
        return "%s: not printed" % key
    script, case = key
    needs = MISSING.get(script, ())
    if needs == "all" or case in needs:
        return None if "bases" in row else "%s %r works now: take it off MISSING" % key
    if key in BETTER:
        answer, reason = BETTER[key]
        if agrees(row, expected):
            return "%s %r is as in NEURON now: take it off BETTER" % key
        return None if row["result"] == answer else "%s %r: %r, and not %r" % (key + (row["result"], answer))
    return None if agrees(row, expected) else "%s %r: %r, NEURON %r" % (key + (row["result"], expected))


@pytest.mark.parametrize("name", NAMES)
def test_same_as_neuron(name):
    script = HERE / "scripts" / (name + ".py")
    done = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    ours = load(done.stdout.splitlines())
    recorded = load((HERE / "data" / (name + ".jsonl")).read_text(encoding="utf-8").splitlines())
    found = [complaint((name, case), ours.get(case), row["result"]) for case, row in recorded.items()]
    wrong = [text for text in found if text]
    assert not wrong, "\n".join(wrong)
    assert ours.keys() == recorded.keys()
