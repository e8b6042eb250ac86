"""Events of one time: the order in which targets get them, by NetCons, by hand, self events and callbacks."""

from _network import advance, case, connect, h, intfire1

cvode = h.CVode()
order = []


def tell(tag):
    order.append([tag, h.t])


def told(links_tags, before=(), tstop=6, dt=0.025):
    del order[:]
    for link, tag in links_tags:
        link.record((tell, tag))
    h.dt = dt
    h.finitialize(-65)
    for call in before:
        call()
    advance(tstop)
    return list(order)


stims = []
for _ in range(4):
    stim = h.NetStim()
    stim.start, stim.number, stim.interval, stim.noise = 1, 3, 1.5, 0
    stims.append(stim)
watches = [connect(stim, None) for stim in stims]
tags = [(link, i) for i, link in enumerate(watches)]
case("four sources", lambda: told(tags))
case("made in another order", lambda: told([(watches[i], i) for i in (2, 0, 3, 1)]))

# One source, several targets of one delay: each target fires at once, so the order of firing is that of delivery.
cells = [intfire1(10, 0) for _ in range(5)]
fans = [connect(stims[0], cells[i], 1.5, 0.5) for i in (3, 1, 4, 0, 2)]
outs = [(connect(cell, None), "cell %d" % i) for i, cell in enumerate(cells)]
case("fan", lambda: told(outs))
for link, delay in zip(fans, (1, 0.5, 1, 0.5, 0.75)):
    link.delay = delay
case("fan of several delays", lambda: told(outs))
for link in fans:
    link.delay = 0
case("fan of no delay", lambda: told(outs))
by_hand = [h.NetCon(None, cell, 0, 0, 1.5) for cell in cells]


def send():
    for i in (4, 2, 0, 1, 3):
        by_hand[i].event(2)
        cvode.event(2, (tell, "call %d" % i))
    by_hand[0].event(2)


case("by hand", lambda: told(outs, [send]))
case("by hand, dt 0.3", lambda: told(outs, [send], dt=0.3))
case(
    "callbacks and spikes",
    lambda: told(outs + tags, [lambda: cvode.event(1, (tell, "a")), lambda: cvode.event(2.5, (tell, "b"))]),
)
