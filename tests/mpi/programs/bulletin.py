"""The bulletin board: tasks, nested tasks, messages, contexts; rank 0 prints "ok" at the end."""

import sys

from neuron import h

h.nrnmpi_init()
pc = h.ParallelContext()
n = pc.nhost()
board = h.Vector([1, 2, 3])  # exists on every rank
state = {"context": 0}


def square(x):
    return x * x


def describe(*args):
    return [type(a).__name__ for a in args], pc.id(), h.hoc_ac_


def back(x):
    return x


def total(depth):
    """Submits tasks of its own, which may run anywhere."""
    if depth == 0:
        return 1
    for _ in range(2):
        pc.submit(total, depth - 1)
    found = 0
    while pc.working():
        found += pc.pyret()
    return found


def fails(x):
    raise LookupError("no %g" % x)


def set_context(x, text):
    state["context"] = (x, text)
    pc.post("context of %d" % pc.id(), x)


def exchange(i):
    pc.post("question", i)
    pc.take("answer %g" % i)
    return pc.upkpyobj()


def results():
    out = {}
    while True:
        identifier = pc.working()
        if identifier == 0:
            return out
        out[identifier] = (pc.userid(), pc.pyret())


def raises(kind, call, *args):
    try:
        call(*args)
    except kind as error:
        return str(error)
    raise AssertionError("%s did not raise" % call)


if "quit" in sys.argv:
    if pc.id() == 0:
        pc.submit(square, 1)
        pc.working()
        h.quit()  # done() is not called
    pc.runworker()
    raise AssertionError("runworker() returned on rank %d" % pc.id())

assert pc.runworker() == 0  # here only rank 0 goes on
assert pc.id() == 0 and pc.working() == 0

# results, ids, userids, saved arguments
given = [pc.submit(square, i) for i in range(10)]
assert given == [-1.0 - i for i in range(10)]
seen = set()
while True:
    identifier = pc.working()
    if not identifier:
        break
    assert type(identifier) is int and identifier >= 20
    x = pc.upkscalar()
    assert pc.pyret() == pc.pyret() == pc.retval() == x * x
    assert pc.userid() == -1 - x
    seen.add(x)
assert seen == set(range(10))
for i in range(5):
    assert pc.submit(i, back, i) == i
assert sorted(u for u, _ in results().values()) == [0, 1, 2, 3, 4]
raises(TypeError, pc.upkscalar)  # with a userid, arguments are not saved

# kinds of arguments and results
s = h.ref("reference")
pc.submit(describe, 1, 2.5, "text", h.Vector([1]), [1], None, h.ref(3), s)
identifier = pc.working()
names, where, ac = pc.pyret()
assert names == ["float", "float", "str", "Vector", "list", "NoneType", "float", "str"]
assert ac == identifier and h.hoc_ac_ == 0 and 0 <= where < n
assert (pc.upkscalar(), pc.upkscalar()) == (1, 2.5)
text = h.ref("")
assert pc.upkstr(text) == "text" == text[0]
assert list(pc.upkvec()) == [1] and pc.upkpyobj() == [1] and pc.upkpyobj() is None
for thing in (None, 3, True, 2.5, "x", [1, 2], {"a": h.Vector([5])}, h.Vector(range(10000))):
    pc.submit(0, back, [thing])
    assert pc.working()
    got = pc.pyret()[0]
    assert type(got) is type(thing)
    assert isinstance(thing, (dict, h.Vector)) or got == thing
pc.submit(back, "x")
pc.working()
raises(TypeError, pc.retval)

# functions of h and methods of hoc objects
pc.submit("sqrt", 16)
assert pc.working() and pc.retval() == 4 and pc.upkscalar() == 16
pc.submit(board, "sum", 1, 2)
assert pc.working() and pc.retval() == 5
assert "hoc language" in raises(NotImplementedError, pc.submit, "x = 5")
assert "callable" in raises(TypeError, pc.submit, [1])
raises(TypeError, pc.submit)
raises(TypeError, pc.submit, board, "no_such_method")
raises(Exception, pc.submit, lambda: 1)  # cannot be pickled
assert pc.working() == 0

# tasks of tasks
pc.submit(total, 4)
assert pc.working() and pc.pyret() == 16 and pc.working() == 0

# a task that raises: the submitter gets it, and the others go on
for i in range(4):
    pc.submit(i, fails if i == 2 else back, i)
good, bad = set(), []
while True:
    try:
        if not pc.working():
            break
        good.add(pc.userid())
    except (LookupError, RuntimeError) as error:
        bad.append(str(error))
assert good == {0, 1, 3} and len(bad) == 1 and "no 2" in bad[0]

# messages
assert pc.look("absent") is False and pc.look_take("absent") is False
assert pc.post("k", 1, "two", h.Vector([3, 3]), [4]) == 1
assert pc.look("k") is True and pc.upkscalar() == 1
v, x = h.Vector(), h.ref(0)
assert pc.take("k", x, text, v) == 1 and (x[0], text[0], list(v)) == (1, "two", [3, 3])
assert pc.upkpyobj() == [4]
assert "have been unpacked" in raises(TypeError, pc.upkscalar)
pc.pack(1, 2)
pc.pack("three")
pc.post(5, h.ref(4))
assert pc.look_take("5") is True and pc.look(5) is False
assert pc.unpack(x) == 1 and x[0] == 1 and pc.upkscalar() == 2
assert "a string, not a Vector" in raises(TypeError, pc.upkvec)
assert pc.upkstr() == "three" and pc.upkscalar() == 4
pc.post("order", 1)
pc.post("order", 2)
assert [pc.take("order", x) and x[0] for _ in range(2)] == [1, 2]
raises(Exception, pc.pack, "kept out", lambda: 1)
pc.post("clean", 9)
assert pc.take("clean", x) == 1 and x[0] == 9

# tasks that talk over the board, while the master serves
if n > 1:
    pc.master_works_on_jobs(0)
    for i in range(2 * n):
        pc.submit(exchange, i)
        pc.take("question", x)
        pc.post("answer %g" % x[0], {"for": x[0]})
    assert sorted(r["for"] for _, r in results().values()) == list(range(2 * n))
    pc.master_works_on_jobs(1)

# contexts
assert pc.context(set_context, 3, "text") == 1
for rank in range(1, n):
    pc.take("context of %d" % rank, x)
    assert x[0] == 3
assert state["context"] == 0
assert pc.wait_time() >= 0
pc.done()
pc.submit(square, 3)  # afterwards tasks run here
assert pc.working() and pc.pyret() == 9
print("ok", flush=True)
