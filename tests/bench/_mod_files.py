"""Made-up .mod files for measurements of building: kinds that models have, each file with other names and numbers."""


def channel(i):
    """A voltage-gated channel; which ion, how many gates, and whether rates are tabulated differ."""
    ion = ("na", "k", "ca")[i % 3]
    gates = ["m", "h", "n"][: 1 + i % 3]
    currents = "*".join("%s^%d" % (gate, 1 + (i + k) % 4) for k, gate in enumerate(gates))
    kinetics = "".join("    %s' = (%sinf - %s)/%stau\n" % (gate, gate, gate, gate) for gate in gates)
    names = ", ".join("%sinf, %stau" % (gate, gate) for gate in gates)
    table = "    TABLE %s DEPEND shift, celsius FROM -120 TO 80 WITH 400\n" % names if i % 2 else ""
    rates = "".join(
        "    a = %g*gap(-(v + %d + shift), %d)\n    b = %g*exp(-(v + %d + shift)/%d)\n"
        "    %stau = 1/(q*(a + b))\n    %sinf = a/(a + b)\n"
        % (0.1 + 0.01 * i, 30 + k + i % 20, 9 + k, 0.2 + 0.02 * k, 50 + i % 15, 15 + k, gate, gate)
        for k, gate in enumerate(gates)
    )
    return f"""TITLE a {ion} channel, number {i}
NEURON {{
    SUFFIX chan{i}
    USEION {ion} READ e{ion} WRITE i{ion}
    RANGE gbar, g{"" if table else ", " + names}
    GLOBAL shift{", " + names if table else ""}
    THREADSAFE
}}
UNITS {{ (mA) = (milliamp) (mV) = (millivolt) (S) = (siemens) }}
PARAMETER {{
    gbar = {0.001 * (1 + i):g} (S/cm2) <0, 1e9>
    shift = {i % 7} (mV)
}}
ASSIGNED {{
    v (mV) celsius (degC) e{ion} (mV) i{ion} (mA/cm2) g (S/cm2)
    {" ".join("%sinf %stau (ms)" % (gate, gate) for gate in gates)}
}}
STATE {{ {" ".join(gates)} }}
BREAKPOINT {{
    SOLVE states METHOD cnexp
    g = gbar*{currents}
    i{ion} = g*(v - e{ion})
}}
INITIAL {{
    rates(v)
{"".join("    %s = %sinf%c" % (gate, gate, 10) for gate in gates)}}}
DERIVATIVE states {{
    rates(v)
{kinetics}}}
FUNCTION gap(x (mV), y (mV)) {{
    if (fabs(x/y) < 1e-6) {{
        gap = y*(1 - x/y/2)
    }} else {{
        gap = x/(exp(x/y) - 1)
    }}
}}
PROCEDURE rates(v (mV)) {{
    LOCAL a, b, q
{table}    UNITSOFF
    q = 3^((celsius - {6 + i % 30})/10)
{rates}    UNITSON
}}
"""


def synapse(i):
    """A point process with two exponentials and short-term depression that differs in its rule."""
    depends = "use = use + u0*(1 - use)" if i % 2 else "use = u0"
    return f"""NEURON {{
    POINT_PROCESS Syn{i}
    RANGE tau1, tau2, e, i, u0, taurec
    NONSPECIFIC_CURRENT i
}}
UNITS {{ (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }}
PARAMETER {{
    tau1 = {0.1 + 0.1 * (i % 9):g} (ms) <1e-9, 1e9>
    tau2 = {5 + i} (ms) <1e-9, 1e9>
    e = {-80 if i % 4 else 0} (mV)
    u0 = 0.{1 + i % 8}
    taurec = {100 + 10 * i} (ms)
}}
ASSIGNED {{ v (mV) i (nA) factor }}
STATE {{ A (uS) B (uS) }}
INITIAL {{
    LOCAL tp
    A = 0
    B = 0
    tp = (tau1*tau2)/(tau2 - tau1)*log(tau2/tau1)
    factor = 1/(exp(-tp/tau2) - exp(-tp/tau1))
}}
BREAKPOINT {{
    SOLVE decay METHOD cnexp
    i = (B - A)*(v - e)
}}
DERIVATIVE decay {{
    A' = -A/tau1
    B' = -B/tau2
}}
NET_RECEIVE(weight (uS), use, rec, last (ms)) {{
    INITIAL {{
        use = 0
        rec = 1
        last = t
    }}
    rec = 1 + (rec - rec*use - 1)*exp(-(t - last)/taurec)
    {depends}
    last = t
    A = A + weight*factor*use*rec
    B = B + weight*factor*use*rec
}}
"""


