"""nrnivmodl as its users see it: command line, output, what is made again, and what can go wrong."""

import fcntl
import os
import resource
import shutil
import subprocess
import sys

import pytest

from neuron.tools.nrnivmodl import toolchain

NRN = "-nobanner"


def made_files(shop, folder="."):
    return sorted(path.name for path in shop.out(folder).iterdir() if not path.name.startswith("."))


def stamp(path):
    return path.stat().st_mtime_ns, path.stat().st_ino


# ---- the command ----


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(workshop, option):
    done = workshop.nrnivmodl(option)
    assert done.status == 0 and "-incflags" in done.out and list(workshop.folder.iterdir()) == []


def test_all_files_of_the_folder(made):
    assert made.done.out.splitlines()[-1] == "Successfully created %s/special" % os.uname()[4]
    assert made.done.err == ""
    assert made_files(made) == ["first.o", "libnrnmech.so", "second.o", "special"]


def test_nothing_to_do(made):
    before = stamp(made.library())
    done = made.nrnivmodl()
    assert (done.status, done.out.count("\n"), stamp(made.library())) == (0, 1, before)


def test_special(made):
    done = made.run(
        [made.out() / "special", NRN, "-c", "create s", "-c", "s insert second", "-c", "print s.g_second"]
    )
    assert (done.out, done.err, done.status) == ("0.003 \n", "", 0)


def test_special_elsewhere_by_a_link(made, workshop):
    link = workshop.folder / "simulate"
    link.symlink_to(made.out() / "special")
    code = "from neuron import hoc; print(hoc._mod_files().split())"
    done = workshop.run([link, NRN, "-python", "-c", code])
    assert (done.out, done.err, done.status) == ("['first.mod', 'second.mod']\n", "", 0)


def test_files_folders_and_names_without_suffix(workshop):
    workshop.leak("one", folder="a")
    workshop.leak("two", folder="a b/ü")
    workshop.leak("three")
    workshop.leak("other")
    (workshop.folder / "helper.c").write_text("double nrn_test_helper(void) { return 4; }\n")
    done = workshop.nrnivmodl("a", "a b/ü/two", "three.mod", "helper.c", "./a/one.mod")
    assert done.status == 0, done.err
    assert made_files(workshop) == ["helper.o", "libnrnmech.so", "one.o", "special", "three.o", "two.o"]
    done = workshop.python("from neuron import h, hoc; print(hoc._mod_files().split())")
    assert done.out == "['one.mod', 'two.mod', 'three.mod']\n"


def test_names_that_are_no_identifiers(workshop):
    names = ["my-channel", "9 lives", "ünder \"q\" 'x'", "a.b", "a_b", "a-b"]
    for number, name in enumerate(names):
        workshop.leak("odd%d" % number, file=name)
    done = workshop.nrnivmodl()
    assert done.status == 0, done.err
    done = workshop.python("from neuron import h; s = h.Section()\nfor i in range(6): s.insert('odd%d' % i)")
    assert (done.status, done.err) == (0, "")


def test_options_for_compiler_linker_and_nmodl(workshop):
    workshop.leak("plain")
    (workshop.folder / "include").mkdir()
    (workshop.folder / "include" / "value.h").write_text("#define VALUE 5\n")
    (workshop.folder / "extra.c").write_text('#include "value.h"\nint nrn_test = VALUE + MORE;\n')
    words = [
        "-coreneuron",
        "-incflags",
        "-I../include -DMORE=2",
        "-loadflags",
        "-Wl,-z,now -lm",
        "--portable",
    ]
    done = workshop.nrnivmodl(*(words + ["plain", "extra.c"]))
    assert done.status == 0, done.err
    assert done.out.startswith("-coreneuron: ")
    (workshop.folder / "include" / "value.h").write_text("#define VALUE 6\n")
    done = workshop.nrnivmodl(*(words + ["plain", "extra.c"]))
    assert "extra.c" in done.out and "plain" not in done.out


