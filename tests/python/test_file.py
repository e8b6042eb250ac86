"""h.File, the Vector's files, ropen and wopen, hoc_stdout and system."""

import os
import struct

import pytest

from neuron import h


@pytest.fixture(autouse=True)
def folder(tmp_path):
    before = os.getcwd()
    os.chdir(str(tmp_path))
    yield tmp_path
    os.chdir(before)
    h.ropen()
    h.wopen()
    h.hoc_stdout()


def put(content, path="a"):
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))


def got(path="a"):
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


def opened(content):
    put(content)
    file = h.File("a")
    assert file.ropen() == 1
    return file


def test_writes_and_reads_again():
    f, s = h.File(), h.ref("")
    assert f.wopen("a") == 1 and f.getname() == "a" and f.isopen() == 1
    f.printf("%d %s\nzwei\n", 3, "übung")
    assert f.close() == 0 and f.isopen() == 0 and got() == "3 übung\nzwei\n"
    f.ropen()
    assert f.scanvar() == 3
    assert f.scanstr(s) == 6 and s[0] == "übung"
    assert f.gets(s) == 1 and f.gets(s) == 5 and s[0] == "zwei\n"
    assert f.eof() == 1 and f.gets(s) == -1 and s[0] == "zwei\n"


def test_is_closed_when_the_object_goes():
    f = h.File("a")
    f.wopen()
    f.printf("abc")
    del f
    assert got() == "abc"


def test_opens_what_can_be_opened():
    f = h.File("nosuch/x")
    assert (f.ropen(), f.wopen(), f.aopen(), f.isopen(), f.unlink()) == (0, 0, 0, 0, 0)
    f = h.File("/")
    assert f.ropen() == 1 and f.eof() == 1 and f.gets(h.ref("")) == -1 and f.wopen() == 0
    if os.path.exists("/dev/full"):
        f = h.File("/dev/full")
        assert f.wopen() == 1
        with pytest.raises(OSError):
            f.printf("abc")
            f.flush()
        with pytest.raises(OSError):
            f.close()
        assert f.isopen() == 0


