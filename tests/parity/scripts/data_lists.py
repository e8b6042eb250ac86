"""List, PtrVector and Pointer."""

from _case import case, hoc, raises

from neuron import h

V = h.Vector


def filled(n):
    items = h.List()
    for i in range(n):
        items.append(V(i))
    return items


def sizes(items):
    return [item.size() for item in items]


def built():
    items, a, b = h.List(), V(1), V(2)
    done = [items.append(a), items.prepend(b), items.insrt(1, a), items.insrt(3, b), items.count()]
    return done + [type(done[0]), type(done[4]), sizes(items), items.index(a), items.index(b)]


case("build", built)
case("index missing", lambda: [filled(2).index(V()), filled(2).index(None)])
case("append None", lambda: [h.List().append(None), len(h.List())])
case("append twice", lambda: (lambda some, v: [some.append(v), some.append(v), some.index(v)])(h.List(), V()))
case("append itself", lambda: (lambda some: [some.append(some), some.remove_all()])(h.List()))
case("append ref", lambda: (lambda some: [some.append(h.ref(V(3))), some.o(0).size()])(h.List()))
case("append list", lambda: (lambda some: [some.append([1, 2]), some.o(0), len(some)])(h.List()))
case(
    "remove",
    lambda: (lambda some: [some.remove(1), sizes(some), some.remove(0), sizes(some), some.count()])(
        filled(3)
    ),
)
case("remove_all", lambda: (lambda some: [some.remove_all(), some.count(), bool(some)])(filled(3)))
case(
    "object", lambda: (lambda some: [some.o(2).size(), some.object(1).size(), some.o(1.9).size()])(filled(3))
)
case(
    "items",
    lambda: (lambda some: [some[0].size(), some[-1].size(), some[-3].size(), len(some), bool(some)])(
        filled(3)
    ),
)
case("contains", lambda: (lambda some: [some[1] in some, V() in some, 3 in some])(filled(3)))
case("reversed", lambda: sizes(reversed(filled(3))))
case(
    "remove while iterating", lambda: (lambda some: [(some.remove(0), x)[1].size() for x in some])(filled(4))
)
case(
    "headless selection",
    lambda: (lambda some: [some.selected(), some.scroll_pos(), some.select(1)])(filled(2)),
)
case("browser", lambda: (lambda some: [some.browser(), some.browser("t"), some.browser("t", "x")])(filled(2)))
case("actions", lambda: (lambda some: [some.select_action("x=1"), some.accept_action("x=1")])(filled(2)))
case("size hint", lambda: len(h.List(3)))

for name, call in [
    ("insrt past end", lambda some: some.insrt(3, V())),
    ("insrt before start", lambda some: some.insrt(-1, V())),
    ("remove past end", lambda some: some.remove(2)),
    ("remove before start", lambda some: some.remove(-1)),
    ("remove an object", lambda some: some.remove(some[0])),
    ("object past end", lambda some: some.o(2)),
    ("object before start", lambda some: some.object(-1)),
    ("object huge", lambda some: some.o(1e30)),
    ("object text", lambda some: some.o("a")),
    ("object nothing", lambda some: some.o()),
    ("append number", lambda some: some.append(3)),
    ("append text", lambda some: some.append("a")),
    ("append nothing", lambda some: some.append()),
    ("index number", lambda some: some.index(3)),
    ("item past end", lambda some: some[2]),
    ("item before start", lambda some: some[-3]),
    ("slice", lambda some: some[0:1]),
    ("set item", lambda some: some.__setitem__(0, V())),
    ("delete item", lambda some: some.__delitem__(0)),
    ("add lists", lambda some: some + some),
    ("unknown member", lambda some: some.foo),
    ("List of unknown class", lambda some: h.List("Nosuch")),
    ("List of function", lambda some: h.List("sin")),
    ("List of None", lambda some: h.List(None)),
    ("List of object", lambda some: h.List(V())),
]:
    raises(name, lambda: call(filled(2)))


def live():
    before = h.List("Vector").count()
    a, all_of = V(7), h.List("Vector")
    b = V(8)
    found = [all_of.count() - before, all_of.index(a) >= 0, sizes(all_of)[-2:], all_of[len(all_of) - 1] == b]
    del a
    return found + [all_of.count() - before, sizes(all_of)[-1]]


case("live list", live)
hoc(
    "begintemplate ParityT\npublic x\nx=1\nendtemplate ParityT\nobjref parity_t[3]\nfor i=0,2 parity_t[i]=new ParityT()"
)
case("live list of a template", lambda: [t.x for t in h.List("ParityT")])


def pointers():
    p, v = h.PtrVector(2), V([1, 2, 3])
    got = [p.size(), type(p.size()), p.getval(0), p.pset(0, v._ref_x[1]), p.pset(1, v._ref_x[2])]
    to = V(2)
    got += [p.getval(1), p.setval(0, 9), list(v), p.gather(to), list(to), to.fill(8).size()]
    return got + [p.scatter(to), list(v), p.resize(3), p.size(), p.getval(1)]


case("PtrVector", pointers)
case("PtrVector label", lambda: (lambda p: [p.label(), p.label("a"), p.label()])(h.PtrVector(1)))
case("PtrVector plot", lambda: h.PtrVector(1).plot())
for name, call in [
    ("PtrVector()", lambda p: h.PtrVector()),
    ("PtrVector(0)", lambda p: h.PtrVector(0)),
    ("PtrVector(-1)", lambda p: h.PtrVector(-1)),
    ("PtrVector text", lambda p: h.PtrVector("a")),
    ("pset before start", lambda p: p.pset(-1, h.ref(1))),
    ("pset number", lambda p: p.pset(0, 3)),
    ("pset text", lambda p: p.pset(0, h.ref("a"))),
    ("getval before start", lambda p: p.getval(-1)),
    ("getval text", lambda p: p.getval("a")),
    ("PtrVector resize 0", lambda p: p.resize(0)),
    ("gather number", lambda p: p.gather(3)),
    ("PtrVector label number", lambda p: p.label(3)),
    ("PtrVector len", lambda p: len(p)),
]:
    raises(name, lambda: call(h.PtrVector(2)))


def pointer():
    p = h.Pointer(h._ref_t)
    got = [p.val, p.assign(3), p.val, h.t]
    p.val = 7
    q = h.Pointer("t", "t = $1*2")
    return got + [h.t, q.assign(5), h.t, q.s(), p.s()]


case("Pointer", pointer)
case("Pointer statement", lambda: (lambda p: [p.assign(4), h.t])(h.Pointer(h._ref_t, "dt = .5 t = $1+1")))
h.t, h.dt = 0, 0.025
for name, call in [
    ("Pointer()", lambda: h.Pointer()),
    ("Pointer(3)", lambda: h.Pointer(3)),
    ("Pointer(None)", lambda: h.Pointer(None)),
    ("Pointer unknown name", lambda: h.Pointer("nosuchname")),
    ("Pointer assign text", lambda: h.Pointer(h._ref_t).assign("a")),
    ("Pointer assign nothing", lambda: h.Pointer(h._ref_t).assign()),
    ("Timer()", lambda: h.Timer()),
    ("Timer(3)", lambda: h.Timer(3)),
    ("Timer 0 seconds", lambda: h.Timer("x=1").seconds(0)),
]:
    raises(name, call)
case(
    "Timer",
    lambda: (lambda t: [t.seconds(), t.seconds(0.1), t.seconds(), t.start(), t.end()])(h.Timer("x=1")),
)
