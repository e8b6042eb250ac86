"""Panels without a screen: neuron.panels() gives them, and their buttons can be pressed."""

import gc
import os
import subprocess
import sys

import pytest

import neuron
from neuron import h


@pytest.fixture(autouse=True)
def no_panels():
    h.xpanel()
    for panel in neuron.panels():
        panel.close()
    before = h.t
    yield
    h.t = before
    h.xpanel()
    for panel in neuron.panels():
        panel.close()


def panel(title):
    return [found for found in neuron.panels() if found.title == title][0]


def test_a_panel_and_its_items():
    done = []
    number = h.ref(3.0)
    text = h.ref("changing")
    assert h.xpanel("control") == 0
    h.xlabel("a label")
    h.xvarlabel(text)
    h.xbutton("go", lambda: done.append("go"))
    h.xbutton("with arguments", (done.append, 5))
    h.xvalue("number", number, 1, lambda: done.append(number[0]))
    h.xfixedvalue("fixed", number)
    h.xpvalue("t", h._ref_t)
    h.xcheckbox("check", number, lambda: done.append("check"))
    h.xstatebutton("state", number)
    h.xslider(number, 0, 10, lambda: done.append("slid"))
    assert neuron.panels() == []
    assert h.xpanel(100, 200) == 0
    found = panel("control")
    text[0] = "changed"
    kinds = ["label", "text", "button", "button", "value", "value", "value", "check", "check", "slider"]
    assert [item.kind for item in found.items] == kinds and not found.horizontal
    assert panel("control").items[1].label == "changed"
    found.press("go")
    found.press("with arguments")
    assert found["number"].value == 3
    found["number"].set(4)
    found.press("check")
    assert number[0] == 0
    found.press("check")
    found.items[-1].set(7)
    assert done == ["go", 5, 4, "check", "check", "slid"] and number[0] == 7
    assert (found.items[-1].low, found.items[-1].high) == (0, 10)
    for bad in (-1, 11, float("nan")):
        with pytest.raises(ValueError):
            found.items[-1].set(bad)
    for label in ("a label", "fixed", "go"):
        with pytest.raises(TypeError):
            found[label].set(1)
    for label in ("a label", "number"):
        with pytest.raises(TypeError):
            found.press(label)
    with pytest.raises(KeyError):
        found.press("no such label")
    assert "control" in repr(found) and "go" in repr(found)


def test_values_of_python_attributes():
    class Model(object):
        size = 1

    model = Model()
    h.xpanel("python")
    h.xvalue("size", (model, "size"), True)
    h.xcheckbox("flag", (model, "size"))
    h.xpanel()
    panel("python")["size"].set(5)
    assert model.size == 5 == panel("python")["size"].value
    panel("python").press("flag")
    assert model.size == 0


def test_menus():
    done = []
    h.xpanel("menus", 1)
    h.xmenu("outer")
    h.xbutton("first", lambda: done.append(1))
    h.xmenu("inner")
    h.xbutton("second", lambda: done.append(2))
    h.xmenu()
    h.xmenu()
    h.xbutton("outside", lambda: done.append(3))
    h.xpanel()
    found = panel("menus")
    assert found.horizontal and [item.label for item in found.items] == ["outer", "outside"]
    assert [item.label for item in found["outer"].press()] == ["first", "inner"]
    for label in ("first", "second", "outside"):
        found.press(label)
    assert done == [1, 2, 3]


def test_menus_that_are_made_when_opened():
    made = []

    def fill():
        made.append(1)
        for _ in made:
            h.xbutton("item %d" % len(made), len)

    h.xpanel("dynamic")
    h.xmenu("menu", fill)
    h.xbutton("behind", fill)
    h.xpanel()
    found = panel("dynamic")
    assert [item.label for item in found.items] == ["menu", "behind"] and not made
    assert [item.label for item in found["menu"].press()] == ["item 1"]
    assert [item.label for item in panel("dynamic")["menu"].press()] == ["item 2"] * 2
    assert len(neuron.panels()) == 1


def test_a_menu_that_fails_or_opens_itself():
    h.xpanel("bad")
    h.xmenu("fails", lambda: 1 / 0)
    h.xmenu("opens itself", lambda: panel("bad")["opens itself"].press())
    h.xmenu("closes", lambda: (panel("bad").close(), h.xbutton("lost", len)))
    h.xpanel()
    with pytest.raises(ZeroDivisionError):
        panel("bad").press("fails")
    with pytest.raises(ValueError):
        panel("bad").press("opens itself")
    closed = panel("bad")["closes"]
    with pytest.raises(LookupError):
        closed.press()
    for use in (closed.press, lambda: closed.value):
        with pytest.raises((LookupError, TypeError)):
            use()
    h.xlabel("still working")
    assert neuron.panels()[0].items[0].label == "still working"


