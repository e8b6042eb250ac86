"""Wall time of starting Python and importing the package, in ms; that of an empty program is taken off."""

import statistics
import subprocess
import sys
import time

from _timing import show


def once(code):
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )
    return 1e3 * (time.perf_counter() - start)


CODES = {
    "python alone": "pass",
    "from neuron import h": "from neuron import h",
    "import numpy": "import numpy",
}
times = {item: [] for item in CODES}
for _ in range(9):
    for item, code in CODES.items():
        times[item].append(once(code))
medians = {item: statistics.median(values) for item, values in times.items()}
medians["from neuron import h, without python"] = medians["from neuron import h"] - medians["python alone"]
show("ms", medians)
