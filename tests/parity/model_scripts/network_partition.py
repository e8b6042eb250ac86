"""Which cells a thread computes: equal cells in their order, and what partition() gave."""

from _model import raises
from _network import case, h, pc, show

cells = [h.Section(name="cell%d" % i) for i in range(6)]


def parts():
    return [[section.name() for section in pc.get_partition(i)] for i in range(int(pc.nthread()))]


def roots(*numbers):
    made = h.SectionList()
    for number in numbers:
        made.append(sec=cells[number])
    return made


show("one thread", parts())
pc.nthread(2)
show("two", parts())
pc.nthread(3)
show("three", parts())
cells[1].connect(cells[0])
pc.nthread(2)
case("given", lambda: [pc.partition(0, roots(3, 0)), pc.partition(1, roots(2, 5, 4)), parts()])
case("after a run", lambda: [h.finitialize(-65), pc.psolve(1), parts()][2])
raises("a thread that is not there", lambda: pc.partition(2, roots(0)))
raises("its list", lambda: pc.get_partition(2))
raises("a Vector", lambda: pc.partition(0, h.Vector(2)))
case("forgotten", lambda: [pc.partition(), pc.nthread(1), parts()])
pc.nthread(2)
case("forgotten with the threads", lambda: [pc.partition(0, roots(0)), pc.nthread(1), parts()])
