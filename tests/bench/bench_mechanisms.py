"""Typical mechanisms of users, compiled by the nrnivmodl beside the interpreter: the fixed step of many instances.

The files are those of mechanisms/, the same for every interpreter. Each is put into 2000 segments (at 2000 places for
point processes) and figures are ns for each instance and step: of the whole step (currents, states, voltages), and of
what the mechanism adds to the step of the same model without it. `python bench_mechanisms.py bnat bfive` measures these
alone.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from _timing import emit

HERE = pathlib.Path(__file__).resolve().parent / "mechanisms"
SECTIONS, SEGMENTS = 20, 100
REPEATS = 5

# What each has to be set beside; those that are left out need nothing.
DRIVES = {}
LARGE = {"bbufl"}  # slow in the reference: fewer steps

names = sys.argv[1:] or sorted(path.stem for path in HERE.glob("*.mod"))


def compiled(folder):
    """Makes the library of the mechanisms in a folder."""
    for name in names:
        shutil.copy(str(HERE / (name + ".mod")), str(folder))
    beside = pathlib.Path(sys.executable).with_name("nrnivmodl")
    command = [str(beside)] if beside.exists() else [sys.executable, "-m", "neuron.tools.nrnivmodl"]
    env = dict(os.environ, PATH=str(pathlib.Path(sys.executable).parent) + os.pathsep + os.environ["PATH"])
    done = subprocess.run(
        command,
        cwd=str(folder),
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    if done.returncode != 0:
        sys.exit(done.stdout)


def cables():
    made = []
    for k in range(SECTIONS):
        cable = h.Section(name="cable%d" % k)
        cable.L, cable.diam, cable.nseg = 1000, 1, SEGMENTS
        made.append(cable)
    return made


def drive(kind):
    def register(function):
        DRIVES[kind] = function
        return function

    return register


def sources(count, interval):
    """NetStims that begin at different times."""
    made = []
    for k in range(count):
        source = h.NetStim()
        source.interval, source.number, source.start, source.noise = interval, 1e9, k * interval / count, 0
        made.append(source)
    return made


def excite(points, weight, interval=20.0, count=50):
    """One connection to each point process."""
    made = sources(count, interval)
    for k, point in enumerate(points):
        link = h.NetCon(made[k % count], point)
        link.delay, link.weight[0] = 1 + k % 7 * 0.1, weight
        made.append(link)
    return made


@drive("bnmda")
def nmda(points):
    return excite(points, 1e-5)


@drive("bgabab")
def gabab(points):
    return excite(points, 1)


@drive("bstdp")
def stdp(points):
    return excite(points, 1e-5)


@drive("bgap")
def gap(points):
    for k, point in enumerate(points):
        h.setpointer(points[k - 1].get_segment()._ref_v, "vgap", point)


@drive("bcell")
def cell(points):
    made = excite(points, 0.3, interval=5.0)
    for k, point in enumerate(points):
        link = h.NetCon(point, points[(k + 1) % len(points)])
        link.delay, link.weight[0] = 1, 0.2
        made.append(link)
    return made


@drive("bpool")
def pool(points):
    """With the current that it follows."""
    if "bcal" in names:
        for cable in h.allsec():
            cable.insert("bcal")


def instances(name, segments):
    """Point processes of a mechanism; of a density mechanism none, but it is inserted."""
    text = (HERE / (name + ".mod")).read_text()
    if "SUFFIX" in text:
        for cable in h.allsec():
            cable.insert(name)
        return []
    kind = getattr(h, name.capitalize())
    return [kind() if "ARTIFICIAL_CELL" in text else kind(segment) for segment in segments]


def step(count):
    """ns for a step and instance, the least of several runs."""
    PC.set_maxstep(10)
    found = []
    for _ in range(REPEATS):
        h.finitialize(-60)
        PC.psolve(1)  # caches and queues are as they stay
        start = time.process_time()
        PC.psolve(1 + count * h.dt)
        found.append(time.process_time() - start)
    return min(found) / count / (SECTIONS * SEGMENTS) * 1e9


def measure(name):
    model = cables()
    segments = [segment for cable in model for segment in cable]
    steps = 40 if name in LARGE else 400
    if name == "bpool":
        pool(None)
    bare = step(steps)
    points = instances(name, segments)
    kept = DRIVES[name](points) if name in DRIVES and name != "bpool" else None
    whole = step(steps)
    del kept, points, segments
    for cable in model:
        h.delete_section(sec=cable)
    return whole, whole - bare


folder = tempfile.mkdtemp()
try:
    compiled(pathlib.Path(folder))
    os.chdir(folder)
    from neuron import h  # noqa: E402 - finds the library of this folder

    PC = h.ParallelContext()
    figures = {}
    for name in names:
        whole, alone = measure(name)
        figures[name + ", step"] = round(whole, 3)
        figures[name + ", alone"] = round(alone, 3)
finally:
    os.chdir("/")
    shutil.rmtree(folder)
emit("mechanisms", "ns", figures)
