"""Regenerate the recorded data: run every script with an interpreter that has the reference.

    python record.py PYTHON [NAME ...]

PYTHON is the interpreter to record; NAME a script without .py (default: all scripts). Scripts are those of
`scripts`, whose answers go to `data`, and of `model_scripts`, whose answers go to `data/models`.
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = {"scripts": "data", "model_scripts": "data/models"}


def record(python, script, data):
    done = subprocess.run(
        [python, str(script)], capture_output=True, text=True, cwd=script.parent, check=False
    )
    if done.returncode:
        sys.exit(f"{script.name}: exit {done.returncode}\n{done.stderr[-2000:]}")
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    lines = [json.dumps({"case": row["case"], "result": row["result"]}) for row in rows]
    cases = [row["case"] for row in rows]
    twice = sorted({case for case in cases if cases.count(case) > 1})
    if twice:
        sys.exit(f"{script.name}: cases of the same name: {', '.join(twice)}")
    target = data / (script.stem + ".jsonl")
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{target.name}: {len(lines)} cases")


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    python, *names = arguments
    for folder, data in FOLDERS.items():
        for script in sorted((HERE / folder).glob("*.py")):
            if not script.stem.startswith("_") and (not names or script.stem in names):
                record(python, script, HERE / data)


if __name__ == "__main__":
    main(sys.argv[1:])
