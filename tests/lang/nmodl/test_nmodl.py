"""Every .mod file of cases/, compiled into one library by this package's NMODL compiler: the numbers are those that
NEURON 9.0.2 computed (expected.json, made by record.py)."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig

import pytest

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.mod"))
EXPECTED = json.loads((HERE / "expected.json").read_text())
ABSOLUTE = 1e-15
FLAGS = ["-std=c++17", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC"]


def python():
    return os.environ.get("NRN_TEST_PYTHON", sys.executable)


def compiler():
    """Our nmodl and the folder of its header, or a reason to skip."""
    code = "import neuron, os; print(os.path.dirname(neuron.__file__))"
    place = subprocess.run([python(), "-c", code], capture_output=True, text=True, cwd="/").stdout.strip()
    for parent in pathlib.Path(place or "/nowhere").parents:
        for program in ("bin/nmodl", "neuron/.data/bin/nmodl"):
            for include in ("include", "neuron/include", "lib/python/neuron/include"):
                if (parent / program).exists() and (parent / include / "nrn" / "mech_abi.h").exists():
                    return parent / program, parent / include
    return None, None


def build(folder):
    nmodl, include = compiler()
    if nmodl is None or shutil.which("g++") is None:
        pytest.skip("needs the program nmodl, its header and g++")
    environment = dict(os.environ, MODL_INCLUDE=str(CASES))
    commands = []
    for name in NAMES:
        source = folder / (name + ".cpp")
        subprocess.run([nmodl, CASES / (name + ".mod"), "-o", source], check=True, env=environment)
        commands.append(["g++"] + FLAGS + ["-I", include, "-c", source, "-o", source.with_suffix(".o")])
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
    subprocess.run(["g++", "-shared", "-o", library] + sorted(folder.glob("*.o")), check=True)
    return library


@pytest.fixture(scope="session")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nmodl")
    library = build(folder)
    done = subprocess.run(
        [python(), HERE / "run_cases.py", CASES, library],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=folder,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {row.pop("case"): row for row in rows}


def tolerance(name):
    for line in (CASES / (name + ".mod")).read_text().splitlines():
        if line.startswith(": soft: "):
            return float(line.split()[2])
    return 1e-9


def flat(value):
    if isinstance(value, list):
        return [x for one in value for x in flat(one)]
    return [value]


@pytest.mark.parametrize("name", NAMES)
def test_case(answers, name):
    ours = answers[name]
    assert "error" not in ours, ours
    if name not in EXPECTED:
        assert ": skip: " in (CASES / (name + ".mod")).read_text(), "record.py has not seen this case"
        assert all(abs(x) < 1e-8 for x in flat(ours["values"])), ours
        return
    relative = tolerance(name)
    for part in ("rows", "values"):
        pairs = list(zip(flat(ours[part]), flat(EXPECTED[name][part])))
        assert len(flat(ours[part])) == len(flat(EXPECTED[name][part]))
        for k, (x, y) in enumerate(pairs):
            same = x == y or abs(x - y) <= ABSOLUTE + relative * max(abs(x), abs(y))
            assert same, "%s, number %d: %r, NEURON %r" % (part, k, x, y)
