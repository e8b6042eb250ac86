"""The floor plan, checked from the text: who includes whom, what a room says of itself, and how long files are."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORE = ROOT / "core"
PYBIND = ROOT / "pybind_abi3"
LONGEST = 800  # lines

BROUGHT_BY_CABLE = {"numeric", "mech", "nrn"}  # its headers include them; core/hoc has no line that does

ROWS = {
    "base": set(),
    "numeric": {"base"},
    "object": {"base"},
    "parallel": {"base"},
    "nmodl": {"base"},
    "mech": {"base", "numeric", "nrn"},
    "cable": {"base", "numeric", "object", "mech", "nrn"},
    "event": {"base", "object", "mech", "cable", "parallel", "nrn"},
    "hoc": {"base", "object", "cable"} | BROUGHT_BY_CABLE,
    "sim": {"base", "numeric", "object", "mech", "cable", "event", "parallel", "nrn"},
    "builtins": {"base", "numeric", "object", "parallel", "mech", "cable", "event", "sim", "nrn"},
    "api": {
        "base",
        "numeric",
        "object",
        "parallel",
        "mech",
        "cable",
        "event",
        "sim",
        "hoc",
        "builtins",
        "nrn",
    },
    "apps": {"base", "nmodl", "nrn"},
}
ROOMS = sorted(path.name for path in CORE.iterdir() if path.is_dir() and path.name != "include")
SUFFIXES = {".cpp", ".hpp", ".h", ".def", ".py", ".cmake", ".pyi"}
FOLDERS = ("core", "pybind_abi3", "neuron", "cmake", "tests", "docs")

DESCRIBED = ["core/" + room for room in ROOMS + ["include"]]
DESCRIBED += ["pybind_abi3/" + room for room in ("abi", "loader", "shim", "libnrnpython")]
DESCRIBED += ["neuron/_api", "neuron/tools", "neuron/share", "cmake", "tests"]


def sources(folder, *suffixes):
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes and path.is_file())


def includes(path):
    """[(quoted, name)] of a source file."""
    found = re.findall(r'^\s*#\s*include\s*([<"])([^">]+)[">]', path.read_text(encoding="utf-8"), re.M)
    return [(mark == '"', name) for mark, name in found]


def relative(path):
    return str(path.relative_to(ROOT))


def test_every_room_has_a_row():
    assert set(ROOMS) <= set(ROWS)


@pytest.mark.parametrize("room", ROOMS)
def test_rows_of_core(room):
    wrong = []
    for path in sources(CORE / room, ".cpp", ".hpp", ".h", ".def"):
        for quoted, name in includes(path):
            if name == "Python.h" or name.startswith("numpy/"):
                wrong.append("%s includes %s: core knows no Python" % (relative(path), name))
            top = name.split("/")[0]
            if top == "nrn" or (quoted and "/" in name):
                if top != room and top not in ROWS[room]:
                    wrong.append("%s includes %s" % (relative(path), name))
            elif quoted:
                wrong.append("%s includes %s: write room/%s" % (relative(path), name, name))
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_rows_of_the_build_are_those_of_the_plan(room):
    text = (CORE / room / "CMakeLists.txt").read_text()
    row = re.search(r"nrn_add_room\(\s*%s\s(.*?)\)" % room, text, re.S).group(1)
    deps = re.search(r"DEPS\s+(.*?)(?=FILES|INCLUDE_NRN|$)", row, re.S)
    declared = set(deps.group(1).split()) if deps else set()
    declared |= {"nrn"} if "INCLUDE_NRN" in row else set()
    assert declared <= ROWS[room]


def test_installed_headers_are_plain_c():
    """But for what stands around the text of VERBATIM blocks, which is C++ and finds C's library."""
    for path in sources(CORE / "include", ".h"):
        if path.name == "verbatim.h":
            continue
        for _, name in includes(path):
            assert name.startswith("nrn/") or name in ("stddef.h", "stdint.h"), relative(path)


PYTHON_SIDE = {
    "abi": {"abi"},
    "loader": {"abi", "loader"},
    "shim": {"abi", "loader", "shim"},
    "libnrnpython": {"abi", "libnrnpython"},
}


