"""nrnivmodl --report: what it says of blocks that are vectorised, and of those that cannot be."""

import json
import os
import shutil
import subprocess

import pytest

HEAD = "NEURON { SUFFIX %s NONSPECIFIC_CURRENT i RANGE g, x %s }\nPARAMETER { g = 0.001 }\nASSIGNED { v i x %s }\n"
LEAK = "BREAKPOINT { i = g*(v + 65) }\n"

VERBATIM = "VERBATIM\n    static double last = 0;\n    x = last;\n    last = v;\nENDVERBATIM\n"

# name -> (more of NEURON, more of ASSIGNED, blocks, the block that is not vectorised, what the report says of it)
OBSTACLES = {
    "rep_verbatim": (
        "", "", "INITIAL {\n" + VERBATIM + "}\n" + LEAK, "INITIAL", "VERBATIM"),
    "rep_pointer": (
        "POINTER p", "p", "BREAKPOINT { i = g*(v - p) }\n", "BREAKPOINT", "p is a POINTER"),
    "rep_while": (
        "", "", "INITIAL { x = v while (x < 0) { x = x + 3 } }\n" + LEAK, "INITIAL", "WHILE"),
    "rep_sine": (
        "", "", "BREAKPOINT { x = sin(v) i = g*x }\n", "BREAKPOINT", "sin is a function of the C library"),
    "rep_random": (
        "RANDOM r", "", "BREAKPOINT { SOLVE next i = g*(v - x) }\nPROCEDURE next() { x = random_uniform(r) }\n",
        "SOLVE next", "random_uniform asks the simulator"),
    "rep_recursion": (
        "", "", "INITIAL { x = down(v) }\nFUNCTION down(y) { if (y < 1) { down = 1 } else { down = y*down(y - 1) } }\n"
        + LEAK, "INITIAL", "down calls itself"),
    "rep_four": (
        "", "", "STATE { a b c d }\nBREAKPOINT { SOLVE s METHOD derivimplicit i = g*v }\n"
        "DERIVATIVE s { a' = -b b' = c - d c' = -a*a d' = a - d }\n",
        "SOLVE s METHOD derivimplicit", "Newton's method of the simulator"),
    "rep_table_user": (
        "", "", "FUNCTION_TABLE tau(y)\nINITIAL { x = tau(v) }\n" + LEAK, "INITIAL", "tau is a FUNCTION_TABLE"),
}  # fmt: skip

GATES = """\
NEURON { SUFFIX rep_gates NONSPECIFIC_CURRENT i RANGE g GLOBAL inf, tau }
PARAMETER { g = 0.001 }
ASSIGNED { v i inf tau }
STATE { m }
INITIAL { rates(v) m = inf }
BREAKPOINT { SOLVE states METHOD cnexp i = g*m*(v - 50) }
DERIVATIVE states { rates(v) m' = (inf - m)/tau }
PROCEDURE rates(v) {
    TABLE inf, tau FROM -100 TO 100 WITH 200
    inf = 1/(1 + exp(-(v + 40)/7))
    tau = 1 + half(v)
}
FUNCTION half(v) { half = exp(-v/80)/2 }
NET_RECEIVE(w) { m = m + w }
"""


def gnu():
    compiler = os.environ.get("CXX", "g++")
    if shutil.which(compiler) is None:
        return False
    done = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, universal_newlines=True)
    return "Free Software Foundation" in done.stdout


needs_gnu = pytest.mark.skipif(not gnu(), reason="needs g++")


def blocks(workshop, *words):
    done = workshop.nrnivmodl("--report=json", *words)
    assert done.status == 0, done.err
    told = json.loads(done.out)
    assert told["compiler"]["command"] and "-O3" in told["compiler"]["flags"]
    return {file["mechanism"]: {block["block"]: block for block in file["blocks"]} for file in told["files"]}


@needs_gnu
def test_a_channel_is_vectorised(workshop):
    (workshop.folder / "gates.mod").write_text(GATES.replace("SUFFIX", "POINT_PROCESS"))
    found = blocks(workshop)["rep_gates"]
    for name in ("INITIAL", "BREAKPOINT", "SOLVE states METHOD cnexp"):
        block = found[name]
        assert block["kind"] == "loop" and block["vectorised"] >= 1 and block["lanes"] >= 2, name
        assert block["not_vectorised"] == 0 and block["why_not"] == [], name
    # With look-ups in the table and without.
    assert found["INITIAL"]["vectorised"] == found["SOLVE states METHOD cnexp"]["vectorised"] == 2
    assert found["PROCEDURE rates"]["kind"] == found["FUNCTION half"]["kind"] == "inlined"
    assert found["NET_RECEIVE"]["kind"] == "event"
    assert not workshop.out().exists()


@needs_gnu
def test_why_not(workshop):
    for name, (neuron, assigned, text, _, _) in OBSTACLES.items():
        (workshop.folder / (name + ".mod")).write_text(HEAD % (name, neuron, assigned) + text)
    found = blocks(workshop)
    for name, (_, _, text, block, words) in OBSTACLES.items():
        told = found[name][block]
        assert told["vectorised"] == 0 and told["not_vectorised"] == 1, name
        messages = [why["message"] for why in told["why_not"]]
        assert any(words in message for message in messages), (name, messages)
        for why in told["why_not"]:
            assert why["file"] == name + ".mod" and why["line"] >= 4 and why["column"] >= 1, name
        if text.endswith(LEAK):
            assert found[name]["BREAKPOINT"]["not_vectorised"] == 0, name


@needs_gnu
def test_as_text(workshop):
    (workshop.folder / "gates.mod").write_text(GATES.replace("SUFFIX", "POINT_PROCESS"))
    name, (neuron, assigned, text, _, _) = "rep_sine", OBSTACLES["rep_sine"]
    (workshop.folder / "sine.mod").write_text(HEAD % (name, neuron, assigned) + text)
    done = workshop.nrnivmodl("--report")
    assert done.status == 0, done.err
    lines = done.out.splitlines()
    assert lines[0] == "gates.mod: rep_gates"
    assert any(line.startswith("  SOLVE states METHOD cnexp") and " vectorised, " in line for line in lines)
    assert "  FUNCTION half                      part of the loops that call it" in lines
    at = lines.index("  BREAKPOINT                         not vectorised")
    assert lines[at + 1] == "      sine.mod:4:18: sin is a function of the C library"


@needs_gnu
def test_what_the_compiler_is_told_decides(workshop):
    """The flags of the user count: without vectorisation nothing is vectorised, and the report says so."""
    workshop.leak("plain")
    told = blocks(workshop, "-incflags", "-fno-tree-vectorize", "plain")["plain"]["BREAKPOINT"]
    assert told["vectorised"] == 0 and told["lanes"] == 0
    assert blocks(workshop, "plain")["plain"]["BREAKPOINT"]["vectorised"] == 1


def test_files_with_errors(workshop):
    (workshop.folder / "bad.mod").write_text("NEURON { SUFFIX bad }\nINITIAL { x = }\n")
    done = workshop.nrnivmodl("--report")
    assert done.status == 1 and "bad.mod:2:" in done.err and "error" in done.err
    assert done.out == ""


def test_behind_a_file(workshop):
    workshop.leak("plain")
    done = workshop.nrnivmodl("plain", "--report")
    assert done.status == 1 and "--report stands behind a file: options come first" in done.err
