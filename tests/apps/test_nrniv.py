"""The program nrniv: its command line, files and commands, the prompt, and Python."""

import ctypes
import errno
import os
import pty
import select
import signal
import subprocess
import sys
import time

import pytest

from neuron.tools import nrniv as launcher

PATIENCE = 20  # seconds that a program may take to answer


@pytest.fixture
def files(tmp_path):
    """A folder with small programs."""
    texts = {
        "a.hoc": 'print "file a"\n',
        "b.hoc": "b = 5\nprint b\n",
        "bad.hoc": 'print "before"\nbad syntax here\nprint "after"\n',
        "error.hoc": "print 1\nx = 1/0\nprint 2\n",
        "ends.hoc": "print 3\nquit(3)\nprint 4\n",
        "p.py": "import sys\nprint('py', __name__, __file__, sys.argv[-1])\n",
        "error.py": "def f():\n    return 1 / 0\n\n\nf()\n",
        "syntax.py": "1 +\n",
        "ends.py": "raise SystemExit(4)\n",
        "sets.py": "h.t = 4.5\nname = 'kept'\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


class Done:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr


@pytest.fixture
def nrniv(files):
    """Runs nrniv in that folder: nrniv("a.hoc", input="...")."""

    def run(*words, **more):
        environment = dict(os.environ, NRN_PYTHONEXE=sys.executable)
        environment.update(more.get("env", {}))
        command = [more.get("program") or launcher.program()]
        command += [] if more.get("banner") else ["-nobanner"]
        return Done(
            subprocess.run(
                command + list(words),
                input=more.get("input", ""),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                universal_newlines=True,
                cwd=str(files),
                env={key: value for key, value in environment.items() if value is not None},
                timeout=PATIENCE,
            )
        )

    return run


# ---- options ----


@pytest.mark.parametrize("option", ["-h", "-help"])
def test_help(nrniv, option):
    done = nrniv(option, "a.hoc")
    assert done.status == 0 and "-nobanner" in done.out and "file a" not in done.out


def test_version(nrniv):
    import neuron

    done = nrniv("--version")
    assert done.status == 0 and done.out == "NEURON -- VERSION %s\n" % neuron.__version__


def test_banner_goes_to_standard_error(nrniv):
    done = nrniv("a.hoc", banner=True)
    assert done.out == "file a\n" and done.err.startswith("NEURON -- VERSION ")
    assert nrniv("a.hoc").err == ""


@pytest.mark.parametrize(
    "words",
    [
        ["-nogui"],
        ["-NSTACK", "10000", "-NFRAME", "200"],
        ["-geometry", "10x10", "-fn", "fixed", "-iconic"],
        ["-realtime", "-music", "-mswin_scale", "1.5", "-bbs_nhost", "2"],
        ["-nopython"],
        ["-notatty"],
    ],
)
def test_options_before_and_after_files(nrniv, words):
    assert nrniv(*(words + ["a.hoc"])).out == "file a\n"
    done = nrniv(*(["a.hoc"] + words))
    assert (done.out, done.err, done.status) == ("file a\n", "", 0)


@pytest.mark.parametrize(
    "words, message",
    [
        (["-c"], "-c needs a statement"),
        (["-NFRAME", "a.hoc"], "-NFRAME needs a number"),
        (["-NSTACK", "-5"], "-NSTACK needs a number"),
        (["-dll"], "-dll needs a file"),
        (["-pyexe"], "-pyexe needs the path"),
        (["-nopython", "p.py"], "-nopython forbids"),
    ],
)
def test_wrong_command_lines(nrniv, words, message):
    done = nrniv(*words)
    assert done.status == 1 and message in done.err and done.out == ""


# ---- files, commands, standard input ----


def test_items_run_in_order(nrniv):
    done = nrniv("a.hoc", "-c", "print 7", "b.hoc", "-c", "print b+1")
    assert (done.out, done.err, done.status) == ("file a\n7 \n5 \n6 \n", "", 0)


def test_standard_input_is_read_without_files(nrniv):
    assert nrniv(input="print 1\nprint 2").out == "1 \n2 \n"


def test_standard_input_is_read_where_the_dash_stands(nrniv):
    done = nrniv("a.hoc", "-", "b.hoc", input="print 1\n")
    assert done.out == "file a\n1 \n5 \n"


def test_standard_input_is_not_read_after_files(nrniv):
    assert nrniv("a.hoc", input="print 1\n").out == "file a\n"


def test_values_of_expressions_are_shown(nrniv):
    assert nrniv("-", input='1+1\n"abc"\nx=3\nx\n').out == "\t2 \nabc\n\t3 \n"


def test_statements_over_several_lines(nrniv):
    text = 'proc f() {\n  print "{", 1 /* } \n */\n}\nf()\nx = 1 + \\\n  2\nprint x\n'
    done = nrniv("-", input=text)
    assert (done.out, done.err, done.status) == ("{1 \n3 \n", "", 0)


def test_a_long_block_takes_linear_time(nrniv):
    text = "proc f() {\n" + "x = x + 1\n" * 30000 + "}\nx = 0\nf()\nprint x\n"
    assert nrniv("-", input=text).out == "30000 \n"


def test_open_blocks_at_the_end_are_errors(nrniv):
    done = nrniv("-", input="proc f() {\nprint 1\n")
    assert done.status == 0 and done.err != "" and done.out == ""


def test_errors_of_standard_input_do_not_end_the_run(nrniv):
    done = nrniv("-", input="print 1\nbad((\nprint 2\nx=1/0\nprint 3\n")
    assert done.out == "1 \n2 \n3 \n" and done.status == 0
    assert "division by zero" in done.err and done.err.count("nrniv: ") == 2


@pytest.mark.parametrize(
    "words, out, message",
    [
        (["bad.hoc", "a.hoc"], "before\n", "bad.hoc"),
        (["error.hoc", "a.hoc"], "1 \n", "division by zero"),
        (["-c", "bad(", "a.hoc"], "", "syntax error"),
        (["-c", "x = 1/0", "a.hoc"], "", "division by zero"),
    ],
)
def test_errors_end_the_run(nrniv, words, out, message):
    done = nrniv(*words)
    assert done.out == out and message in done.err and done.status == 1


@pytest.mark.parametrize("name", ["nosuch.hoc", "--help", "-zzz"])
def test_missing_files_are_reported(nrniv, name):
    done = nrniv(name, "a.hoc")
    assert done.out == "file a\n" and "can't open " + name in done.err and done.status == 1


def test_a_folder_is_no_program(nrniv, files):
    (files / "folder").mkdir()
    assert nrniv("folder").status == 1


def test_quit_gives_the_status(nrniv):
    done = nrniv("ends.hoc", "a.hoc")
    assert done.out == "3 \n" and done.status == 3
    assert nrniv("-", input="quit()\nprint 1\n").out == ""


def test_no_python_is_needed(nrniv):
    done = nrniv("a.hoc", env={"NRN_PYTHONEXE": None, "PATH": "/nonexistent", "VIRTUAL_ENV": None})
    assert done.out == "file a\n" and done.status == 0


# ---- Python ----


def test_python_file(nrniv):
    done = nrniv("p.py")
    assert (done.out, done.err, done.status) == ("py __main__ p.py p.py\n", "", 0)


def test_python_and_hoc_in_order(nrniv):
    done = nrniv("-python", "sets.py", "-c", "print(h.t, name)", "b.hoc", "-c", "print(h.b)", "p.py")
    assert done.out == "4.5 kept\n5 \n5.0\npy __main__ p.py p.py\n" and done.status == 0


def test_words_behind_a_program_are_its_arguments(nrniv):
    done = nrniv("-python", "p.py", "first", "last")
    assert done.out == "py __main__ p.py last\n" and done.status == 0


def test_python_from_standard_input(nrniv):
    assert nrniv("-python", "-", input="x = 5\nprint(x)\n").out == "5\n"
    assert nrniv("-python", input="print(h.t)\n").out == "0.0\n"


def test_arguments_are_those_of_the_command_line(nrniv):
    done = nrniv("-python", "-c", "import sys; print(sys.argv[1:], repr(sys.path[0]))")
    assert done.out.endswith("print(sys.argv[1:], repr(sys.path[0]))'] ''\n")


@pytest.mark.parametrize("word", ["error.py", "syntax.py", "nosuch.py"])
def test_errors_of_python(nrniv, word):
    done = nrniv(word, "a.hoc")
    assert done.status == 1 and "nrniv.py" not in done.err
    assert {"error.py": "ZeroDivisionError", "syntax.py": "SyntaxError", "nosuch.py": "can't open"}[
        word
    ] in done.err


def test_hoc_errors_under_python(nrniv):
    done = nrniv("-python", "error.hoc", "p.py")
    assert done.out == "1 \n" and done.status == 1
    assert "division by zero" in done.err and "Traceback" not in done.err


def test_system_exit(nrniv):
    assert nrniv("ends.py", "a.hoc").status == 4
    assert nrniv("-python", "-c", "quit(5)").status == 5


def fake_python(folder, name):
    folder.mkdir(parents=True)
    path = folder / name
    path.write_text("#!/bin/sh\necho %s\n" % path)
    path.chmod(0o755)
    return path


def test_which_python(nrniv, files):
    """-pyexe, then NRN_PYTHONEXE, the active environment, PATH."""
    fakes = [fake_python(files / name / "bin", "python") for name in ("option", "variable", "venv", "conda")]
    on_path = fake_python(files / "path", "python3")
    env = {
        "NRN_PYTHONEXE": str(fakes[1]),
        "VIRTUAL_ENV": str(fakes[2].parent.parent),
        "CONDA_PREFIX": str(fakes[3].parent.parent),
        "PATH": "%s:%s" % (on_path.parent, os.environ["PATH"]),
    }
    found = [nrniv("-pyexe", str(fakes[0]), "p.py", env=env).out]
    for name in ("NRN_PYTHONEXE", "VIRTUAL_ENV", "CONDA_PREFIX", None):
        found.append(nrniv("p.py", env=env).out)
        env[name or "PATH"] = None
    assert found == ["%s\n" % path for path in fakes + [on_path]]


def test_a_named_python_must_be_there(nrniv):
    done = nrniv("-pyexe", "/nonexistent/python", "p.py")
    assert done.status == 1 and "-pyexe names /nonexistent/python" in done.err
    done = nrniv("p.py", env={"NRN_PYTHONEXE": "/nonexistent/python"})
    assert done.status == 1 and "NRN_PYTHONEXE names" in done.err


# ---- launchers ----


def launch(name, files, *words):
    code = "import sys\nfrom neuron.tools import nrniv\nsys.argv[0] = %r\nnrniv.%s()" % (name, name)
    return Done(
        subprocess.run(
            [sys.executable, "-c", code] + list(words),
            input='print "input"\n',
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            cwd=str(files),
            timeout=PATIENCE,
        )
    )


def test_launcher(files):
    done = launch("nrniv", files, "-nobanner", "-python", "a.hoc", "-c", "import sys; print(sys.executable)")
    assert done.out == "file a\n%s\n" % sys.executable and done.status == 0


def test_nrngui(files):
    """nrngui.hoc first, standard input last."""
    done = launch("nrngui", files, "-nobanner", "-c", "print tstop", "a.hoc")
    assert (done.out, done.status) == ("5 \nfile a\ninput\n", 0)


# ---- the prompt ----


class Terminal:
    """nrniv on a terminal of its own."""

    def __init__(self, folder, words, **env):
        self.out = ""
        self.child, self.master = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.environ.update(env)
            program = launcher.program()
            os.execv(program, [program, "-nobanner"] + words)

    def expect(self, text):
        """Waits until text has been printed since the last call; returns what came before it."""
        until = time.time() + PATIENCE
        while text not in self.out:
            ready, _, _ = select.select([self.master], [], [], max(0, until - time.time()))
            assert ready, "no %r within %d s; there was %r" % (text, PATIENCE, self.out)
            try:
                data = os.read(self.master, 4096)
            except OSError as error:
                assert error.errno == errno.EIO
                data = b""
            assert data, "it ended without %r; there was %r" % (text, self.out)
            self.out += data.decode("utf-8", "replace").replace("\r", "")
        before, self.out = self.out.split(text, 1)
        return before

    def type(self, line):
        os.write(self.master, line.encode())

    def end(self):
        """The exit status, after what is still to be read."""
        until = time.time() + PATIENCE
        while time.time() < until:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                try:
                    if not os.read(self.master, 4096):
                        break
                except OSError:
                    break
        else:
            os.kill(self.child, signal.SIGKILL)
        status = os.waitpid(self.child, 0)[1]
        return os.WEXITSTATUS(status) if os.WIFEXITED(status) else "it went on"

    def close(self):
        try:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        except (OSError, ChildProcessError):
            self.out = ""
        os.close(self.master)


def can_edit():
    for name in ("libreadline.so.8", "libreadline.so.7", "libedit.so.2", "libedit.3.dylib"):
        try:
            return bool(ctypes.CDLL(name))
        except OSError:
            continue
    return False


@pytest.fixture(params=["xterm", "dumb"])
def terminal(request, files):
    """nrniv at its prompt, with line editing ("xterm", where a library for it is found) and without."""
    started = []

    def start(*words):
        started.append(Terminal(str(files), list(words), TERM=request.param, NRN_PYTHONEXE=sys.executable))
        return started[-1]

    start.editing = request.param != "dumb" and can_edit()

    yield start
    for one in started:
        one.close()


def test_prompt(terminal):
    nrniv = terminal()
    nrniv.expect("oc>")
    nrniv.type("1+1\n")
    nrniv.expect("\t2 \n")
    nrniv.expect("oc>")
    nrniv.type("bad((\n")
    nrniv.expect("syntax error")
    nrniv.expect("oc>")
    nrniv.type("print 40+2\n")
    nrniv.expect("42 \n")
    nrniv.expect("oc>")
    nrniv.type("\x04")
    assert nrniv.end() == 0


def test_prompt_after_a_file(terminal):
    nrniv = terminal("b.hoc", "-")
    nrniv.expect("oc>")
    nrniv.type("b*2\n")
    nrniv.expect("\t10 \n")
    nrniv.expect("oc>")
    nrniv.type("quit(6)\n")
    assert nrniv.end() == 6


def test_prompt_asks_for_the_rest_of_a_statement(terminal):
    nrniv = terminal()
    nrniv.expect("oc>")
    for line in ("proc f() {\n", 'print "in f"\n', "/* }\n", "*/\n"):
        nrniv.type(line)
        nrniv.expect(line)
        nrniv.expect(">")
    nrniv.type("}\n")
    nrniv.expect("oc>")
    nrniv.type("f()\n")
    nrniv.expect("in f\n")


def test_interrupt_at_the_prompt_forgets_the_line(terminal):
    nrniv = terminal()
    nrniv.expect("oc>")
    nrniv.type("proc g() {\n")
    nrniv.expect("proc g() {\n")
    nrniv.expect(">")
    nrniv.type("partial")
    nrniv.expect("partial")
    nrniv.type("\x03")
    nrniv.expect("oc>")
    nrniv.type("print 17\n")
    nrniv.expect("17 \n")


def test_interrupt_of_a_running_program(terminal):
    nrniv = terminal()
    nrniv.expect("oc>")
    nrniv.type("x = 5\n")
    nrniv.expect("oc>")
    nrniv.type('proc f() { print "running" while (1) { x = x } }\n')
    nrniv.expect("oc>")
    nrniv.type("f()\n")
    nrniv.expect("running\n")
    nrniv.type("\x03")
    nrniv.expect("nterrupt")
    nrniv.expect("oc>")
    nrniv.type("print x+1\n")
    nrniv.expect("6 \n")


def test_earlier_lines_come_back(terminal):
    if not terminal.editing:
        pytest.skip("needs a terminal, and libreadline or libedit")
    nrniv = terminal()
    nrniv.expect("oc>")
    nrniv.type("print 11*3\n")
    nrniv.expect("33 \n")
    nrniv.expect("oc>")
    nrniv.type("\x1b[A")
    nrniv.expect("print 11*3")
    nrniv.type("+1\n")
    nrniv.expect("34 \n")


def test_python_prompt(terminal):
    nrniv = terminal("-python", "sets.py", "-")
    nrniv.expect(">>>")
    nrniv.type("h.t + 1\n")
    nrniv.expect("5.5")
    nrniv.expect(">>>")
    nrniv.type("name\n")
    nrniv.expect("'kept'")
    nrniv.expect(">>>")
    nrniv.type("\x04")
    assert nrniv.end() == 0


def test_prompt_can_be_forced(nrniv):
    assert nrniv("-isatty", "-", input="print 1\n").out.startswith("oc>1 \noc>")
    assert nrniv("-notatty", "-", input="print 1\n").out == "1 \n"
