"""neuron.progress(): a bar on standard error while a simulation runs."""

import sys
import time

_WIDTH = 40
shows = True  # this process: of several ranks only the first one draws
_started = {"time": None, "until": None, "last": None}


def progress(shown=None):
    """Whether long runs show how far they have come, before this call; with an argument, switches that on or off.

    While it is on, pc.psolve(), cvode.solve() and fadvance() (and so h.run()) draw a bar on standard error a few times
    a second: the simulated time, the end, and the time that is left by the speed so far. Of several ranks the first
    one draws.
    """
    from neuron import h

    return h.nrn_progress_() if shown is None else h.nrn_progress_(bool(shown))


def text(t, until, seconds):
    """The line that is drawn: t and until in ms, seconds since the run began."""
    part = min(max(t / until, 0.0), 1.0) if until > 0 else 1.0
    done = int(part * _WIDTH)
    line = "[" + "#" * done + "." * (_WIDTH - done) + "] %g of %g ms" % (round(t, 3), until)
    if 0 < part < 1:
        line += ", %.0f s left" % (seconds * (1 - part) / part)
    return line


def show(t, until):
    """Called by the simulator in the course of a run."""
    if not shows:
        return
    now = time.time()
    last = _started["last"]
    if _started["time"] is None or until != _started["until"] or last is None or t < last:
        _started.update(time=now, until=until)
    _started["last"] = t
    ended = t >= until - 1e-9 * abs(until)
    sys.stderr.write(
        "\r" + text(t, until, now - _started["time"]).ljust(_WIDTH + 40) + ("\n" if ended else "")
    )
    sys.stderr.flush()
    if ended:
        _started["time"] = None
