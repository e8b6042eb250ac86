"""KSChan: all functions of the voltage, kinds of current, tables, schemes with ligands, point processes, edits.

NEURON finds the first states of a scheme to 1e-8 only: schemes are set to states of their own after finitialize.
"""

from _model import advance, case, clamp, h, section

h.ion_register("ca", 2)

FUNCTIONS = (
    ("constant", 1, (2,)),
    ("exponential", 2, (2, 0.1, -55)),
    ("linoid", 3, (2, 0.1, -55)),
    ("falling linoid", 3, (2, -0.1, -55)),
    ("sigmoid", 4, (2, 0.1, -55)),
    ("Borg-Graham inf", 5, (0.1, -50, 3, 0.3, 0.5)),
    ("Borg-Graham tau", 6, (0.1, -50, -3, 0.3, 0.5)),
    ("table", 7, (1, 5, -2, 7)),
)
VOLTAGES = (-120, -80, -55, -54.99, -20, 0, 30, 100)


def parameters(*values):
    return h.Vector(list(values))


def functions(kind, values):
    channel = h.KSChan(0)
    channel.add_hhstate("n")
    rate = channel.trans(0)
    rate.set_f(0, kind, parameters(*values))
    rows = [rate.ftype(0), list(rate.parm(0))]
    for celsius in (6.3, 30):
        h.celsius = celsius
        rows.append([rate.f(0, v) for v in VOLTAGES])
    h.celsius = 6.3
    return rows


for label, kind, values in FUNCTIONS:
    case("function " + label, lambda: functions(kind, values))


def gates(ion, kind, point=0, gmax=0.02, by_inf=False, table=None):
    """Two gates of Hodgkin and Huxley."""
    channel = h.KSChan(point)
    channel.add_hhstate("n")
    channel.add_hhstate("m")
    channel.ion(ion)
    channel.iv_type(kind)
    channel.erev(-70)
    channel.gmax(gmax)
    channel.gate(0).power(3)
    rate = channel.trans(0)
    rate.set_f(0, 3, parameters(0.1, 0.1, -55))
    rate.set_f(1, 2, parameters(0.125, -1 / 80.0, -65))
    rate = channel.trans(1)
    if by_inf:
        rate.type(1)
        rate.set_f(0, 5, parameters(0.1, -40, 3, 0.3, 0.5))
        rate.set_f(1, 6, parameters(0.1, -40, 3, 0.3, 0.5))
    else:
        rate.set_f(0, 4, parameters(1, 0.05, -40))
        rate.set_f(1, 1, parameters(0.7))
    if table is not None:
        channel.usetable(1, *table)
    return channel


def scheme(drive=None, stoichiometry=1, point=0, by_inf=False, power=2):
    """Three states in a ring."""
    channel = h.KSChan(point)
    channel.ion("k")
    channel.gmax(0.01)
    names = ("a", "b", "c")
    states = [channel.add_ksstate(None, names[0])]
    states += [channel.add_ksstate(states[0].gate(), name) for name in names[1:]]
    channel.gate(0).power(power)
    states[1].frac(0.5)
    states[2].frac(1)
    for source, target in ((0, 1), (1, 2), (0, 2)):
        rate = channel.add_transition(states[source], states[target])
        rate.set_f(0, 2, parameters(0.3, 0.03, -40))
        rate.set_f(1, 2, parameters(0.1, -0.02, -50))
    rate = channel.trans(1)
    if by_inf:
        rate.type(1)
        rate.set_f(0, 4, parameters(1, 0.05, -40))
        rate.set_f(1, 1, parameters(2))
    if drive is not None:
        rate.type(*drive)
        channel.trans(2).stoichiometry(stoichiometry)
    return channel


def instance(channel, place):
    if channel.is_point():
        return getattr(h, channel.name())(place)
    place.sec.insert(channel.name())
    return getattr(place, channel.name())


def run_of(make, names, ion=None, start=None):
    def run():
        soma = section("soma", 20, 20, 1)
        stimulus = clamp(soma(0.5), 0.5, 1, 0.3)
        channel = make()
        m = instance(channel, soma(0.5))
        rows = [stimulus.amp]
        for h.secondorder in (0, 2):
            h.dt = 0.025
            h.finitialize(-65)
            for name, value in (start or {}).items():
                setattr(m, name, value)
            for tstop in (0.025, 0.5, 1, 1.5, 2.5, 4):
                advance(tstop)
                row = [soma(0.5).v] + [getattr(m, name) for name in names]
                if ion is not None:
                    row.append(getattr(soma(0.5), "i" + ion))
                rows.append(row)
        h.secondorder = 0
        if ion is not None:
            rows.append(h.ion_style(ion + "_ion", sec=soma))
        return rows

    return run


