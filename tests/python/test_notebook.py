"""What notebooks show: sections, Vectors, the tree of sections."""

import gc
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import neuron
from neuron import h


class Checker(HTMLParser):
    """Texts of a piece of HTML; AssertionError when its tags do not close in order."""

    def __init__(self, html):
        HTMLParser.__init__(self)
        self.open_tags, self.texts = [], []
        self.feed(html)
        self.close()
        assert self.open_tags == []

    def handle_starttag(self, tag, attrs):
        self.open_tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def texts(thing):
    return Checker(thing._repr_html_()).texts


@pytest.fixture
def tree():
    soma, axon, dend, tip = [h.Section(name=name) for name in ("soma", "axon", "dend", "a<b")]
    for child, parent in ((axon, soma(0)), (dend, soma(1)), (tip, dend(0.5))):
        child.connect(parent)
    yield soma, axon, dend, tip
    del soma, axon, dend, tip, child, parent
    gc.collect()


def test_section(tree):
    soma, axon, dend, tip = tree
    dend.insert("pas")
    dend.nseg = 2
    dend(0.1).diam, dend(0.9).diam = 1.5, 3
    clamp = h.IClamp(dend(1))
    shown = texts(dend)
    rows = dict(zip(shown[::2], shown[1::2]))
    assert rows == {
        "section": "dend",
        "L": "100 \u00b5m",
        "diam": "1.5 to 3 \u00b5m",
        "nseg": "2",
        "Ra": "35.4 \u03a9 cm",
        "parent": "soma(1)",
        "mechanisms": "pas",
        "point processes": str(clamp),
    }
    assert "none" in texts(soma) and "a<b" in texts(tip)


def test_a_deleted_section_is_told_by_repr(tree):
    h.delete_section(sec=tree[3])
    assert tree[3]._repr_html_() is None


def test_vector():
    v = h.Vector(range(1000))
    assert texts(v) == [
        "Vector",
        v.hname(),
        "size",
        "1000",
        "elements",
        "0, 1, 2, 3, 4, \u2026, 995, 996, 997, 998, 999",
    ]
    v = h.Vector([1, 2.5])
    v.label("current")
    assert texts(v)[2:] == ["label", "current", "size", "2", "elements", "1, 2.5"]
    assert texts(h.Vector())[-1] == "none"


def test_topology(tree):
    shown = neuron.topology(tree[0])
    assert repr(shown).splitlines() == [
        "soma (100 \u00b5m, nseg 1)",
        "\u251c\u2500 axon (100 \u00b5m, nseg 1) at soma(0)",
        "\u2514\u2500 dend (100 \u00b5m, nseg 1) at soma(1)",
        "   \u2514\u2500 a<b (100 \u00b5m, nseg 1) at dend(0.5)",
    ]
    assert [text.split()[0] for text in texts(shown)] == ["soma", "axon", "dend", "a<b"]
    assert "soma (100" in repr(neuron.topology())


def test_large_trees_are_cut():
    sections = [h.Section(name="s%d" % i) for i in range(3000)]
    for parent, child in zip(sections, sections[1:]):
        child.connect(parent(1))
    shown = neuron.topology(sections[0])
    assert repr(shown).splitlines()[-1] == "\u2026 and 2000 more sections"
    assert len(texts(shown)) == 1001


def test_nothing_is_imported_before_it_is_needed():
    code = "import sys\nfrom neuron import h\nh.Section(), h.Vector()\nassert 'neuron._api.notebook' not in sys.modules"
    assert subprocess.call([sys.executable, "-c", code]) == 0
