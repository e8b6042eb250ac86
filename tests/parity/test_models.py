"""Sections, mechanisms, connections and runs: the recorded answers of NEURON 9.0.2 against those of this package.

One test for each script of `model_scripts`, which runs in a process of its own. Numbers agree within 1e-9 of their size
or 1e-12, all else exactly. A case that carries `"soft": n` allows 1e-6 from the n-th number of its lists on: the
script says there that round-off has grown through ten spikes. An error counts as the same when the class that
NEURON raises is the class raised here or one of its bases.
"""

import copy
import json
import os
import pathlib
import runpy
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "model_scripts").glob("*.py") if not path.stem.startswith("_"))
TIGHT, SOFT, ABSOLUTE = 1e-9, 1e-6, 1e-12

# Cases where this package differs on purpose: what stands here in place of NEURON's answer, as {path: answer} with the
# path of keys into the result (the empty path is all of it), and why. In different_models.py, since it is long.
DIFFERENT = runpy.run_path(str(HERE / "different_models.py"))
BETTER = DIFFERENT["BETTER"]
# Cases (or whole scripts) that are not as they should be yet, and what is missing: each fails until it is taken off.
WAITING = DIFFERENT["WAITING"]


def load(lines):
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    return {row["case"]: row for row in rows}


def numeric(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def difference(ours, recorded, soft, where="", relative=TIGHT):
    """The first place where two results differ, in words, or None."""
    if numeric(ours) and numeric(recorded):
        size = max(abs(ours), abs(recorded))
        if ours == recorded or abs(ours - recorded) <= ABSOLUTE + relative * size:
            return None
        return "%s: %r, NEURON %r (relative %.2g)" % (where, ours, recorded, abs(ours - recorded) / size)
    if isinstance(ours, list) and isinstance(recorded, list):
        if len(ours) != len(recorded):
            return "%s: %d elements, NEURON %d" % (where, len(ours), len(recorded))
        pairs = [(i, i, SOFT if soft is not None and i >= soft else relative) for i in range(len(ours))]
    elif isinstance(ours, dict) and isinstance(recorded, dict):
        if ours.keys() != recorded.keys():
            return "%s: keys %s, NEURON %s" % (where, sorted(ours), sorted(recorded))
        pairs = [(key, key, relative) for key in recorded]
    elif type(ours) is type(recorded) and ours == recorded:
        return None
    else:
        return "%s: %.300r, NEURON %.300r" % (where, ours, recorded)
    found = (difference(ours[i], recorded[j], soft, "%s[%r]" % (where, i), r) for i, j, r in pairs)
    return next((text for text in found if text), None)


def disagreement(row, expected):
    if "bases" in row and isinstance(expected, str) and expected.startswith("raises "):
        same = row["result"] != "raises NotImplementedError" and expected[len("raises ") :] in row["bases"]
        return None if same else ": %s, NEURON %s" % (row["result"], expected)
    return difference(row["result"], expected, row.get("soft"))


def with_answers(expected, answers):
    result = copy.deepcopy(expected)
    for path, answer in answers.items():
        if not path:
            return answer
        inner = result
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = answer
    return result


def complaint(key, row, expected):
    """What is wrong with a row, or None."""
    if row is None and key in WAITING:
        return None
    if row is None:
        return "%s %r: not printed" % key
    found = disagreement(row, expected)
    if key in WAITING:
        return None if found else "%s %r is as in NEURON now: take it off WAITING" % key
    if key not in BETTER:
        return found and "%s %r" % key + found
    if not found:
        return "%s %r is as in NEURON now: take it off BETTER" % key
    found = disagreement(row, with_answers(expected, BETTER[key][0]))
    return found and "%s %r, with the answers of BETTER" % key + found


@pytest.mark.parametrize("name", NAMES)
def test_same_as_neuron(name):
    script = HERE / "model_scripts" / (name + ".py")
    recorded = load((HERE / "data" / "models" / (name + ".jsonl")).read_text(encoding="utf-8").splitlines())
    # NRN_TEST_PYTHON: another interpreter to put to the same test, such as one that has the reference.
    python = os.environ.get("NRN_TEST_PYTHON", sys.executable)
    done = subprocess.run(
        [python, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120
    )
    ours = load(done.stdout.splitlines())
    found = [complaint((name, case), ours.get(case), row["result"]) for case, row in recorded.items()]
    wrong = [text for text in found if text]
    if name in WAITING:
        assert done.returncode != 0 or wrong, "%s is as in NEURON now: take it off WAITING" % name
        pytest.xfail(WAITING[name])
    assert done.returncode == 0, "%s\n%s" % (done.stderr[-2000:], "\n".join(wrong[:20]))
    assert not wrong, "\n".join(wrong[:40])
    assert ours.keys() == recorded.keys()
