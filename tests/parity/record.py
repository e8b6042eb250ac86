"""Regenerate the recorded data: run every script with an interpreter that has the reference.

    python record.py PYTHON [NAME ...]

PYTHON is the interpreter to record; NAME a script without .py (default: all scripts).
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def record(python, script):
    done = subprocess.run(
        [python, str(script)], capture_output=True, text=True, cwd=script.parent, check=False
    )
    if done.returncode:
        sys.exit(f"{script.name}: exit {done.returncode}\n{done.stderr[-2000:]}")
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    lines = [json.dumps({"case": row["case"], "result": row["result"]}) for row in rows]
    target = HERE / "data" / (script.stem + ".jsonl")
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{target.name}: {len(lines)} cases")


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    python, *names = arguments
    for script in sorted((HERE / "scripts").glob("*.py")):
        if not script.stem.startswith("_") and (not names or script.stem in names):
            record(python, script)


if __name__ == "__main__":
    main(sys.argv[1:])