def test_temporary_files(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    f = h.File()
    assert f.mktemp() == 1 and os.path.dirname(f.getname()) in (str(tmp_path), "/tmp")
    assert f.wopen() == 1 and f.unlink() == 1
    monkeypatch.setenv("TMPDIR", "/nosuch")
    assert f.mktemp() in (0, 1)


def test_reading_and_writing_take_turns():
    put("12 34\n")
    f = h.File("a")
    f.aopen()
    f.printf("56")
    assert f.gets(h.ref("")) == -1 and f.isopen() == 1
    f.close()
    assert got() == "12 34\n56"


def test_bytes_of_every_kind():
    s = h.ref("")
    f = opened(b"a\0b\n\xff\xfe\nc")
    assert f.gets(s) == 4 and s[0] == "a\0b\n"
    assert f.gets(s) == 3
    assert f.gets(s) == 2 and s[0] == "c\n"


def test_binary_numbers():
    f, v, one = h.File("a"), h.Vector([1, 2, 5]), h.ref(0)
    f.wopen()
    assert f.vwrite(h.ref(7)) == 1 and f.vwrite(3, v._ref_x[0]) == 3 and f.vwrite(0, v._ref_x[0]) == 0
    f.close()
    assert os.path.getsize("a") == 32
    f.ropen()
    to = h.Vector(4)
    assert f.vread(one) == 1 and one[0] == 7
    assert f.vread(2, to._ref_x[1]) == 2 and list(to) == [0, 1, 2, 0]
    with pytest.raises(IndexError):
        f.vread(4, to._ref_x[1])
    with pytest.raises(IndexError):
        f.vwrite(2, h.ref(1))
    assert f.vread(3, to._ref_x[0]) == 1 and list(to) == [5, 1, 2, 0]
    h("double file_a[3]")
    f.seek(8)
    assert f.vread(3, h._ref_file_a[0]) == 3 and list(h.file_a) == [1, 2, 5]


def calls_of_closed():
    return [
        lambda f: f.printf("a"),
        lambda f: f.gets(h.ref("")),
        lambda f: f.scanvar(),
        lambda f: f.scanstr(h.ref("")),
        lambda f: f.eof(),
        lambda f: f.tell(),
        lambda f: f.seek(0),
        lambda f: f.vwrite(h.ref(1)),
        lambda f: f.vread(h.ref(1)),
        lambda f: h.Vector(1).printf(f),
        lambda f: h.Vector(1).scanf(f),
        lambda f: h.Vector(1).scantil(f, 1),
        lambda f: h.Vector(1).vwrite(f),
        lambda f: h.Vector(1).vread(f),
        lambda f: h.Vector(1).fwrite(f),
        lambda f: h.Vector(1).fread(f),
    ]


@pytest.mark.parametrize("call", calls_of_closed())
def test_closed(call):
    with pytest.raises(OSError, match="not open"):
        call(h.File("a"))


def calls_of_bad_arguments_move_nothing():
    return [
        lambda f: h.File(3),
        lambda f: h.File(None),
        lambda f: h.File([]),
        lambda f: h.File("a", "b"),
        lambda f: f.ropen(3),
        lambda f: f.wopen(None),
        lambda f: f.aopen("a", "b"),
        lambda f: f.close(1),
        lambda f: f.isopen(1),
        lambda f: f.flush(1),
        lambda f: f.eof(1),
        lambda f: f.printf(),
        lambda f: f.printf(3),
        lambda f: f.printf("%g"),
        lambda f: f.printf("%g", "a"),
        lambda f: f.printf("%s", 1),
        lambda f: f.gets(),
        lambda f: f.gets("a"),
        lambda f: f.gets(h.ref(3)),
        lambda f: f.gets(h.ref(None)),
        lambda f: f.scanvar(1),
        lambda f: f.scanstr("a"),
        lambda f: f.scanstr(h.ref(3)),
        lambda f: f.seek("a"),
        lambda f: f.seek(0, 3),
        lambda f: f.seek(0, -1),
        lambda f: f.seek(float("nan")),
        lambda f: f.tell(1),
        lambda f: f.getname("a"),
        lambda f: f.getname(h.ref(3)),
        lambda f: f.dir(1),
        lambda f: f.unlink(1),
        lambda f: f.mktemp(1),
        lambda f: f.vread(),
        lambda f: f.vread(3),
        lambda f: f.vread(h.ref("a")),
        lambda f: f.vread(-1, h.ref(1)),
        lambda f: f.vread(1e9, h.ref(1)),
        lambda f: f.vwrite("a", h.ref(1)),
        lambda f: f.vwrite(float("nan"), h.ref(1)),
        lambda f: h.Vector(1).scanf(f, -1),
        lambda f: h.Vector(1).scanf(f, 3, 2),
        lambda f: h.Vector(1).scanf(f, 0, 2),
        lambda f: h.Vector(1).scanf(f, 1, 0),
        lambda f: h.Vector(1).scanf(3),
        lambda f: h.Vector(1).scanf(h.Vector()),
        lambda f: h.Vector(1).scantil(f),
        lambda f: h.Vector(1).fread(f, -1),
        lambda f: h.Vector(1).fread(f, 1, 0),
        lambda f: h.Vector(1).fread(f, 1, 6),
        lambda f: h.Vector(1).fwrite(f, 1, 0),
        lambda f: h.Vector(1).fwrite(f, 0, 1),
        lambda f: h.Vector(1).vwrite(f, 0),
        lambda f: h.Vector(1).vwrite(f, 6),
        lambda f: h.Vector(1).printf(f, "%s"),
        lambda f: h.Vector(1).printf(f, 0, 1),
    ]


@pytest.mark.parametrize("call", calls_of_bad_arguments_move_nothing())
def test_bad_arguments_move_nothing(call):
    f = opened("1 2\n")
    with pytest.raises((TypeError, ValueError, IndexError)):
        call(f)
    assert f.tell() == 0 and f.scanvar() == 1
    assert got() == "1 2\n"


# ---- Vectors ----


def test_vector_tables():
    f = opened("# x y\n1 2 3\n4 5 6\n-1 0 0\n7\n")
    v = h.Vector()
    assert v.scantil(f, -1, 2, 3) == 2 and list(v) == [2, 5]
    before = list(v)
    with pytest.raises(OSError):
        v.scantil(f, 99)
    assert list(v) == before


@pytest.mark.parametrize("format", [3, 4, 5])
def test_vector_binary(format):
    v, f = h.Vector([1, -2, 100]), h.File("a")
    f.wopen()
    assert v.vwrite(f, format) == 1 and h.Vector().vwrite(f, format) == 1
    f.close()
    f.ropen()
    back = h.Vector(9)
    assert back.vread(f) == 1 and list(back) == [1, -2, 100]
    assert back.vread(f) == 1 and list(back) == []


@pytest.mark.parametrize("format,bytes", [(1, 1), (2, 2)])
def test_vector_small_formats(format, bytes):
    v, f = h.Vector(range(-20, 21)), h.File("a")
    f.wopen()
    v.vwrite(f, format)
    f.close()
    assert os.path.getsize("a") == 24 + 41 * bytes
    f.ropen()
    back = h.Vector()
    assert back.vread(f) == 1 and max(abs(a - b) for a, b in zip(v, back)) <= 40 / (256.0**bytes - 1) * 1.001


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"abc",
        struct.pack("=ii", 10**9, 4) + b"abc",
        struct.pack("=ii", -1, 4),
        struct.pack("=ii", 3, 9) + b"x" * 100,
        struct.pack("=ii", 3, 1) + b"x" * 5,
        struct.pack("=iid", 3, 4, 1.0),
    ],
)
def test_vector_files_that_are_none(content):
    v = h.Vector([1, 2])
    assert v.vread(opened(content)) == 0 and list(v) == [1, 2]


