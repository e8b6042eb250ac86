"""Timing for the benchmark scripts: CPU time of one statement, the median of several repeats."""

import json
import resource
import statistics
import time
import timeit


def nanoseconds(statement, setup="pass", names=None, repeats=7, target=0.05):
    """Median CPU time of one execution [ns]."""
    timer = timeit.Timer(statement, setup, timer=time.process_time, globals=names)
    number = 1
    while timer.timeit(number) < target / 8:
        number *= 4
    return statistics.median(timer.timeit(number) for _ in range(repeats)) / number * 1e9


def memory():
    """Bytes of this process in memory; where the system does not tell, the most that it ever had."""
    try:
        with open("/proc/self/statm") as stream:
            return int(stream.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def emit(name, unit, figures, better="lower"):
    """Print one JSON line; run.py compares `figures` of two interpreters item by item."""
    print(json.dumps({"name": name, "unit": unit, "better": better, "figures": figures}), flush=True)
