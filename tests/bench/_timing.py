"""Shared by the benchmark scripts: how long a call takes, and how results are printed."""

import gc
import json
import os
import statistics
import time
import timeit

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("NEURON_MODULE_OPTIONS", "-nogui")
REPEATS = 5
EACH = 0.03  # seconds of processor time for one repeat


def seconds(statement, setup="pass", names=None):
    """Processor time of one execution of a statement (text or callable), the median of some repeats."""
    timer = timeit.Timer(statement, setup, timer=time.process_time, globals=names)
    count = 1
    while True:
        spent = timer.timeit(count)
        if spent > EACH / 4:
            break
        count *= 2 if spent > EACH / 40 else 8
    count = max(1, int(count * EACH / spent))
    gc.collect()
    return statistics.median(timer.timeit(count) / count for _ in range(REPEATS))


def show(unit, rows):
    """rows: {item: time} or {item: (time, time of NumPy doing the same)}; a row is None where a call is missing."""
    print(json.dumps({"unit": unit, "rows": {item: row for item, row in rows.items() if row is not None}}))
