"""Programs of unusual size and depth: they run, or are refused with an error; never a crash, never for long."""

import os

import pytest

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="programs run in forks"),
    pytest.mark.xdist_group("lang"),
]
SECONDS = 60
DEEP = 100000
LONG = 1000000

# Name: program. Each may run or be refused.
DEEP_PROGRAMS = {
    "brackets": "x = " + "(" * DEEP + "1" + ")" * DEEP,
    "brackets without an end": "x = " + "(" * DEEP,
    "blocks": "{" * DEEP + "}" * DEEP,
    "blocks without an end": "{" * DEEP,
    "blocks over lines": "{\n" * DEEP + "}\n" * DEEP,
    "indices": "double a[2]\nx = " + "a[" * DEEP + "0" + "]" * DEEP,
    "indices without an end": "double a[2]\nx = " + "a[" * DEEP,
    "minus": "x = " + "-" * DEEP + "1",
    "negations": "x = " + "!" * DEEP + "1",
    "powers": "x = " + "1^" * DEEP + "1",
    "assignments": "x = " * DEEP + "1",
    "calls": "x = " + "sin(" * DEEP + "1" + ")" * DEEP,
    "ifs": "if (1) " * DEEP + "x = 1",
    "elses": "if (0) x = 1 else " * DEEP + "x = 2",
    "loops": "for i=0,0 " * DEEP + "x = 1",
    "whiles": "while (0) " * DEEP + "x = 1",
    "templates": "".join("begintemplate T%d\n" % i for i in range(2000)),
    "members": "objref o\no" + ".o" * DEEP,
    "chained methods": "objref o\no = new Vector(1)\nx = o" + ".c" * 2000 + ".size()",
    "execute in execute": 'proc f() { execute("f()") }\nf()',
    "execute1 in execute1": 'proc f() { execute1("f()", 0) }\nf()',
    "recursion": "proc f() { f() }\nf()",
    "recursion with values": "func f() { return 1 + f($1 + 1) }\nx = f(1)",
    "recursion of objects": "begintemplate A\nobjref a\nproc init() { a = new A() }\nendtemplate A\n"
    "objref o\no = new A()",
    "recursion of methods": "begintemplate A\npublic f\nobjref this\nproc f() { this.f() }\nendtemplate A\n"
    "objref o\no = new A()\no.f()",
    "recursion of iterators": "iterator it() { for it() iterator_statement }\nfor it() print 1",
    "a chain of objects": "begintemplate A\npublic n\nobjref n\nendtemplate A\nobjref o, p\no = new A()\n"
    "for i=1,%d { p = new A() p.n = o o = p }\nobjref p\nobjref o\nprint 1" % DEEP,
    "a chain of Lists": "objref o, p\no = new List()\nfor i=1,%d { p = new List() p.append(o) o = p }\n"
    "objref p\nobjref o\nprint 1" % DEEP,
}

# Name: program and what it prints.
LONG_PROGRAMS = {
    "a sum": ("x = " + "1+" * LONG + "1\nprint x", "1000001"),
    "a name": ("n%s = 3\nprint n%s" % ("a" * LONG, "a" * LONG), "3"),
    "a string": (
        'strdef s\ns = "%s"\nobjref f\nf = new StringFunctions()\nprint f.len(s)' % ("a" * LONG),
        "1000000",
    ),
    "a number": ("x = 0.%s1\nprint x" % ("0" * LONG), "0"),
    "a comment": ("/*%s*/ print 1" % ("a" * LONG), "1"),
    "comments": ("// a\n" * LONG + "print 1", "1"),
    "blanks": (" " * LONG + "print 1", "1"),
    "joined lines": ("x = 1 " + "\\\n" * DEEP + " + 1\nprint x", "2"),
    "statements on a line": ("{" + "x += 1 " * LONG + "}\nprint x", "1000000"),
    "lines": ("x += 1\n" * 200000 + "print x", "200000"),
    "a proc": ("proc f() {\n" + "x += 1\n" * 200000 + "}\nf()\nprint x", "200000"),
    "names": ("".join("n%d = %d\n" % (i, i) for i in range(DEEP)) + "print n99999", "99999"),
    "procs": (
        "".join("func f%d() { return %d }\n" % (i, i) for i in range(20000)) + "print f19999()",
        "19999",
    ),
    "arguments": ("func f() { return numarg() }\nprint f(%s)" % ",".join(["1"] * 1000), "1000"),
    "printed values": ("print " + ",".join(["1"] * 1000), "1 " * 999 + "1"),
    "strdefs": ("strdef " + ",".join("s%d" % i for i in range(20000)) + "\nprint 1", "1"),
    "rank of an array": ("double a%s\na%s = 3\nprint a%s" % ("[1]" * 20, "[0]" * 20, "[0]" * 20), "3"),
    "objects": (
        "begintemplate A\npublic x\nx = 0\nendtemplate A\nobjref l\nl = new List()\n"
        "for i=1,%d { l.append(new A()) }\nprint l.count()" % DEEP,
        "100000",
    ),
    "errors": ('for i=1,20000 { n += execute1("zork()", 0) }\nprint n', "0"),
    "redefinitions": ("proc f() { x = 1 }\n" * 20000 + "f()\nprint x", "1"),
    "sprint": ('strdef s\nfor i=1,2000 sprint(s, "%s%s", s, "abc")\nprint 1', "1"),
}

# Name: program that must be refused for what it asks of memory.
LARGE_PROGRAMS = {
    "array": "double a[1e15]",
    "array of rank 3": "double a[1e6][1e6][1e6]",
    "array whose size overflows": "double a[4294967296][4294967296]",
    "array of infinity": "double a[1e400]",
    "array of nan": "x = 1e400\ndouble a[x - x]",
    "array of objrefs": "objref a[1e15]",
    "Vector": "objref o\no = new Vector(1e15)",
    "Matrix": "objref o\no = new Matrix(1e8, 1e8)",
}


def run(server, folder, program, way="text"):
    (folder / "case.hoc").write_text(program + "\n", encoding="utf-8")
    status = server(folder, way, SECONDS)
    return status, (folder / "out").read_text(), (folder / "err").read_text()[-2000:]


@pytest.mark.parametrize("way", ["text", "file"])
@pytest.mark.parametrize("name", sorted(DEEP_PROGRAMS))
def test_deep(name, way, server, tmp_path):
    status, _, errors = run(server, tmp_path, DEEP_PROGRAMS[name], way)
    assert status in (0, 1), errors


@pytest.mark.parametrize("way", ["text", "file"])
@pytest.mark.parametrize("name", sorted(LONG_PROGRAMS))
def test_long(name, way, server, tmp_path):
    program, expected = LONG_PROGRAMS[name]
    status, output, errors = run(server, tmp_path, program, way)
    assert (status, output.strip()) == (0, expected), errors


@pytest.mark.parametrize("name", sorted(LARGE_PROGRAMS))
def test_large(name, server, tmp_path):
    status, _, errors = run(server, tmp_path, LARGE_PROGRAMS[name])
    assert status == 1 and errors


@pytest.mark.slow
def test_one_line_of_100_megabytes(server, tmp_path):
    status, output, errors = run(server, tmp_path, "x = 1 /*%s*/ + 1\nprint x" % ("a" * 100000000), "file")
    assert (status, output.strip()) == (0, "2"), errors


@pytest.mark.slow
def test_one_word_of_100_megabytes(server, tmp_path):
    status, _, errors = run(server, tmp_path, "a" * 100000000, "file")
    assert status == 1 and len(errors) < 10000
