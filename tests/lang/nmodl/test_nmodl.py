"""Every .mod file of cases/, compiled into one library by this package's NMODL compiler: the numbers are those that
NEURON 9.0.2 computed (expected.json, made by record.py)."""

import json
import os
import pathlib
import subprocess
import sysconfig

import pytest

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.mod"))
EXPECTED = json.loads((HERE / "expected.json").read_text())
ABSOLUTE = 1e-15
# Under sanitizers the code of the mechanisms is checked as well; tests/sanitize loads their run-time libraries.
SANITIZERS = os.environ.get("NRN_TEST_SANITIZERS", "").split()
FLAGS = ["-std=c++17", "-O1" if SANITIZERS else "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC"] + SANITIZERS
# What text of VERBATIM blocks may leave unused.
OF_TEXT = ["-Wno-unused-parameter", "-Wno-unused-function", "-I", str(CASES)]


def build(folder, nmodl, include):
    environment = dict(os.environ, MODL_INCLUDE=str(CASES))
    commands = []
    for name in NAMES:
        source = folder / (name + ".cpp")
        subprocess.run([nmodl, CASES / (name + ".mod"), "-o", source], check=True, env=environment)
        more = OF_TEXT if "VERBATIM" in (CASES / (name + ".mod")).read_text() else []
        commands.append(
            ["g++"] + FLAGS + more + ["-I", include, "-c", source, "-o", source.with_suffix(".o")]
        )
    catalogue = folder / "catalogue.cpp"
    subprocess.run([nmodl, "--catalogue", "-o", catalogue] + [name + ".mod" for name in NAMES], check=True)
    commands.append(["g++"] + FLAGS + ["-I", include, "-c", catalogue, "-o", catalogue.with_suffix(".o")])
    workers = max(1, min(4, os.cpu_count() or 1))
    running = []
    for command in commands:
        if len(running) == workers:
            assert running.pop(0).wait() == 0
        running.append(subprocess.Popen(command))
    assert all(each.wait() == 0 for each in running)
    library = folder / ("libcases" + (sysconfig.get_config_var("SHLIB_SUFFIX") or ".so"))
    subprocess.run(["g++", "-shared", "-o", library] + SANITIZERS + sorted(folder.glob("*.o")), check=True)
    return library


@pytest.fixture(scope="session")
def answers(tmp_path_factory, compiler, python):
    folder = tmp_path_factory.mktemp("nmodl")
    library = build(folder, *compiler)
    done = subprocess.run(
        [python, HERE / "run_cases.py", CASES, library],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=folder,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row.pop("case"): row for row in rows}


def directive(name, key):
    start = ": %s: " % key
    lines = (CASES / (name + ".mod")).read_text().splitlines()
    return next((line[len(start) :] for line in lines if line.startswith(start)), None)


def flat(value):
    if isinstance(value, list):
        return [x for one in value for x in flat(one)]
    return [value]


@pytest.mark.parametrize("name", NAMES)
def test_case(answers, name):
    ours = answers[name]
    raises = directive(name, "raises")
    if raises is not None:
        assert raises in ours.get("error", ""), ours
        return
    assert "error" not in ours, ours
    if name not in EXPECTED:
        assert directive(name, "skip"), "record.py has not seen this case"
        assert all(abs(x) < 1e-8 for x in flat(ours["values"])), ours
        return
    relative = float(directive(name, "soft") or 1e-9)
    for part in ("rows", "values"):
        pairs = list(zip(flat(ours[part]), flat(EXPECTED[name][part])))
        assert len(flat(ours[part])) == len(flat(EXPECTED[name][part]))
        for k, (x, y) in enumerate(pairs):
            same = x == y or abs(x - y) <= ABSOLUTE + relative * max(abs(x), abs(y))
            assert same, "%s, number %d: %r, NEURON %r" % (part, k, x, y)
