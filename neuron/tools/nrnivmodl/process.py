"""Programs that are run to their end, and what they say of it."""

import subprocess

from .problem import Problem


def run(command, folder):
    """The completed process, with its output. Raises Problem when it cannot be started."""
    try:
        return subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise Problem(f"{command[0]} cannot be started: {error.strerror}") from None


def ending(done):
    """How it ended, in words."""
    if done.returncode >= 0:
        return f"ended with status {done.returncode}"
    return f"was ended by signal {-done.returncode}; is there room on the disk and in memory?"


def text(done):
    """All that it printed."""
    return (done.stdout + done.stderr).decode(errors="replace").rstrip()