def test_warnings(workshop):
    """Once, behind the line of the file; remarks when they are asked for, of files too that are up to date."""
    text = (
        "NEURON { SUFFIX doubtful GLOBAL g }\nPARAMETER { lonely = 1 }\nASSIGNED { g }\nINITIAL { g = 1 }\n"
    )
    (workshop.folder / "doubtful.mod").write_text(text)
    unused, shared = 'warning: Nothing uses "lonely"', 'warning: "g" is one variable of all instances'
    lines = workshop.nrnivmodl().out.splitlines()
    assert lines[0].endswith(" doubtful.mod") and unused in lines[1]
    assert len([line for line in lines if "warning" in line]) == 1
    assert "warning" not in workshop.nrnivmodl().out
    out = workshop.nrnivmodl("--warnings").out
    assert out.count(unused) == 1 and out.count(shared) == 1
    (workshop.folder / "doubtful.mod").write_text(text + "\n")
    assert "warning" not in workshop.nrnivmodl("--no-warnings").out
    late = workshop.nrnivmodl("doubtful", "--warnings")
    assert late.status == 1 and "options come first" in late.err


def test_another_nmodl_and_its_options(workshop):
    workshop.leak("plain")
    program = workshop.folder / "translate"
    program.write_text("#!%s\nimport os, sys\nassert '--verbose' in sys.argv or '--catalogue' in sys.argv\n"
                       "words = [w for w in sys.argv[1:] if w != '--verbose']\nos.execv(%r, ['nmodl'] + words)\n"
                       % (sys.executable, toolchain.installed("bin", "nmodl")))  # fmt: skip
    program.chmod(0o755)
    done = workshop.nrnivmodl("-nmodl", "./translate", "-nmodlflags", "--verbose")
    assert done.status == 0, done.err


@pytest.mark.parametrize(
    "words, message",
    [
        (["-incflags"], "needs a value"),
        (["-unknown"], "-unknown is not an option"),
        (["one", "-incflags", "-I."], "options come first"),
        (["-incflags", "'a", "one"], "cannot be divided"),
        (["-nmodl", "nosuch", "one"], "-nmodl names nosuch"),
        (["nosuch", "one", "nowhere"], '"nosuch", "nowhere": no folder and no .mod file'),
        (["empty"], "no .mod files in empty"),
    ],
)
def test_wrong_command_lines(workshop, words, message):
    workshop.leak("one")
    (workshop.folder / "empty").mkdir()
    done = workshop.nrnivmodl(*words)
    assert done.status == 1 and message in done.err and "Traceback" not in done.err
    assert not workshop.out().exists()


# ---- what is made again ----


def test_only_what_changed(workshop):
    for number in range(3):
        workshop.leak("part%d" % number, "0.01")
    assert workshop.nrnivmodl(env={"NRN_BUILD_CACHE": "off"}).status == 0
    first = {name: stamp(workshop.out() / name) for name in ("part0.o", "part1.o", "libnrnmech.so")}
    workshop.leak("part1", "0.02")
    done = workshop.nrnivmodl(env={"NRN_BUILD_CACHE": "off"})
    changed = {name for name, old in first.items() if stamp(workshop.out() / name) != old}
    assert changed == {"part1.o", "libnrnmech.so"} and "part1.mod" in done.out and "part0" not in done.out
    (workshop.folder / "part2.mod").unlink()
    assert workshop.nrnivmodl().status == 0
    assert made_files(workshop) == ["libnrnmech.so", "part0.o", "part1.o", "special"]


def test_included_files_count(workshop):
    path = workshop.leak("whole")
    text = path.read_text().replace("BREAKPOINT", 'INCLUDE "rest.inc"\nBREAKPOINT')
    path.write_text(text)
    rest = workshop.folder / "shared" / "rest.inc"
    rest.parent.mkdir()
    rest.write_text("INITIAL { g = 0.5 }\n")
    env = {"MODL_INCLUDE": str(rest.parent)}
    assert workshop.nrnivmodl(env=env).status == 0
    before = stamp(workshop.out() / "whole.o")
    rest.write_text("INITIAL { g = 0.25 }\n")
    assert workshop.nrnivmodl(env=env).status == 0
    assert stamp(workshop.out() / "whole.o") != before


