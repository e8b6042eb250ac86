"""Random hoc programs on two implementations; those that print or fail differently are shown.

    python compare.py PYTHON REFERENCE [--first N] [--count N]
    python compare.py --record REFERENCE [--first N] [--count N]

Both are Python interpreters that have the package neuron: this one's and that of NEURON 9.0.2. Every program runs in
a fork of its own, by h("…"). The words of errors are not compared, only that there is one. --record writes
programs.jsonl, which test_fuzz.py runs: program, status and output.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import hocgen

SERVER = pathlib.Path(__file__).resolve().parent.parent / "lang" / "forkserver.py"
RECORDED = pathlib.Path(__file__).resolve().parent / "programs.jsonl"
SECONDS = 20


class Side:
    def __init__(self, python):
        self.process = subprocess.Popen(
            [python, str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/"
        )

    def run(self, text, seconds=SECONDS):
        """(exit status, output), the status negative for a signal."""
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "case.hoc").write_text(text, encoding="utf-8")
            print(
                json.dumps({"folder": folder, "way": "text", "seconds": seconds}),
                file=self.process.stdin,
                flush=True,
            )
            status = int(self.process.stdout.readline())
            output = (pathlib.Path(folder) / "out").read_bytes().decode("utf-8", "replace")
            errors = (pathlib.Path(folder) / "err").read_bytes().decode("utf-8", "replace")
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), output, errors


def plain(output):
    """The sign of a nan and of a zero is not compared."""
    return re.sub(r"-(nan|0\b(?!\.))", r"\1", output)


def record(reference, seeds):
    """Programs with what the reference printed; none that it failed to end."""
    side = Side(reference)
    with open(RECORDED, "w", encoding="utf-8") as file:
        for seed in seeds:
            text = hocgen.program(seed)
            status, output, errors = side.run(text)
            if status >= 0 and "Segmentation" not in errors:
                row = {"seed": seed, "program": text, "status": status, "output": output}
                file.write(json.dumps(row) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("python", nargs="?")
    parser.add_argument("reference")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    args = parser.parse_args()
    if args.record:
        return record(args.reference, range(args.first, args.first + args.count))
    ours, reference = Side(args.python), Side(args.reference)
    different = failing = 0
    for seed in range(args.first, args.first + args.count):
        text = hocgen.program(seed)
        status, output, errors = ours.run(text)
        wanted_status, wanted, wanted_errors = reference.run(text)
        failing += wanted_status != 0
        if wanted_status < 0 or "Segmentation" in wanted_errors:
            continue
        if (status, plain(output)) != (wanted_status, plain(wanted)):
            different += 1
            print("=== program %d\n%s" % (seed, text))
            print("--- here: exit %d\n%s%s" % (status, output, errors[-1500:]))
            print("--- reference: exit %d\n%s%s" % (wanted_status, wanted, wanted_errors[-800:]))
    print("%d programs, %d different, %d fail in the reference" % (args.count, different, failing))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
