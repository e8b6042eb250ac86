"""Libraries of mechanisms: where they are found, loading twice, and those that do not fit."""

import os
import subprocess
import sys

import pytest

from neuron.tools.nrnivmodl import catalogue, toolchain

NRNIV = toolchain.installed("bin", "nrniv")
SHOW = "from neuron import h, hoc; print(hoc._mod_files().split())"


def library(folder, name, text):
    """Compiles C++ text that includes mech_abi.h into <folder>/<machine>/libnrnmech.so."""
    place = folder / os.uname()[4] / "libnrnmech.so"
    place.parent.mkdir(parents=True)
    source = folder / (name + ".cpp")
    source.write_text("#include <nrn/mech_abi.h>\n" + text)
    headers = os.path.dirname(toolchain.installed("include", "nrn"))
    compiler, _ = toolchain._compiler()
    subprocess.check_call(
        compiler + ["-shared", "-fPIC", "-std=c++17", "-I" + headers, str(source), "-o", str(place)]
    )
    return place


CATALOGUE = 'extern "C" { extern const NrnMechCatalogue nrn_mechanism_catalogue;\n'
CATALOGUE += (
    "const NrnMechCatalogue nrn_mechanism_catalogue = {%s, sizeof(NrnMechCatalogue), 0, nullptr}; }\n"
)


# ---- the current folder ----


def test_import_loads_that_of_the_current_folder(made):
    done = made.python(SHOW + "; import neuron; print(neuron.nrn_dll_loaded)")
    assert (done.out, done.err) == ("['first.mod', 'second.mod']\n[]\n", "")


def test_nrniv_loads_that_of_the_current_folder(made):
    done = made.run([NRNIV, "-nobanner", "-c", "create s", "-c", "s insert first", "-c", "print s.g_first"])
    assert (done.out, done.err, done.status) == ("0.002 \n", "", 0)


@pytest.mark.parametrize("words", [[], ["-python"]])
def test_nrniv_names_the_files(made, words):
    env = {"NRN_PYTHONEXE": sys.executable}
    done = made.run([NRNIV] + words + ["-c", "print(4)"], env=env)
    assert done.err.endswith('Additional mechanisms from files\n "first.mod" "second.mod"\n')
    assert made.run([NRNIV, "-nobanner"] + words + ["-c", "print(4)"], env=env).err == ""


def test_it_can_be_switched_off(made):
    assert made.python(SHOW, env={"NRN_AUTOLOAD": "0"}).out == "[]\n"


# ---- named libraries ----


@pytest.mark.parametrize("words", [[], ["-python"]])
def test_dll_instead_of_the_current_folder(made, workshop, words):
    workshop.leak("other")
    assert workshop.nrnivmodl().status == 0
    env = {"NRN_PYTHONEXE": sys.executable}
    command = [NRNIV, "-dll", workshop.library()] + words + ["-c", "print(4)"]
    done = made.run(command, env=env)
    assert done.err.endswith('files\n "other.mod"\n') and done.status == 0
    done = made.run([NRNIV, "-nobanner", "-dll", "nosuch.so"] + words + ["-c", "print(4)"], env=env)
    assert (done.out, done.status) == ("", 1) and "nosuch.so: make it with nrnivmodl" in done.err
    assert "Traceback" not in done.err


def test_paths_of_the_environment(made, workshop):
    code = SHOW + "; import neuron; print(neuron.nrn_dll_loaded)"
    done = workshop.python(code, env={"NRN_NMODL_PATH": "nosuch:%s" % made.folder})
    assert (
        done.out
        == "NEURON mechanisms not found in nosuch.\n['first.mod', 'second.mod']\n['%s']\n" % made.folder
    )
    done = workshop.python(SHOW, env={"NEURON_MODULE_OPTIONS": "-nogui -dll '%s'" % made.library()})
    assert done.out == "['first.mod', 'second.mod']\n"


@pytest.mark.parametrize(
    "options, message",
    [("-dll 'a", "cannot be divided into words"), ("-dll nosuch.so", "no library of mechanisms nosuch.so")],
)
def test_wrong_options_of_the_environment(workshop, options, message):
    done = workshop.python("import neuron", env={"NEURON_MODULE_OPTIONS": options})
    assert done.status == 1 and message in done.err.splitlines()[-1]


def test_twice_is_harmless(made, workshop):
    code = """
import neuron
from neuron import h, hoc
assert h.nrn_load_dll("libnrnmech.so") == 1, "by the loader's search"
assert h.nrn_load_dll(%(library)r) == h.nrn_load_dll(%(relative)r) == 1
print(neuron.load_mechanisms(%(folder)r, True), neuron.load_mechanisms(%(folder)r, False), neuron.nrn_dll_loaded)
assert neuron.load_mechanisms(%(out)r)
print(hoc._mod_files().split(), h.nrn_load_dll("nosuch.so"), neuron.load_mechanisms("nosuch"))
""" % {
        "library": str(made.library()),
        "relative": os.path.relpath(str(made.library()), str(workshop.folder)),
        "folder": str(made.folder),
        "out": str(made.out()),
    }
    done = workshop.python(code, env={"LD_LIBRARY_PATH": str(made.out())})
    assert done.err == ""
    assert done.out.splitlines() == [
        "True True ['%s']" % made.folder,
        "Mechanisms already loaded from path: %s" % made.out(),
        "NEURON mechanisms not found in nosuch.",
        "['first.mod', 'second.mod'] 0.0 False",
    ]


