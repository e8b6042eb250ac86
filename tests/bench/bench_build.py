"""Building mechanisms with nrnivmodl from scratch: 1, 10 and 50 made-up .mod files, and 50 of which one has changed.

CPU time of all processes, and wall time. Objects that were compiled before are not used. The program is the nrnivmodl
beside the interpreter, so that run.py can compare with NEURON's.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import _mod_files
from _timing import emit

ROUNDS = 3


def nrnivmodl(folder):
    """(wall, CPU) of one run [s]."""
    beside = pathlib.Path(sys.executable).with_name("nrnivmodl")
    command = [str(beside)] if beside.exists() else [sys.executable, "-m", "neuron.tools.nrnivmodl"]
    env = dict(os.environ, NRN_BUILD_CACHE="off")
    env["PATH"] = str(beside.parent) + os.pathsep + env["PATH"]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=str(folder), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("nrnivmodl failed in %s" % folder)
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime


def change(path):
    path.write_text(path.read_text().replace("shift = ", "shift = 1", 1))


times = {}
with tempfile.TemporaryDirectory() as place:
    for number in range(ROUNDS):
        for count in (1, 10, 50):
            folder = pathlib.Path(place) / ("%d_%d" % (count, number))
            files = _mod_files.write(folder, count)
            times.setdefault("%d" % count, []).append(nrnivmodl(folder))
        change(files[0])
        times.setdefault("50, one changed", []).append(nrnivmodl(folder))
        shutil.rmtree(place + "/50_%d" % number)
figures = {}
for name, runs in times.items():
    for k, clock in enumerate(("wall", "CPU")):
        figures["%s files, %s" % (name, clock)] = round(statistics.median(run[k] for run in runs), 3)
emit("build", "s", figures)
