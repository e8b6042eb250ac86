"""Speed of this package against NEURON and NumPy, measured in turn on this machine.

    python tests/bench/run.py                               this package, against NumPy where that makes sense
    python tests/bench/run.py --reference PYTHON            and against NEURON, installed for that interpreter
    python tests/bench/run.py --only vector --rounds 5      one script, more rounds

The interpreter that runs this file is the one measured, so install the package for it. Each round runs each script
once with either interpreter; shown are medians over the rounds. "times faster" is the reference's time over ours,
"of NumPy" is our time over NumPy's.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def measure(python, script):
    """{item: (time, NumPy's time or None)} and the unit."""
    environment = dict(os.environ)
    environment.pop("PYTHONPATH", None) if python != sys.executable else None
    done = subprocess.run(
        [python, str(script)], capture_output=True, text=True, env=environment, cwd=str(HERE)
    )
    if done.returncode:
        sys.exit("%s %s: exit %d\n%s" % (python, script.name, done.returncode, done.stderr[-2000:]))
    result = json.loads([line for line in done.stdout.splitlines() if line.startswith("{")][-1])
    rows = {
        item: tuple(row) if isinstance(row, list) else (row, None) for item, row in result["rows"].items()
    }
    return rows, result["unit"]


def medians(rounds):
    """Item by item over the rounds."""
    out = {}
    for item in rounds[0]:
        rows = [rows[item] for rows in rounds if item in rows]
        numpy = [row[1] for row in rows if row[1] is not None]
        out[item] = (statistics.median(row[0] for row in rows), statistics.median(numpy) if numpy else None)
    return out


def geometric_mean(values):
    values = [value for value in values if value and value > 0]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def cell(value, pattern="%10.3f"):
    return " " * 10 if value is None else pattern % value


def table(name, unit, ours, reference):
    print("\n%-40s%10s%10s%10s%10s" % ("%s [%s]" % (name, unit), "NEURON", "ours", "faster", "of NumPy"))
    faster, shares = [], []
    for item, (time, numpy) in ours.items():
        theirs = reference.get(item, (None, None))[0]
        ratio = theirs / time if theirs and time > 0 else None
        share = time / numpy if numpy else None
        faster.append(ratio)
        shares.append(share)
        print("  %-38s%s%s%s%s" % (item, cell(theirs), cell(time), cell(ratio), cell(share)))
    print(
        "  %-38s%20s%s%s" % ("geometric mean", "", cell(geometric_mean(faster)), cell(geometric_mean(shares)))
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reference", metavar="PYTHON", help="an interpreter that has NEURON 9 and NumPy")
    parser.add_argument("--only", metavar="NAME", help="the script bench_NAME.py only")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    scripts = sorted(HERE.glob("bench_%s.py" % (options.only or "*")))
    if not scripts:
        parser.error("there is no script of that name")
    for script in scripts:
        ours, reference = [], []
        for _ in range(options.rounds):
            if options.reference:
                reference.append(measure(options.reference, script)[0])
            rows, unit = measure(sys.executable, script)
            ours.append(rows)
        table(script.stem[len("bench_") :], unit, medians(ours), medians(reference) if reference else {})


if __name__ == "__main__":
    main()