def test_radio_buttons():
    done = []
    h.xpanel("radio")
    for i in range(3):
        h.xradiobutton("choice %d" % i, (done.append, i), i == 0)
    h.xpanel()
    assert [item.on for item in panel("radio").items] == [True, False, False]
    panel("radio").press("choice 2")
    assert [item.on for item in panel("radio").items] == [False, False, True] and done == [2]


def test_panels_close_themselves_in_their_action():
    h.xpanel("closing")
    h.xbutton("close", lambda: panel("closing").close())
    h.xpanel()
    panel("closing").press("close")
    assert neuron.panels() == []


def test_items_outside_of_a_panel_are_kept():
    done = []
    assert h.xbutton("alone", lambda: done.append(1)) == h.xlabel("text") == h.xmenu() == h.xpanel() == 0
    assert [item.label for item in neuron.panels()[0].items] == ["alone", "text"]
    neuron.panels()[0].press("alone")
    assert done == [1]


def test_an_open_panel_ends_when_the_next_begins():
    h.xpanel("one")
    h.xlabel("in one")
    h.xpanel("two")
    h.xpanel()
    h.xpanel()
    assert [found.title for found in neuron.panels()] == ["one", "two"]


@pytest.mark.parametrize("name", ["VBox", "HBox", "Deck"])
def test_boxes_hold_panels(name):
    box = getattr(h, name)()
    assert box.intercept(1) == 1
    h.xpanel("inside")
    h.xlabel("a")
    h.xpanel()
    inner = h.HBox()
    inner.intercept(1)
    h.xpanel("deeper")
    h.xpanel()
    inner.intercept(0)
    inner.map()
    g = h.Graph()
    box.intercept(0)
    h.xpanel("outside")
    h.xpanel()
    assert box.map("title", 1, 2, 3, 4) == 1
    assert [found.title for found in neuron.panels()] == ["outside", "inside", "deeper"]
    assert box.unmap() == 0
    del box
    gc.collect()
    assert [found.title for found in neuron.panels()] == ["outside", "deeper"]
    del inner, g


def test_a_box_that_ends_while_it_intercepts():
    box = h.VBox()
    box.intercept(1)
    del box
    gc.collect()
    h.xpanel("on the screen")
    h.xpanel()
    assert [found.title for found in neuron.panels()] == ["on the screen"]


def test_mapped_boxes_and_what_they_keep():
    box = h.VBox(3, 1)
    n = len(h.Vector)
    assert not box.ismapped() and box.map() == 1 and box.ismapped()
    box.ref(h.Vector())
    gc.collect()
    assert len(h.Vector) == n + 1
    box.unmap()
    gc.collect()
    assert len(h.Vector) == n and not box.ismapped()
    place = h.Vector(4, 9)
    box.map("a", 1, 2, 3, 4)
    box.size(place._ref_x[0])
    assert list(place) == [1, 2, 3, 4]
    with pytest.raises(ValueError):
        box.size(place._ref_x[1])


def test_names_that_mean_nothing():
    h.xpanel("names")
    h.xvalue("there_is_no_such_variable")
    h.xpanel()
    item = panel("names")["there_is_no_such_variable"]
    for use in (lambda: item.value, lambda: item.set(1)):
        with pytest.raises((RuntimeError, ValueError, LookupError, NotImplementedError)) as caught:
            use()
        assert len(str(caught.value)) > 10


def test_closed_items_and_wrong_numbers():
    manager = h.PWManager()
    for bad in (0, -1, 10**9, 1e300, float("nan")):
        for use in (manager.panel_press, manager.panel_value, lambda i: manager.panel_value(i, 1)):
            with pytest.raises((IndexError, ValueError)):
                use(bad)


LIBRARY = os.path.join(os.path.dirname(neuron.__file__), "share", "hoc", "nrngui.hoc")


@pytest.mark.skipif(not os.path.exists(LIBRARY), reason="the library of hoc files is needed")
def test_gui_is_imported_without_noise():
    code = "from neuron import h, gui\nh.xpanel('a')\nh.xpanel()\ng = h.Graph()\ng.flush()\nh.doNotify()\n"
    done = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert (done.communicate()[0], done.returncode) == (b"", 0)


def test_panels_at_the_end_of_the_process():
    code = (
        "from neuron import h\nclass Noisy(object):\n    def __call__(self): pass\n"
        "    def __del__(self): h.xlabel('end')\n"
        "h.xpanel('a')\nh.xbutton('b', Noisy())\nh.xmenu('c', Noisy())\n"
        "b = h.VBox()\nb.intercept(1)\nh.xpanel('d')\nh.xbutton('e', (Noisy(), b))\ng = h.Graph()\n"
        "g.menu_action('f', Noisy())\ng.addexpr('x', Noisy())\n"
    )
    done = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert (done.communicate()[0], done.returncode) == (b"", 0)
