"""All benchmarks with one command, in turn with a reference:

    python tests/bench/run.py --reference /path/to/python/with/NEURON-9 [--rounds 3] [script ...]

Runs each script with the reference's interpreter and with this one, one after the other, `rounds` times, and prints
the medians and how many times less this one needs. Without --reference it prints this one's figures.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCRIPTS = ["bench_import.py", "bench_calls.py", "bench_hoc.py", "bench_vector.py", "bench_pickle.py"]


def measure(python, script):
    """{item: figure} of one run."""
    names = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [python, str(HERE / script)], stdout=subprocess.PIPE, universal_newlines=True, env=names
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or not lines:
        print("%s: %s does not run there" % (script, python))
        return "", {}
    return lines[-1]["unit"], lines[-1]["figures"]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reference", help="an interpreter with NEURON 9 and NumPy")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("scripts", nargs="*", default=SCRIPTS)
    options = parser.parse_args()
    sides = ([options.reference] if options.reference else []) + [sys.executable]
    for script in options.scripts:
        unit = ""
        tables = [{} for _ in sides]
        for _ in range(options.rounds):
            for python, table in zip(sides, tables):
                unit, figures = measure(python, script)
                for item, figure in figures.items():
                    table.setdefault(item, []).append(figure)
        heads = (
            (["reference"] if options.reference else [])
            + ["here"]
            + (["times less"] if options.reference else [])
        )
        print("\n%-36s" % ("%s [%s]" % (script, unit)) + "".join("%12s" % head for head in heads))
        for item in tables[-1]:
            medians = [statistics.median(table[item]) for table in tables if item in table]
            if len(medians) == 2:
                medians.append(medians[0] / medians[1] if medians[1] else float("inf"))
            print("%-36s" % item + "".join("%12.4g" % median for median in medians))


if __name__ == "__main__":
    main()
