"""File, ropen and wopen, system and hoc_stdout."""

import os
import tempfile

from _case import case, raises

from neuron import h

os.chdir(tempfile.mkdtemp())


def put(content):
    with open("a", "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def got(path="a"):
    with open(path) as file:
        return file.read()


def opened(content):
    put(content)
    file = h.File("a")
    file.ropen()
    return file


def until_end(function):
    out = []
    try:
        for _ in range(30):
            out.append(function())
    except RuntimeError:
        out.append("EOF")
    return out


def written():
    f = h.File()
    out = [f.getname(), f.isopen(), f.wopen("a"), f.isopen(), f.printf("%g %s\n", 3, "abc"), f.tell()]
    return out + [f.flush(), f.close(), f.isopen(), f.close(), got(), f.getname()]


case("write", written)
case("types", lambda: (lambda f: [type(x) for x in (f.isopen(), f.eof(), f.tell(), f.seek(0))])(opened("1")))
case(
    "append",
    lambda: (lambda f: [f.wopen(), f.printf("a\n"), f.aopen(), f.printf("b\n"), f.close(), got()])(
        h.File("a")
    ),
)
case(
    "no name",
    lambda: (lambda f: [f.ropen(), f.wopen(), f.aopen(), f.isopen(), f.unlink(), f.flush()])(h.File()),
)
case("missing folder", lambda: (lambda f: [f.wopen(), f.isopen(), f.getname()])(h.File("nosuch/x")))
case("missing file", lambda: (lambda f: [f.ropen("nosuch"), f.isopen(), f.getname()])(h.File("a")))
case("folder", lambda: (lambda f: [f.ropen(), f.isopen(), f.eof(), f.wopen(), f.aopen()])(h.File("/")))
case("folder gets", lambda: (lambda f: [f.ropen(), f.gets(h.ref("")), f.eof()])(h.File("/")))
case("full disk", lambda: (lambda f: [f.wopen(), f.printf("abc"), f.flush(), f.close()])(h.File("/dev/full")))
case("closed with the object", lambda: [h.File("c").wopen(), h.File("c").unlink()])
case("unlink", lambda: (lambda f: [f.wopen(), f.unlink(), os.path.exists("u"), f.isopen()])(h.File("u")))
case(
    "mktemp",
    lambda: (lambda f: [f.mktemp(), len(f.getname()) > 5, f.isopen(), f.unlink() in (0, 1)])(h.File()),
)
case("dir", lambda: h.File("/tmp/x").dir())
case("chooser", lambda: h.File("a").chooser("r", "title"))
case("getname", lambda: (lambda s: [h.File("abc").getname(s), s[0]])(h.ref("")))


def lines(content):
    f, s = opened(content), h.ref("old")
    return [[f.gets(s), s[0], f.tell(), f.eof()] for _ in range(4)]


for name, content in [("lines", "one\ntwo\n\nthree"), ("dos lines", "ab\r\ncd\r\n"), ("no lines", "")]:
    case("gets " + name, lambda: lines(content))
case("gets long", lambda: (lambda f, s: [f.gets(s), len(s[0])])(opened("x" * 100000 + "\n"), h.ref("")))


def words(content):
    f, s = opened(content), h.ref("old")
    return [[f.scanstr(s), s[0], f.tell()] for _ in range(3)]


case("scanstr", lambda: words("  ab  cd\n"))
case("scanstr one", lambda: words("ab"))

for number, content in enumerate(
    [
        "1 2 abc 3 xyz",
        "abc 1e3,2;-5.5 +6 0x10 .5 5. 1e 1d2 nan inf -inf 7",
        "1   2\n\n 3abc 4",
        "a1 2",
        "1,2,3",
        "-a 5",
        "- 5 +6",
        "1e+ 7",
        "e5 .e 8",
        ". 3",
        "1.2.3 4",
        "abc\n\n5\n",
        "infinity 3 nano 4",
        "1 ",
        "",
    ]
):
    case(
        "scanvar %d" % number, lambda: (lambda f: until_end(lambda: [f.scanvar(), f.tell()]))(opened(content))
    )


def seeks():
    f = opened("0123456789")
    out = [f.seek(3), f.scanvar(), f.seek(), f.tell(), f.seek(2, 1), f.tell(), f.seek(-2, 2), f.tell()]
    return out + [f.scanvar(), f.seek(-3), f.seek(300), f.tell(), f.eof()]


case("seek", seeks)


def binary():
    f, v = h.File("a"), h.Vector([1, 2, 5])
    out = [f.wopen(), f.vwrite(h.ref(3)), f.vwrite(3, v._ref_x[0]), f.close(), os.path.getsize("a")]
    to, one = h.Vector([0] * 9), h.ref(0)
    out += [f.ropen(), f.vread(one), one[0], f.vread(2, to._ref_x[1]), f.tell(), f.eof()]
    return out + [f.vread(3, to._ref_x[4]), f.eof()]


case("vwrite vread", binary)
case("read what is written", lambda: (lambda f: [f.wopen(), f.printf("x"), f.gets(h.ref(""))])(h.File("a")))
case("write what is read", lambda: (lambda f: [f.printf("y"), f.close(), got()])(opened("x")))

CLOSED = [
    ("scanvar", lambda f: f.scanvar()),
    ("gets", lambda f: f.gets(h.ref(""))),
    ("scanstr", lambda f: f.scanstr(h.ref(""))),
    ("printf", lambda f: f.printf("a")),
    ("eof", lambda f: f.eof()),
    ("tell", lambda f: f.tell()),
    ("seek", lambda f: f.seek(0)),
    ("vwrite", lambda f: f.vwrite(h.ref(1))),
    ("vread", lambda f: f.vread(h.ref(1))),
]
for name, call in CLOSED:
    raises("closed " + name, lambda: call(h.File()))
for name, call in [
    ("File(3)", lambda f: h.File(3)),
    ("File(None)", lambda f: h.File(None)),
    ("ropen number", lambda f: f.ropen(3)),
    ("seek text", lambda f: f.seek("a")),
    ("seek origin", lambda f: f.seek(3, 7)),
    ("gets into number", lambda f: f.gets(h.ref(3))),
    ("scanstr into number", lambda f: f.scanstr(h.ref(3))),
    ("vread number", lambda f: f.vread(3)),
    ("vread nothing", lambda f: f.vread()),
    ("printf nothing", lambda f: f.printf()),
    ("printf number", lambda f: f.printf(3)),
    ("printf short", lambda f: f.printf("%g")),
    ("printf text as number", lambda f: f.printf("%g", "a")),
    ("printf number as text", lambda f: f.printf("%s", 3)),
]:
    raises(name, lambda: call(opened("1 2\n")))

# the top level's files


def stored(function):
    s = h.ref("")
    return [function(s), s[0]]


def toplevel_reading():
    put("abc\n12 13\nxyz word\n")
    s = h.ref("")
    out = [h.ropen("a"), h.getstr(s), s[0], h.fscan(), h.fscan(), h.getstr(s, 1), s[0], h.getstr(s), s[0]]
    return out + [h.ropen()]


case("ropen", toplevel_reading)
case("ropen missing", lambda: [h.ropen("nosuch"), h.ropen("")])
case("wopen", lambda: [h.wopen("b"), h.fprint("abc %d\n", 3), h.fprint("x"), h.wopen(), got("b")])
case("wopen another", lambda: [h.wopen("b"), h.fprint("abc"), h.wopen("c"), h.wopen(), got("b"), got("c")])
case("wopen missing folder", lambda: [h.wopen("/nosuch/x"), h.wopen()])
case(
    "hoc_stdout", lambda: [h.hoc_stdout("b"), h.printf("abc %g\n", 3), h("print 4"), h.hoc_stdout(), got("b")]
)
put("12 abc 13\nlast")
case("fscan", lambda: [h.ropen("a"), h.fscan(), h.fscan()])
case("getstr last line", lambda: stored(h.getstr))
raises("fscan at the end", h.fscan)
raises("getstr at the end", lambda: stored(h.getstr))
h.ropen()
for name, call in [
    ("ropen(3)", lambda: h.ropen(3)),
    ("wopen(3)", lambda: h.wopen(3)),
    ("fprint()", lambda: h.fprint()),
    ("fprint(3)", lambda: h.fprint(3)),
    ("getstr()", lambda: h.getstr()),
    ("getstr(3)", lambda: h.getstr(3)),
    ("hoc_stdout(3)", lambda: h.hoc_stdout(3)),
    ("hoc_stdout missing folder", lambda: h.hoc_stdout("/nosuch/x")),
    ("system()", lambda: h.system()),
    ("system(3)", lambda: h.system(3)),
    ("system into number", lambda: h.system("true", 3)),
]:
    raises(name, call)
case("system", lambda: [h.system("true"), h.system("exit 3"), h.system("kill -9 $$"), h.system("")])


def caught(command):
    s = h.ref("x")
    return [h.system(command, s), s[0]]


case(
    "system output",
    lambda: [caught("echo hi"), caught("printf 'a\\nb\\n'"), caught("exit 3"), caught("true")],
)