@pytest.mark.parametrize("room", sorted(PYTHON_SIDE))
def test_rows_of_the_python_side(room):
    where = {path.name: path.relative_to(PYBIND).parts[0] for path in sources(PYBIND, ".h", ".hpp", ".def")}
    wrong = []
    for path in sources(PYBIND / room, ".cpp", ".h", ".hpp"):
        for quoted, name in includes(path):
            home = where.get(name.split("/")[-1])
            if quoted and home not in PYTHON_SIDE[room]:
                wrong.append("%s includes %s" % (relative(path), name))
            if name.split("/")[0] in ROWS and name.split("/")[0] != "nrn" and home is None:
                wrong.append("%s includes %s, a C++ header of core" % (relative(path), name))
            if name.startswith("nrn/") and (
                room != "libnrnpython" or name not in ("nrn/capi.h", "nrn/host.h")
            ):
                wrong.append("%s includes %s" % (relative(path), name))
    assert wrong == []


def test_python_headers_come_in_by_one_door():
    users = [
        relative(path)
        for path in sources(PYBIND, ".cpp", ".h", ".hpp")
        if (False, "Python.h") in includes(path)
    ]
    assert users == ["pybind_abi3/abi/pycompat.h"]


@pytest.mark.parametrize("room", DESCRIBED)
def test_every_room_says_what_it_is(room):
    lines = (ROOT / room / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ") and 3 < len(lines) <= 60


def test_no_file_is_too_long():
    long = []
    for folder in FOLDERS:
        for path in sources(ROOT / folder, *(SUFFIXES - {".pyi"})):  # stubs are made by a program
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST:
                long.append("%s: %d lines" % (relative(path), lines))
    assert long == []


def functions(text):
    """(first line, length) of each brace-delimited block whose head stands at the left margin of a class or file."""
    lines = text.splitlines()
    for start, line in enumerate(lines):
        head = re.match(r"^( {0,4})\S.*\)[^;]*\{$", line)
        if not head or re.match(r"\s*(namespace|extern|class|struct|enum|union|if|for|while|switch)\b", line):
            continue
        closing = head.group(1) + "}"
        for end in range(start + 1, len(lines)):
            if lines[end] == closing:
                yield start + 1, end - start + 1
                break


def test_no_function_is_too_long():
    long = []
    for folder in (CORE, PYBIND):
        for path in sources(folder, ".cpp", ".hpp"):
            for line, length in functions(path.read_text(encoding="utf-8")):
                if length > 80:
                    long.append("%s:%d: %d lines" % (relative(path), line, length))
    assert long == []


FORBIDDEN = [
    (r"\bTO" r"DO\b|\bFIX" r"ME\b|\bXX" r"X\b", "a note to oneself"),
    (r"^\s*#\s*if\s+0\b", "code that is switched off"),
    (r"except\s*:\s*pass|except Exception\s*:\s*pass", "an exception that is swallowed"),
]


def test_no_leftovers():
    found = []
    for folder in FOLDERS:
        for path in sources(ROOT / folder, *SUFFIXES):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for pattern, what in FORBIDDEN:
                    if re.search(pattern, line) and path.name != "test_rooms.py":
                        found.append("%s:%d: %s" % (relative(path), number, what))
    assert found == []


def test_core_never_ends_the_process():
    """Failures are thrown; the launchers' mains and MPI's own abort are the exceptions."""
    found = []
    for path in sources(CORE, ".cpp", ".hpp"):
        if path.relative_to(CORE).parts[0] == "apps":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("//")[0]
            if re.search(r"(std::|(?<![\w.>: ] )(?<![\w.>:]))(abort|exit|_exit|terminate)\(", code):
                found.append("%s:%d: %s" % (relative(path), number, line.strip()))
            if re.search(r"\b(std::cerr|std::cout|fprintf\s*\(\s*stderr|perror\s*\()", code):
                found.append("%s:%d: %s" % (relative(path), number, line.strip()))
    assert found == []
