"""Wall time and CPU time of `python -c "from neuron import h"`, whole processes, beside a bare Python."""

import os
import statistics
import subprocess
import sys
import time

from _timing import emit


def once(code):
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=os.path.dirname(
            os.path.abspath(__file__)
        ),  # in the project's root, Python would find the sources
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("%r failed" % code)
    return (time.perf_counter() - started) * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3


codes = {"from neuron import h": "from neuron import h", "bare Python": "pass"}
runs = {name: [] for name in codes}
for _ in range(15):
    for name, code in codes.items():
        runs[name].append(once(code))
figures = {}
for name, times in runs.items():
    figures[name + ", wall"] = round(statistics.median(t[0] for t in times), 2)
    figures[name + ", CPU"] = round(statistics.median(t[1] for t in times), 2)
emit("import", "ms", figures)
