"""The process that runs programs for these tests."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def server():
    """Asks the fork server for a run: server(folder, way, seconds) is the exit status, negative for a signal."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "forkserver.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=os.environ.get("NRN_TEST_CACHE", "/"),
    ) as process:

        def ask(folder, way, seconds):
            request = {"folder": str(folder), "way": way, "seconds": seconds}
            print(json.dumps(request), file=process.stdin, flush=True)
            status = int(process.stdout.readline())
            return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)

        yield ask
        process.stdin.close()
