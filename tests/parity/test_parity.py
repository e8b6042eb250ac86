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
BETTER = {
    ("matrix", "new huge"): ("raises MemoryError", "what Python raises for a list of that size"),
    ("data_files", "full disk"): ("raises HocOSError", "what was written and is lost is told"),
    ("data_files", "write what is read"): ("raises HocOSError", "what was written and is lost is told"),
    ("data_lists", "append None"): ("raises HocTypeError", "a List holds objects only"),
    ("vector_basics", "new huge size"): ("raises MemoryError", "what Python raises for a list of that size"),
    ("vector_basics", "new infinite size"): ("raises MemoryError", "as for a huge size"),
    ("vector_basics", "new from list of strings"): (
        "raises TypeError",
        "the exception of the conversion itself",
    ),
    ("vector_basics", "append itself"): ("nothing", "a Vector may be appended to itself"),
    ("vector_basics", "insrt itself"): ("nothing", "a Vector may be inserted into itself"),
    ("vector_copy", "copy itself shifted"): (
        [float(i) for i in range(10)] + [float(i) for i in range(20)],
        "copies of a Vector into itself take the elements as they were before the call",
    ),
    ("vector_copy", "apply python exception"): (
        "raises ZeroDivisionError",
        "the exception of a callback comes out as it is",
    ),
    ("vector_operators", "float"): (
        "raises ValueError",
        "a Vector is a buffer, and float() tries to read buffers as text",
    ),
    ("vector_operators", "from_python strings"): (
        "raises TypeError",
        "the exception of the conversion itself",
    ),
    ("vector_operators", "to_python size"): ("raises ValueError", "the usual class for a wrong length"),
    ("vector_pickle", "setstate short tuple"): ("raises ValueError", "every corrupt state is a ValueError"),
    ("vector_pickle", "setstate long tuple"): ("raises ValueError", "every corrupt state is a ValueError"),
    ("vector_pickle", "setstate text version"): ("raises ValueError", "every corrupt state is a ValueError"),
    ("vector_pickle", "setstate None"): ("raises ValueError", "every corrupt state is a ValueError"),
    ("vector_pickle", "copy"): (
        [[1.0, 2.0], False, "Sub", True],
        "copies keep the subclass and its attributes",
    ),
    ("vector_pickle", "deepcopy"): (
        [[1.0, 2.0], False, "Sub", True],
        "copies keep the subclass and its attributes",
    ),
    ("vector_pickle", "subclass pickle"): (
        [[1.0, 2.0], False, "Sub", True],
        "pickles keep the subclass and its attributes",
    ),
    ("vector_search", "hist of itself"): ("nothing", "the source may be the Vector itself"),
    ("vector_signal", "psth size"): ("nothing", "a window may be wider than half of the histogram"),
    ("vector_statistics", "mean range"): (
        [4.333333333333333, 0.6922794172291802],
        "NEURON's mean of a range of numbers between -1 and 3 is -8.5",
    ),
    ("vector_statistics", "mean truncates"): (
        2.3333333333333335,
        "indices are truncated as everywhere else: the mean of 1, 2 and 4",
    ),
    ("vector_statistics", "sum order"): ([2.0, 1.0], "partial sums have the smaller rounding error"),
    ("vector_toplevel", "h"): (
        ["<TopLevelHocInterpreter>", "HocObject", False, True],
        "h has a class of its own, of the same name and derived from HocObject",
    ),
    ("vector_toplevel", "missing in dir(neuron)"): (
        [
            "help",
            "register_savestate",
            "test",
        ],
        "names that need sections and mechanisms, which this version does not have",
    ),
    ("vector_toplevel", "HocError"): (
        ["HocError", "RuntimeError", "Exception", "BaseException", "object"],
        "scripts that catch RuntimeError, as NEURON's calls raise it, catch HocError too",
    ),
}

# Cases that need a part of NEURON which this version does not have, by script: the beginnings of their names.
MISSING = {
    "vector_copy": ("apply hoc function", "apply range", "reduce", "reduce base", "reduce range"),
    "vector_record": ("",),
    "vector_statistics": ("fit hoc function",),
}


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
    if "bases" in row and row["result"] != expected and case.startswith(MISSING.get(script, ())):
        return None
    if key in BETTER:
        answer, reason = BETTER[key]
        if agrees(row, expected):
            return "%s %r is as in NEURON now: take it off BETTER" % key
        return None if row["result"] == answer else "%s %r: %r, and not %r" % (key + (row["result"], answer))
    return None if agrees(row, expected) else "%s %r: %r, NEURON %r" % (key + (row["result"], expected))


@pytest.mark.parametrize("name", NAMES)
def test_same_as_neuron(name):
    script = HERE / "scripts" / (name + ".py")
    done = subprocess.run(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    ours = load(done.stdout.splitlines())
    recorded = load((HERE / "data" / (name + ".jsonl")).read_text(encoding="utf-8").splitlines())
    found = [complaint((name, case), ours.get(case), row["result"]) for case, row in recorded.items()]
    wrong = [text for text in found if text]
    assert not wrong, "\n".join(wrong)
    assert ours.keys() == recorded.keys()