def test_what_others_wrote_into_the_folder_is_made_again(workshop):
    workshop.leak("mine")
    assert workshop.nrnivmodl().status == 0
    for name in ("mine.o", "libnrnmech.so", "special", ".nrnivmodl.json"):
        (workshop.out() / name).write_text("not what it was\n")
    assert workshop.nrnivmodl().status == 0
    assert workshop.python("from neuron import h; h.Section().insert('mine')").status == 0
    assert workshop.run([workshop.out() / "special", NRN, "-c", "print 3"]).out == "3 \n"


def test_folders_share_objects(workshop):
    for folder in ("a", "b"):
        workshop.leak("common", "0.07", folder=folder)
    assert "Compiled common.mod" in workshop.nrnivmodl(folder="a").out
    assert "Known common.mod" in workshop.nrnivmodl(folder="b").out
    assert workshop.python("from neuron import h; h.Section().insert('common')", folder="b").status == 0


def test_without_a_cache(workshop):
    workshop.leak("alone", "0.08")
    off = {"NRN_BUILD_CACHE": "off"}
    for _ in range(2):
        assert "Compiled alone.mod" in workshop.nrnivmodl(env=off).out
        shutil.rmtree(str(workshop.out()))
    (workshop.folder / "file").write_text("")
    for name in ("file", "file/below"):
        done = workshop.nrnivmodl(env={"NRN_BUILD_CACHE": str(workshop.folder / name)})
        assert done.status == 0, done.err


# ---- what can go wrong ----


def test_diagnostics_of_all_files_at_once(workshop):
    workshop.leak("good")
    (workshop.folder / "bad.mod").write_text("NEURON { SUFFIX bad }\nBREAKPOINT { x = }\n")
    (workshop.folder / "worse.mod").write_text("NEURON { SUFFIX worse\n")
    done = workshop.nrnivmodl()
    assert done.status == 1 and "Traceback" not in done.err
    assert "bad.mod:2:" in done.err and "worse.mod:2:" in done.err and "2 of 3 files" in done.err
    assert not workshop.library().exists() and "earlier build" not in done.err


def test_a_failed_build_leaves_the_last_library(workshop):
    workshop.leak("kept", "0.001")
    assert workshop.nrnivmodl().status == 0
    before = stamp(workshop.library())
    (workshop.folder / "kept.mod").write_text("NEURON {\n")
    done = workshop.nrnivmodl()
    assert done.status == 1 and "earlier build" in done.err and stamp(workshop.library()) == before


def test_what_the_compiler_refuses(workshop):
    workshop.leak("refused")
    done = workshop.nrnivmodl("-incflags", "-include nosuch.h")
    assert done.status == 1 and "refused.mod: the compiler refused" in done.err and "nosuch.h" in done.err
    assert (workshop.out() / "refused.cpp").exists()
    assert workshop.nrnivmodl().status == 0
    assert not (workshop.out() / "refused.cpp").exists()
    done = workshop.nrnivmodl("-loadflags", "-lnosuchlibrary")
    assert done.status == 1 and "could not be linked" in done.err and "nosuchlibrary" in done.err


BROKEN = """\
NEURON { POINT_PROCESS broken }
FUNCTION f(x) {
VERBATIM
    double twice = 2 * _lx;
    _lf = twicee;
ENDVERBATIM
    f = f + 1
}
"""


def test_the_compiler_speaks_of_lines_of_the_mod_file(workshop):
    (workshop.folder / "broken.mod").write_text(BROKEN)
    done = workshop.nrnivmodl()
    assert done.status == 1
    assert "broken.mod:5:" in done.err and "twicee" in done.err and "broken.cpp:" not in done.err