def test_compiling_on_demand(workshop):
    workshop.leak("wanted", "0.04", folder="mods")
    code = """
import neuron
from neuron import h
print(neuron.load_mechanisms("mods", build=True))
s = h.Section()
s.insert("wanted")
print(s(0.5).wanted.g, neuron.load_mechanisms("mods", build=True))
with open("mods/wanted.mod", "a") as file:
    file.write("INITIAL { g = 1 }")
try:
    neuron.load_mechanisms("mods", build=True)
except ValueError as error:
    print(error)
with open("mods/wanted.mod", "a") as file:
    file.write("INITIAL {")
try:
    neuron.load_mechanisms("mods", build=True)
except RuntimeError as error:
    print(error)
"""
    done = workshop.python(code)
    assert done.err == ""
    assert "0.04 True\n" in done.out and "was made again after it was loaded" in done.out
    assert "the mechanisms of mods cannot be compiled:\nwanted.mod:" in done.out


# ---- those that do not fit ----


def expect_refused(workshop, folder, *messages):
    """By load_mechanisms and nrniv with an error, by import from the current folder with a warning."""
    done = workshop.python("import neuron\nneuron.load_mechanisms(%r)" % folder)
    assert done.status == 1 and "ValueError" in done.err.splitlines()[-1]
    here = workshop.python("import neuron; print(1)", folder=folder)
    assert (here.out, here.status) == ("1\n", 0)
    nrniv = workshop.run([NRNIV, "-c", "print 1"], folder=folder)
    assert (nrniv.out, nrniv.status) == ("1 \n", 0)
    for message in messages:
        assert message in done.err and message in here.err and message in nrniv.err


def test_another_version(workshop):
    folder = workshop.folder / "old one"
    library(folder, "old", CATALOGUE % "99")
    command = "cd '%s' && nrnivmodl" % folder
    expect_refused(workshop, "old one", "was made for version 99 of the mechanism interface", "nrnivmodl")
    again = workshop.folder / "told"
    library(again, "told", CATALOGUE % "99" + catalogue.addition(command + ' "a\\b" ü'))
    expect_refused(workshop, "told", "make it again: " + command + ' "a\\b" ü')


def test_another_processor(workshop):
    if os.uname()[4] != "x86_64":
        pytest.skip("only extensions of x86-64 are looked at")
    text = CATALOGUE % "NRN_MECH_ABI_VERSION"
    text += 'extern "C" { extern const char nrn_mechanism_processor[];\n'
    if "fma4" in processor_flags():
        pytest.skip("this processor has every extension that is known")
    library(workshop.folder / "p", "p", text + 'const char nrn_mechanism_processor[] = "avx2 fma4 ";}\n')
    expect_refused(workshop, "p", "this one has no ", "--portable")


def processor_flags():
    with open("/proc/cpuinfo") as file:
        return file.read().split()


def test_a_library_of_neuron_9(workshop):
    """Recognised without running its code."""
    text = (
        "#include <stdlib.h>\n"
        + 'extern "C" void modl_reg() { abort(); }\nstatic const int started = (abort(), 1);\n'
    )
    library(workshop.folder / "nine", "nine", text)
    expect_refused(
        workshop, "nine", "made by the nrnivmodl of another NEURON", "run this one's own nrnivmodl in"
    )
    workshop.leak("now", folder="nine")
    assert workshop.nrnivmodl(folder="nine").status == 0
    assert workshop.python(SHOW, folder="nine").out == "['now.mod']\n"


@pytest.mark.parametrize("kind", ["text", "cut", "folder", "unresolved", "plain"])
def test_what_is_no_library_of_mechanisms(made, workshop, kind):
    place = workshop.library("bad")
    place.parent.mkdir(parents=True)
    data = made.library().read_bytes()
    if kind == "folder":
        place.mkdir()
    elif kind in ("text", "cut"):
        place.write_bytes(b"some text" if kind == "text" else data[: len(data) // 2])
    else:
        place.parent.rmdir()
        missing = 'extern "C" int nrn_test_nowhere(); int x = nrn_test_nowhere();\n'
        library(
            workshop.folder / "bad", "bad", CATALOGUE % "1" + missing if kind == "unresolved" else "int x;"
        )
    expect_refused(workshop, "bad", str(place))


@pytest.mark.parametrize(
    "text, message",
    [
        ("NEURON { SUFFIX first }", "already exists: first (again.mod of "),
        ("NEURON { POINT_PROCESS Vector }", "already exists: Vector (again.mod of "),
        ("NEURON { SUFFIX nothing }\nFUNCTION sin(x) { sin = x }", "already exists: sin (again.mod of "),
        (
            "NEURON { SUFFIX nothing }\nPARAMETER { x }\nPROCEDURE twice() { x = 1 }",
            "already exists: twice (more.mod",
        ),
        (
            "NEURON { SUFFIX x USEION na WRITE ina VALENCE 3 }\nASSIGNED { ina }\nBREAKPOINT { ina = 0 }",
            "VALENCE 3",
        ),
    ],
)
def test_names_that_exist(made, workshop, text, message):
    (workshop.folder / "again.mod").write_text(text)
    if "twice" in text:
        (workshop.folder / "more.mod").write_text(text.replace("x", "y"))
    assert workshop.nrnivmodl().status == 0
    code = "import neuron\nneuron.load_mechanisms(%r)\nfrom neuron import h, hoc\n" % str(made.folder)
    code += "try:\n    h.nrn_load_dll(%r)\n" % str(workshop.library())
    code += "except ValueError as error:\n    print(error)\nh.Section().insert('second')\nprint(hoc._mod_files())\n"
    done = made.python(code)
    assert done.status == 0 and message in done.out and "\nfirst.mod\nsecond.mod\n" in done.out
    assert message.startswith("VALENCE") or "rename one" in done.out