OPEN = ("n", "m", "g", "i")
case("no ion", run_of(lambda: gates("NonSpecific", 0), OPEN))
case("no ion, steady values", run_of(lambda: gates("NonSpecific", 0, by_inf=True), OPEN))
case("ohmic k", run_of(lambda: gates("k", 0), OPEN, "k"))
case("ohmic ca", run_of(lambda: gates("ca", 0), OPEN, "ca"))
case("nernst na", run_of(lambda: gates("na", 1), OPEN, "na"))
case("ghk ca", run_of(lambda: gates("ca", 2, gmax=1e-5), ("n", "m", "p", "i"), "ca"))
case("ghk k", run_of(lambda: gates("k", 2, gmax=1e-5), ("n", "m", "p", "i"), "k"))
case("table", run_of(lambda: gates("k", 0, table=()), OPEN, "k"))
case("coarse table", run_of(lambda: gates("k", 0, table=(20, -90, 20)), OPEN, "k"))
case("point", run_of(lambda: gates("k", 0, 1, 0.5), OPEN, "k"))
case("point without ion", run_of(lambda: gates("NonSpecific", 0, 1, 0.5), OPEN))
case("point ghk", run_of(lambda: gates("ca", 2, 1, 1e-11), ("n", "m", "p", "i"), "ca"))

SCHEME = ("a", "b", "c", "g", "i")
START = {"a": 0.5, "b": 0.375, "c": 0.125}
case("scheme", run_of(scheme, SCHEME, "k", START))
case("scheme, steady values", run_of(lambda: scheme(by_inf=True), SCHEME, "k", START))
case("scheme, ligand inside", run_of(lambda: scheme((3, "ki"), 2), SCHEME, "k", START))
case("scheme, ligand outside", run_of(lambda: scheme((2, "cao")), SCHEME, "k", START))
case("scheme, point", run_of(lambda: scheme(point=1), SCHEME, "k", START))


# ---- what a channel says of itself, and edits ----


def parts(channel):
    states = [channel.state(i) for i in range(int(channel.nstate()))]
    gates = [channel.gate(i) for i in range(int(channel.ngate()))]
    moves = [channel.trans(i) for i in range(int(channel.ntrans()))]
    return [
        [[x.name(), x.frac(), x.index(), x.gate().index()] for x in states],
        [[x.nstate(), x.power(), x.index(), x.sindex()] for x in gates],
        [
            [x.index(), x.type(), x.src().name(), x.target().name(), x.ligand(), x.stoichiometry()]
            for x in moves
        ],
        [channel.ligand(i) for i in range(int(channel.nligand()))],
    ]


def edited():
    channel = scheme()
    rows = [parts(channel)]
    channel.trans(0).type(3, "cai")
    rows.append(parts(channel))
    channel.trans(0).type(2, "ko")
    rows.append(parts(channel))
    channel.trans(2).stoichiometry(3)
    channel.state(0).name("gmax")
    channel.add_ksstate(channel.gate(0), "b")
    rows.append(parts(channel))
    channel.remove_transition(0)
    channel.remove_state(0)
    rows.append(parts(channel)[:3])  # NEURON goes on counting ligands of transitions that are gone
    return rows


def names_of(channel):
    soma = section("soma")
    m = instance(channel, soma(0.5))
    if channel.is_point():
        return [name for name in dir(m) if name in ("e", "g", "gmax", "i", "n", "m", "p", "pmax")]
    return [sorted(m.__dict__), sorted(each.name() for each in soma(0.5))]


def curves():
    channel = gates("k", 0)
    v, first, second = parameters(*VOLTAGES), h.Vector(), h.Vector()
    channel.trans(0).inftau(v, first, second)
    rows = [list(first), list(second)]
    channel.trans(0).ab(v, first, second)
    return rows + [list(first), list(second)]


def shared_parameters():
    """Both functions of a transition in one Vector, which changes behind set_f."""
    channel = h.KSChan(0)
    channel.add_hhstate("n")
    rate = channel.trans(0)
    numbers = parameters(0.1, 0.1, -55)
    rate.set_f(0, 3, numbers)
    rows = [rate.f(0, -40)]
    for i, x in enumerate((0.125, -1 / 80.0, -65)):
        numbers.x[i] = x
    rate.set_f(1, 2, numbers)
    rows += [rate.f(0, -40), rate.f(1, -40), rate.parm(0).same(numbers)]
    rate.parm(1).x[0] = 0.5
    return rows + [rate.f(0, -40), rate.f(1, -40)]


def units(channel):
    join = "%s.%s" if channel.is_point() else "%s_%s"
    names = ("pmax", "p", "i") if channel.iv_type() == 2 else ("gmax", "g", "i")
    swap = not channel.is_point()
    return [h.units(join % ((name, channel.name()) if swap else (channel.name(), name))) for name in names]


case("edits", edited)
case("curves", curves)
case("shared parameters", shared_parameters)
for kind in (0, 1, 2):
    for point in (0, 1):
        case("names %d %d" % (kind, point), lambda: names_of(gates("k", kind, point)))
        case("units %d %d" % (kind, point), lambda: units(gates("k", kind, point)))
case("names without ion", lambda: [names_of(gates("NonSpecific", 0, point)) for point in (0, 1)])
case("kinds of an ion", lambda: [gates("NonSpecific", 2).iv_type(), gates("k", 2).iv_type()])
case("names in use", lambda: [h.KSChan(0).name(name) for name in ("hh", "na_ion", "Vector")])