# ---- the top level ----


def test_top_level_files():
    put("eins zwei\n12 abc 13\nlast")
    s = h.ref("")
    assert h.ropen("a") == 1
    assert h.getstr(s, 1) == 4 and s[0] == "eins"
    assert h.getstr(s) == 6 and s[0] == " zwei\n"
    assert (h.fscan(), h.fscan()) == (12, 13)
    assert h.getstr(s) == 5 and s[0] == "last\n"
    with pytest.raises(OSError):
        h.getstr(s)
    with pytest.raises(OSError):
        h.fscan()
    assert s[0] == "last\n"
    assert h.wopen("b") == 1 and h.fprint("%g\n", 2.5) == 4 and h.wopen() == 1 and got("b") == "2.5\n"
    assert h.ropen("nosuch") == 0 and h.wopen("nosuch/x") == 0


def test_fprint_without_a_file_prints(capsys):
    h.fprint("%s\n", "ä")
    assert capsys.readouterr().out == "ä\n"


def test_hoc_stdout(capsys):
    assert h.hoc_stdout("b") == 1
    with pytest.raises(RuntimeError):
        h.hoc_stdout("c")
    h.printf("abc %g\n", 3)
    h.Vector([1]).printf("%g\n")
    h("print 4")
    h.system("echo shell")
    assert h.hoc_stdout() == 1
    h.printf("back\n")
    assert got("b") == "abc 3\n1\n4 \nshell\n" and capsys.readouterr().out == "back\n"
    with pytest.raises(OSError):
        h.hoc_stdout("/nosuch/x")
    h.printf("still\n")
    assert capsys.readouterr().out == "still\n"


def test_system(capsys):
    s = h.ref("old")
    assert h.system("echo hi") == 0 and capsys.readouterr().out == "hi\n"
    assert h.system("exit 3") == 768 and h.system("kill -9 $$") == 9
    assert h.system("echo über; exit 1", s) == 256 and s[0] == "über\n"
    assert h.system("true", s) == 0 and s[0] == ""
    assert h.system("yes | head -c 300000", s) == 0 and len(s[0]) == 300000
    assert h.system("sleep 30 >/dev/null 2>&1 & echo started", s) == 0 and s[0] == "started\n"
    for call in (
        lambda: h.system(),
        lambda: h.system(3),
        lambda: h.system("true", 3),
        lambda: h.system("true", h.ref(3)),
    ):
        with pytest.raises(TypeError):
            call()
