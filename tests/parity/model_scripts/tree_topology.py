"""What topology() prints, as text."""

from _model import case, h, section, text_of

secs = {name: section(name, 50, 1, 1) for name in "abcdef"}


def topology():
    return text_of(h.topology).splitlines()


case("apart", topology)
secs["b"].connect(secs["a"](1))
secs["c"].connect(secs["a"](1))
secs["d"].connect(secs["b"](0.5))
secs["e"].connect(secs["c"](1), 1)
case("tree", topology)
secs["c"].nseg = 7
secs["a"].nseg = 3
case("more segments", topology)
secs["f"].connect(secs["a"](0))
case("at 0", topology)
secs["b"].disconnect()
case("disconnected", topology)
case("nothing", lambda: secs.clear() or topology())