@pytest.mark.parametrize(
    "files, message",
    [
        ([("same", "a", "x"), ("same", "b", "y")], "a/x.mod and b/y.mod both define same"),
        ([("one", "a", "x"), ("two", "b", "x")], "a/x.mod and b/x.mod have the same name"),
        ([("hh", "a", "x")], "a/x.mod defines hh, which is the name of a mechanism that the simulator has"),
    ],
)
def test_names_twice(workshop, files, message):
    for name, folder, file in files:
        workshop.leak(name, folder=folder, file=file)
    done = workshop.nrnivmodl(*sorted({folder for _, folder, _ in files}))
    assert done.status == 1 and message in done.err


def test_files_that_cannot_be_read(workshop):
    workshop.leak("good")
    (workshop.folder / "gone.mod").symlink_to("nosuch.mod")
    (workshop.folder / "folder.mod").mkdir()
    done = workshop.nrnivmodl()
    assert (
        done.status == 1 and "gone.mod cannot be read" in done.err and "folder.mod cannot be read" in done.err
    )


def test_a_file_that_vanishes(workshop):
    path = workshop.leak("fleeting", "0.09")
    program = workshop.folder / "translate"
    program.write_text(
        "#!%s\nimport os, subprocess, sys\nsubprocess.check_call([%r] + sys.argv[1:])\nos.unlink(%r)\n"
        % (sys.executable, toolchain.installed("bin", "nmodl"), str(path))
    )
    program.chmod(0o755)
    done = workshop.nrnivmodl("-nmodl", "./translate")
    assert done.status == 1 and "fleeting.mod was changed or removed while it was compiled" in done.err
    assert made_files(workshop) == []


def test_no_compiler(workshop, has_ziglang):
    workshop.leak("lonely")
    done = workshop.nrnivmodl(env={"CXX": "nosuch -O"})
    assert done.status == 1 and done.err.startswith("nrnivmodl: CXX is nosuch -O, which does not run")
    if not has_ziglang:
        done = workshop.nrnivmodl(env={"PATH": str(workshop.folder)})
        assert done.status == 1 and "pip install 'neuron[compiler]'" in done.err and done.err.count("\n") == 1


def test_the_compiler_of_ziglang(workshop, ziglang):
    workshop.leak("zig")
    done = workshop.nrnivmodl(env={"CXX": ziglang})
    assert done.status == 0, done.err
    assert workshop.python("from neuron import h; h.Section().insert('zig')").status == 0


def test_a_place_that_cannot_be_written(workshop):
    workshop.leak("homeless")
    workshop.out().write_text("a file of that name\n")
    done = workshop.nrnivmodl()
    assert done.status == 1 and "nrnivmodl needs to write into" in done.err and "Traceback" not in done.err


@pytest.mark.parametrize("room", [0, 2000, 12000])
def test_no_room_on_the_disk(workshop, room):
    """Files may not grow beyond `room` bytes: nmodl, the compiler or the linker fails."""
    workshop.leak("large", "0.001")
    assert workshop.nrnivmodl().status == 0
    before = stamp(workshop.library())
    workshop.leak("large", "0.0015")
    off = {"NRN_BUILD_CACHE": "off"}
    done = workshop.nrnivmodl(
        env=off, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    )
    assert done.status == 1 and done.err.startswith("nrnivmodl: ") and "Traceback" not in done.err
    assert stamp(workshop.library()) == before
    assert [path for path in workshop.out().iterdir() if path.name.startswith(".building")] == []
    assert workshop.nrnivmodl(env=off).status == 0


def test_two_at_once(workshop):
    workshop.leak("shared")
    workshop.out().mkdir()
    command = [sys.executable, "-m", "neuron.tools.nrnivmodl"]
    with open(str(workshop.out() / ".lock"), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        running = subprocess.Popen(
            [command[0], "-u"] + command[1:], cwd=str(workshop.folder), env=workshop.env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)  # fmt: skip
        line = running.stdout.readline()
        assert "waiting until it has ended" in line and not workshop.library().exists()
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0 and "Successfully" in out and err == ""


def test_what_a_killed_build_left(workshop):
    workshop.leak("after")
    rubbish = workshop.out() / ".building-xyz"
    rubbish.mkdir(parents=True)
    (rubbish / "half.o").write_text("")
    assert workshop.nrnivmodl().status == 0 and not rubbish.exists()
