"""h.SectionList and h.SectionRef."""

import gc

import pytest

from neuron import h


def tree():
    a, b, c, d = [h.Section(name=name) for name in "abcd"]
    b.connect(a(1))
    c.connect(a(0.5))
    d.connect(b(1))
    return a, b, c, d


def test_append_and_remove(capfd):
    a, b, c, d = tree()
    items = h.SectionList()
    assert not items and len(items) == 0
    assert items.append(a) == items.append(sec=a) == 1
    assert items.append(b) == 1 and list(items) == [a, a, b]
    assert items.unique() == 1 and list(items) == [a, b]
    assert items.remove(b) == 1 and list(items) == [a]
    assert items.remove(b) == 0 and "b not in this section list" in capfd.readouterr().out
    assert items.remove(a) == 1 and items.size() == 0
    for bad in (3, "a", b(0.5), h.Vector()):
        with pytest.raises(TypeError):
            items.append(bad)


def test_parts_of_trees():
    a, b, c, d = tree()
    items = h.SectionList()
    items.children(a)
    assert list(items) == [c, b]
    items = h.SectionList()
    items.subtree(sec=a)
    assert list(items) == [a, c, b, d]
    items.wholetree(d)
    assert list(items) == [a, c, b, d] * 2 and items.unique() == 4
    roots = h.SectionList()
    roots.allroots()
    assert a in roots and not {b, c, d} & set(roots)
    assert items.contains(a) is True and a in items and h.Section(name="x") not in items


def test_from_iterables():
    a, b, c, d = tree()
    assert list(h.SectionList([a, b, a])) == [a, b, a]
    assert list(h.SectionList(s for s in (a, b))) == [a, b]
    assert list(h.SectionList(h.allsec())) == list(h.allsec())
    first = h.SectionList([a, b, c])
    first.remove(h.SectionList([a, c]))
    assert list(first) == [b]
    for bad in ([1, 2], [a, 3], 3):
        with pytest.raises(TypeError):
            h.SectionList(bad)
    with pytest.raises(TypeError, match="subscriptable"):
        first[0]


def test_deleted_sections_drop_out():
    a, b, c, d = tree()
    items = h.SectionList([a, b, c])
    h.delete_section(sec=b)
    assert list(items) == [a, c] and items.size() == 2 and b not in items
    del c
    gc.collect()
    assert list(items) == [a]
    with pytest.raises(ReferenceError):
        items.append(b)


def test_names_are_printed(capfd):
    a, b, c, d = tree()
    h.SectionList([b, a]).printnames()
    assert capfd.readouterr().out == "b\na\n"


def test_section_ref():
    a, b, c, d = tree()
    r = h.SectionRef(sec=b)
    assert (r.sec, r.parent, r.trueparent, r.root, r.nchild()) == (b, a, a, a, 1)
    assert r.child[0] == d and len(r.child) == 1
    with pytest.raises(IndexError):
        r.child[1]
    assert r.has_parent() is True and r.exists() is True and r.is_cas() is False and r.is_cas(sec=b) is True
    root = h.SectionRef(a)
    assert [root.child[i] for i in range(2)] == [c, b] and not root.has_trueparent()
    with pytest.raises(TypeError, match="has no parent for a"):
        root.parent
    h.delete_section(sec=b)
    assert r.exists() is False
    for name in ("sec", "parent", "root"):
        with pytest.raises(ReferenceError):
            getattr(r, name)


def test_at_the_connected_end_there_is_no_trueparent():
    a, b = h.Section(name="a"), h.Section(name="b")
    b.connect(a(0))
    r = h.SectionRef(b)
    assert r.parent == a and not r.has_trueparent() and b.trueparentseg() is None


def test_names_of_hoc_change(capfd):
    others = list(h.allsec())
    assert h("create sl_a, sl_b, sl_c[3]\nobjref sl_l")
    a, b = h.SectionRef(sec=h.sl_a), h.SectionRef(sec=h.sl_c[1])
    section = a.sec
    assert a.rename("sl_x") == 0.0 and section.name() == "sl_a"
    assert capfd.readouterr().out == "sl_a must first be unnamed\n"
    assert a.unname() == 1.0
    assert [s.name() for s in h.allsec() if s not in others] == ["", "sl_b", "sl_c[0]", "sl_c[1]", "sl_c[2]"]
    with pytest.raises(ReferenceError):
        h.sl_a.name()
    with pytest.raises(ValueError, match="unnamed"):
        a.unname()
    assert a.rename("sl_x") == 1.0 and h.sl_x == section and section.name() == "sl_x"
    assert h("sl_x { L = 33 insert pas }") and section.L == 33 and section.has_membrane("pas")
    # an array of several; a name that was an array becomes one section, and the sections that had it go
    b.unname()
    assert a.unname() == 1.0
    both = h.List()
    both.append(a)
    both.append(b)
    assert a.rename("sl_w", both) == 1.0
    assert [s.name() for s in h.sl_w] == ["sl_w[0]", "sl_w[1]"] and h.sl_w[0] == section
    assert h("sl_w[1] sl_L = L") and [s.name() for s in h.allsec() if s not in others] == [
        "sl_w[0]",
        "sl_b",
        "sl_c[0]",
        "sl_w[1]",
        "sl_c[2]",
    ]
    a.unname()
    assert a.rename("sl_c") == 1.0 and h.sl_c == section
    assert [s.name() for s in h.allsec() if s not in others] == ["sl_c", "sl_b", "sl_w[1]"]
    for section in h.SectionList(s for s in h.allsec() if s not in others):
        h.delete_section(sec=section)


def test_names_that_are_refused(capfd):
    others = list(h.allsec())
    assert h("create sl_d\nsl_y = 3\nstrdef sl_s")
    ref = h.SectionRef(sec=h.sl_d)
    ref.unname()
    for text in ("9x", "", "a b", "a.b"):
        with pytest.raises(ValueError):
            ref.rename(text)
    for text in ("sl_y", "sl_s", "sin", "Vector"):
        assert ref.rename(text) == 0.0
        assert capfd.readouterr().out == text + " exists already and is not a section\n"
    twice, other, empty = h.List(), h.List(), h.List()
    twice.append(ref)
    twice.append(h.SectionRef(sec=ref.sec))
    other.append(h.Vector())
    for wrong, kind in ((twice, ValueError), (other, TypeError), (empty, ValueError), (3, TypeError)):
        with pytest.raises(kind):
            ref.rename("sl_e", wrong)
    assert ref.sec.name() == "" and h.sl_y == 3
    # a name given back; and a section of which nobody knows the name can still be deleted
    assert ref.rename("sl_d") == 1.0 and h.sl_d == ref.sec
    ref.unname()
    h.delete_section(sec=ref.sec)
    assert not ref.exists() and list(h.allsec()) == others
    # names of Python stay
    section = h.Section(name="python")
    python = h.SectionRef(sec=section)
    assert python.unname() == python.rename("sl_f") == 0.0 and section.name() == "python"


def test_sections_of_objects_lose_their_object_with_their_name():
    assert h("begintemplate SlT\npublic s\ncreate s\nendtemplate SlT\nobjref sl_o\nsl_o = new SlT()")
    ref = h.SectionRef(sec=h.sl_o.s)
    assert ref.sec.cell() == h.sl_o
    ref.unname()
    assert ref.rename("sl_g") == 1.0 and (ref.sec.name(), ref.sec.cell()) == ("sl_g", None)
    h.sl_o = None
    assert ref.exists() and h.sl_g == ref.sec
    h.delete_section(sec=ref.sec)
