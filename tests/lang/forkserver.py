"""Runs hoc cases for test_lang.py: every case in a fork of one process that has the package loaded.

A line on standard input asks for a run, `{"folder": …, "way": "file" or "text", "seconds": …}`; the line that answers
is its wait status. The program is case.hoc in the folder; the files out and err get its output.
"""

import ctypes
import json
import os
import signal
import sys
import traceback

from neuron import h


def run(way):
    """Exit status of case.hoc."""
    if way == "file":
        h.load_file("case.hoc")
        return 0
    with open("case.hoc", encoding="utf-8", newline="") as file:
        return 0 if h(file.read()) else 1


def child(request):
    os.chdir(request["folder"])
    signal.alarm(request["seconds"])
    for descriptor, name, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, "out", os.O_WRONLY | os.O_CREAT),
        (2, "err", os.O_WRONLY | os.O_CREAT),
    ):
        file = os.open(name, flags, 0o600)
        os.dup2(file, descriptor)
    status = 1
    try:
        status = run(request["way"])
    except SystemExit as end:
        status = end.code or 0
    except BaseException:  # the case's error, shown as a program of the user would show it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        ctypes.CDLL(None).fflush(None)
        os._exit(status)


def main():
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            child(json.loads(line))
        print(os.waitpid(pid, 0)[1], flush=True)


main()
