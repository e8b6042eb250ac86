"""The end of a run with several ranks: nobody waits for a rank that has failed, and MPI ends in order."""

import atexit
import sys
import time

from neuron import hoc
from neuron._api import progress

_started = False


def start(rank, size):
    """Called once when the ranks of a run over MPI are connected."""
    global _started
    if _started:
        return
    _started = True
    progress.shows = rank == 0
    _flush()  # "numprocs=2" comes before anything that another rank prints
    atexit.register(hoc._finish)
    if size > 1:
        sys.excepthook = _ending_all(sys.excepthook)
        _watch_threads()


def _interactive():
    return hasattr(sys, "ps1") or bool(sys.flags.interactive)


def _flush():
    for stream in (sys.stdout, sys.stderr):
        flush = getattr(stream, "flush", None)
        if flush is not None:
            try:
                flush()
            except (OSError, ValueError):
                continue  # closed, or nobody reads it


def _abort():
    """Ends all ranks, a moment later: launchers drop what they have not read yet."""
    _flush()
    time.sleep(0.2)
    hoc._parallel_abort(1)


def _ending_all(previous):
    """An excepthook that reports as `previous` does and then ends all ranks."""

    def excepthook(kind, value, traceback):
        try:
            previous(kind, value, traceback)
        finally:
            if not _interactive():
                _abort()

    return excepthook


def _watch_threads():
    import threading

    previous = getattr(threading, "excepthook", None)  # since Python 3.8
    if previous is None:
        return

    def excepthook(args):
        try:
            previous(args)
        finally:
            if not issubclass(args.exc_type, SystemExit) and not _interactive():
                _abort()

    threading.excepthook = excepthook
