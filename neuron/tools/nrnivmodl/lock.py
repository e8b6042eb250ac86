"""One nrnivmodl at a time in a folder."""

import contextlib
import fcntl
import os


@contextlib.contextmanager
def lock(folder, report):
    """Waits, with a word, until no other process has the lock of the folder."""
    with open(os.path.join(folder, ".lock"), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report(f"another nrnivmodl works in {folder}; waiting until it has ended")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
