"""StateTransitionEvent: when transitions are taken, by what order, and what arms them."""

from _model import advance, case, clamp, h, section

soma = section("soma", 20, 20, 1, ["pas"], g_pas=1e-3, e_pas=-65)
stimulus = clamp(soma(0.5), 0.1, 1, 0.1)
log = []
kept = []


def number(value):
    """A reference that stays: NEURON does not keep what transitions refer to."""
    kept.append(h.ref(value))
    return kept[-1]


def machine(states, transitions, first=0, kind=1):
    """A machine with (source, target, value, threshold, name) that enters its first state at initialisation."""
    made = h.StateTransitionEvent(states)
    for source, target, value, threshold, name in transitions:
        made.transition(source, target, value, threshold, (note, (made, name)))
    return made, h.FInitializeHandler(kind, (made.state, first))


def note(made, name):
    log.append([name, h.t, soma(0.5).v, made.state()])


def run(tstop=4, **changes):
    """The log of a run; a change `at` a time calls a function between two steps."""
    del log[:]
    h.dt = 0.025
    h.finitialize(-65)
    for at, change in changes.get("then", ()):
        advance(at)
        change()
    advance(tstop)
    return list(log)


def levels(low=-64, high=-62, first=0, kind=1):
    v = soma(0.5)._ref_v
    keep = machine(2, [(0, 1, v, number(high), "up"), (1, 0, number(low), v, "down")], first, kind)
    return [run(), keep[0].state()]


for low, high, first, kind in (
    (-64, -62, 0, 1),
    (-64, -62, 1, 1),
    (-64, -62, 0, 0),
    (-64, -62, 0, 2),
    (-64, -65, 0, 1),
    (-66, -70, 0, 1),
):
    case("levels %g %g, %d %d" % (low, high, first, kind), lambda: levels(low, high, first, kind))


def timed():
    threshold = number(0.5)
    made = h.StateTransitionEvent(1)

    def again():
        note(made, "again")
        threshold[0] += 0.3333

    made.transition(0, 0, h._ref_t, threshold, again)
    keep = h.FInitializeHandler(1, (made.state, 0))
    rows = run(3)
    del keep
    threshold[0] = 0.5
    return [rows, run(2)]


def chain():
    keep = machine(4, [(i, i + 1, h._ref_t, number(t), i) for i, t in enumerate((0.5, 0.5, 0.2))])
    return [run(2), keep[0].state()]


def priority():
    first, second = number(0.5), number(0.5)
    keep = machine(3, [(0, 1, h._ref_t, first, "a"), (0, 2, h._ref_t, second, "b")])
    rows = [run(2)]
    second[0] = 0.3
    rows.append(run(2))
    del keep
    return rows


def armed():
    threshold = number(0)
    keep = machine(2, [(0, 1, h._ref_t, threshold, "a")])
    rows = []
    for threshold[0] in (1e-9, 1e-13, 0, -1e-13, -1e-9):
        rows.append(run(0.2))
    del keep
    return rows


def crossings():
    value, threshold = number(0), number(0.5)
    keep = machine(1, [(0, 0, value, threshold, "x")])
    del log[:]
    h.finitialize(-65)
    for value[0] in (0, 1, 1, 0, 1, 0.5, 1, 0.5 - 1e-12, 1, 0.5 + 1e-12, 0.5, 0.7):
        h.fadvance()
    del keep
    return list(log)


def between_steps():
    threshold = number(100)
    made, keep = machine(3, [(0, 1, h._ref_t, threshold, "a")])

    def lower():
        threshold[0] = 0.3

    rows = [run(2, then=[(1, lower)])]
    threshold[0] = 100
    rows.append(run(2, then=[(1, lower), (1, lambda: made.state(0))]))
    threshold[0] = 100
    rows.append(run(2, then=[(0.5, lambda: made.transition(0, 2, h._ref_t, number(0.7), "log_it()"))]))
    del keep
    return rows


def entered_by_action():
    made = h.StateTransitionEvent(3)

    def jump():
        note(made, "a")
        made.state(2)

    made.transition(0, 1, h._ref_t, number(0.5), jump)
    made.transition(2, 0, h._ref_t, number(0.8), (note, (made, "b")))
    keep = h.FInitializeHandler(1, (made.state, 0))
    rows = run(2)
    del keep
    return rows


def two_machines(order):
    v = soma(0.5)._ref_v
    made = [machine(1, [(0, 0, v, number(-62), name)])[0] for name in ("one", "two")]
    keep = h.FInitializeHandler(1, lambda: [made[i].state(0) for i in order])
    rows = [row[0] for row in run(1)]
    del keep
    return rows


def text_action():
    h("taken_at_ = 0")
    made = h.StateTransitionEvent(2)
    made.transition(0, 1, h._ref_t, number(0.5), "taken_at_ = t")
    keep = h.FInitializeHandler(1, (made.state, 0))
    run(1)
    del keep
    return [h.taken_at_, made.state()]


def states():
    made = h.StateTransitionEvent(3)
    return [made.state(), made.state(1), made.state(), made.state(2), made.state()]


h("proc log_it() { }")
for test in (timed, chain, priority, armed, crossings, between_steps, entered_by_action, text_action, states):
    case(test.__name__, test)
case("two machines", lambda: [two_machines((0, 1)), two_machines((1, 0))])