def pool(i):
    """A concentration of calcium that follows the current, with a pump of Michaelis and Menten."""
    return f"""NEURON {{
    SUFFIX pool{i}
    USEION ca READ ica, cai WRITE cai
    RANGE depth, taur, rest, vmax
}}
UNITS {{
    (mM) = (milli/liter) (um) = (micron) (mA) = (milliamp)
    FARADAY = (faraday) (coulomb)
}}
PARAMETER {{
    depth = 0.{1 + i % 9} (um)
    taur = {20 + i} (ms)
    rest = 5e-5 (mM)
    vmax = {1 + i % 5}e-6 (mM/ms)
    kd = 1e-4 (mM)
}}
ASSIGNED {{ ica (mA/cm2) drive (mM/ms) pump (mM/ms) }}
STATE {{ cai (mM) }}
BREAKPOINT {{ SOLVE state METHOD derivimplicit }}
INITIAL {{ cai = rest }}
DERIVATIVE state {{
    drive = -(10000)*ica/(2*FARADAY*depth)
    if (drive <= 0) {{ drive = 0 }}
    pump = vmax*cai/(cai + kd)
    cai' = drive - pump + (rest - cai)/taur
}}
"""


def cell(i):
    """An artificial cell: a leaky integrator with a refractory time and self events."""
    return f"""NEURON {{
    ARTIFICIAL_CELL Cell{i}
    RANGE tau, refractory, m, level
}}
PARAMETER {{
    tau = {10 + i} (ms) <1e-9, 1e9>
    refractory = {1 + i % 6} (ms)
    level = 1
}}
ASSIGNED {{ m last (ms) resting }}
INITIAL {{
    m = 0
    last = 0
    resting = 0
}}
FUNCTION membrane() {{
    membrane = m*exp(-(t - last)/tau)
}}
NET_RECEIVE(w) {{
    if (flag == 0 && resting == 0) {{
        m = membrane() + w
        last = t
        if (m > level) {{
            m = 0
            resting = 1
            net_event(t)
            net_send(refractory, 1)
        }}
    }} else if (flag == 1) {{
        resting = 0
        last = t
    }}
}}
"""


def leak(i):
    """A leak that an outward rectifier follows, without states."""
    return f"""NEURON {{
    SUFFIX leak{i}
    NONSPECIFIC_CURRENT i
    RANGE g, e, half, width
}}
PARAMETER {{
    g = {i + 1}e-5 (S/cm2)
    e = {-60 - i % 20} (mV)
    half = {-20 - i % 10} (mV)
    width = {5 + i % 7} (mV)
}}
ASSIGNED {{ v (mV) i (mA/cm2) open }}
BREAKPOINT {{
    open = 1/(1 + exp(-(v - half)/width))
    i = g*(0.1 + open)*(v - e)
}}
"""


_kinds = (channel, synapse, channel, pool, channel, cell, leak)


def write(folder, count, first=0):
    """Writes `count` files into a folder (a pathlib.Path), which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for i in range(first, first + count):
        kind = _kinds[i % len(_kinds)]
        path = folder / ("%s%d.mod" % (kind.__name__, i))
        path.write_text(kind(i))
        paths.append(path)
    return paths
