"""h.List: its members, its Python protocol, live lists, sizes and lifetimes."""

import gc

import pytest

from neuron import h


def filled(n):
    items = h.List()
    for i in range(n):
        items.append(h.Vector(i))
    return items


def sizes(items):
    return [item.size() for item in items]


def test_is_a_sequence_that_is_read():
    items = filled(3)
    assert len(items) == 3 and items
    assert [items[i].size() for i in (0, 2, -1, -3)] == [0, 2, 2, 0]
    assert sizes(items) == [0, 1, 2] and sizes(reversed(items)) == [2, 1, 0]
    assert items[1] in items and h.Vector() not in items and None not in items
    assert not h.List()
    for index in (3, -4, 10**30):
        with pytest.raises((IndexError, OverflowError)):
            items[index]
    for index in ("a", 0.5, None, slice(0, 1)):
        with pytest.raises(TypeError):
            items[index]
    with pytest.raises(TypeError, match="unsubscriptable object"):
        items[0] = h.Vector()
    with pytest.raises(TypeError, match="unsubscriptable object"):
        del items[0]
    assert sizes(items) == [0, 1, 2]


def test_the_same_object_comes_back():
    v, items = h.Vector(1), h.List()
    items.append(v)
    assert items[0] is v and items.o(0) is v and next(iter(items)) is v


def test_python_objects():
    items, thing = h.List(), [1, 2]
    items.append(thing)
    items.append(len)
    assert items[0] is thing and items.o(1) is len and items.index(thing) == 0
    assert thing in items


def test_changes_while_iterating():
    items = filled(4)
    seen = []
    for item in items:
        seen.append(item.size())
        items.remove(0)
    assert seen == [0, 2] and len(items) == 2
    for _ in items:
        items.remove_all()
    items = filled(2)
    for _ in items:
        if len(items) < 6:
            items.append(h.Vector(9))
    assert sizes(items) == [0, 1, 9, 9, 9, 9]


def test_what_leaves_is_freed():
    before = len(h.List("Vector"))
    items = filled(100)
    assert len(h.List("Vector")) == before + 100
    items.remove(0)
    assert len(h.List("Vector")) == before + 99
    items.remove_all()
    assert len(h.List("Vector")) == before
    items = filled(5)
    del items
    assert len(h.List("Vector")) == before


def test_a_million_items():
    items, v = h.List(), h.Vector(1)
    for _ in range(10**6):
        items.append(v)
    assert sum(1 for _ in items) == items.count() == 10**6
    for _ in range(10**5):  # the front is no slower than the end
        items.remove(0)
        items.prepend(v)
    assert items.o(999999) is v


def test_lists_in_lists_end_without_a_deep_stack():
    before = len(h.List("List"))
    outer = h.List()
    for _ in range(300000):
        around = h.List()
        around.append(outer)
        outer = around
    del around, outer
    gc.collect()
    assert len(h.List("List")) <= before + 1


def test_live_list():
    items = h.List("Timer")
    n = len(items)  # of other tests
    a, b, c = h.Timer("x=1"), h.Timer("x=1"), h.Timer("x=1")
    assert list(items)[n:] == [a, b, c] and items.index(c) == n + 2 and items[-1] is c
    assert items.o(n + 1) is b
    del b
    assert list(items)[n:] == [a, c] and items.o(n + 1) is c
    for change in (
        lambda: items.append(a),
        lambda: items.prepend(a),
        lambda: items.insrt(0, a),
        lambda: items.remove(0),
        lambda: items.remove_all(),
    ):
        with pytest.raises(TypeError):
            change()
    assert list(items)[n:] == [a, c]


def test_live_list_of_many_is_linear():
    keep = [h.Vector(1) for _ in range(50000)]
    items = h.List("Vector")
    assert sum(1 for _ in items) >= 50000
    assert sum(items.o(i).size() >= 0 for i in range(len(items))) == len(items)
    assert len(keep) == 50000


def test_live_list_of_a_template():
    h("begintemplate ListT\npublic x\nproc init(){x=$1}\nendtemplate ListT")
    h("objref list_t[3]\nfor list_i=0,2 list_t[list_i]=new ListT(list_i)")
    items = h.List("ListT")
    assert [one.x for one in items] == [0, 1, 2]
    h("objref list_t[1]")
    assert len(items) <= 3


def test_selection_without_a_screen():
    items = filled(4)
    assert (items.selected(), items.scroll_pos()) == (-1, -1)
    items.select(2)
    assert items.selected() == -1
    assert items.browser("title") == 1
    items.select(2)
    items.scroll_pos(1)
    assert (items.selected(), items.scroll_pos()) == (2, 1)
    items.remove(0)
    assert items.selected() == 1
    items.prepend(h.Vector())
    assert items.selected() == 2
    items.remove(2)
    assert items.selected() == -1
    items.select(99)
    assert items.selected() == -1


def calls_of_bad_arguments_change_nothing():
    return [
        lambda items: items.append(),
        lambda items: items.append(1),
        lambda items: items.append("a"),
        lambda items: items.append(h.ref(1)),
        lambda items: items.append(h.Vector(), h.Vector()),
        lambda items: items.prepend("a"),
        lambda items: items.insrt(0),
        lambda items: items.insrt("a", h.Vector()),
        lambda items: items.insrt(-1, h.Vector()),
        lambda items: items.insrt(4, h.Vector()),
        lambda items: items.insrt(float("nan"), h.Vector()),
        lambda items: items.insrt(0, 1),
        lambda items: items.remove(),
        lambda items: items.remove(3),
        lambda items: items.remove(-1),
        lambda items: items.remove(1e300),
        lambda items: items.remove(float("inf")),
        lambda items: items.remove(items[0]),
        lambda items: items.remove_all(1),
        lambda items: items.index(),
        lambda items: items.index(3),
        lambda items: items.index("a"),
        lambda items: items.count(1),
        lambda items: items.object(),
        lambda items: items.object("a"),
        lambda items: items.object(3),
        lambda items: items.o(-1),
        lambda items: items.o(None),
        lambda items: items.o(float("nan")),
        lambda items: items.browser(3),
        lambda items: items.browser("a", 3),
        lambda items: items.select(),
        lambda items: items.select("a"),
        lambda items: items.select(float("nan")),
        lambda items: items.select_action(3),
        lambda items: items.select_action(),
        lambda items: items.accept_action(None),
        lambda items: items.selected(1),
        lambda items: items.scroll_pos("a"),
        lambda items: items + items,
        lambda items: h.List("Nosuch"),
        lambda items: h.List("sin"),
        lambda items: h.List(None),
        lambda items: h.List(h.Vector()),
    ]


@pytest.mark.parametrize("call", calls_of_bad_arguments_change_nothing())
def test_bad_arguments_change_nothing(call):
    items = filled(3)
    with pytest.raises((TypeError, IndexError, ValueError, LookupError)):
        call(items)
    assert sizes(items) == [0, 1, 2]


def test_subclass():
    class Named(h.List):
        def names(self):
            return [item.hname() for item in self]

    items = Named()
    items.append(h.Vector())
    assert len(items.names()) == 1 and type(items).__name__ == "Named"


def test_in_hoc():
    h("objref list_l, list_v\nlist_l = new List()\nlist_v = new Vector(3)")
    h("list_l.append(list_v)\nlist_n = list_l.count()\nlist_s = list_l.o(0).size()\nobjref list_v")
    assert (h.list_n, h.list_s) == (1, 3)
    h("list_l.remove_all()")
    assert len(h.list_l) == 0
