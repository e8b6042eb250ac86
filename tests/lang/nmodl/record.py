"""Records what NEURON computes from the .mod files here: python record.py PYTHON [NAME...]

PYTHON is an interpreter with neuron==9.0.2, whose nrnivmodl stands beside it. With names, only those cases are
replaced in expected.json.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def skipped(path):
    return "\n: skip:" in path.read_text()


def main(python, *names):
    bin_folder = pathlib.Path(python).parent
    environment = dict(os.environ, PATH=str(bin_folder) + os.pathsep + os.environ["PATH"])
    environment.pop("PYTHONPATH", None)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for path in sorted((HERE / "cases").glob("*")):
            if not skipped(path) and (not names or path.stem in names or path.suffix != ".mod"):
                shutil.copy(path, folder)
        built = subprocess.run(
            [str(bin_folder / "nrnivmodl"), "."],
            cwd=temporary,
            env=environment,
            capture_output=True,
            text=True,
        )
        if built.returncode:
            sys.exit(built.stdout[-5000:] + built.stderr[-5000:])
        library = next(folder.glob("*/libnrnmech.so"))
        done = subprocess.run(
            [python, str(HERE / "run_cases.py"), temporary, str(library)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    target = HERE / "expected.json"
    rows = json.loads(target.read_text()) if names and target.exists() else {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            row = json.loads(line)
            rows[row.pop("case")] = row
    recorded = (path for path in (HERE / "cases").glob("*.mod") if not skipped(path))
    names = {path.stem for path in recorded}
    rows = {name: row for name, row in rows.items() if name in names}
    target.write_text(
        "{\n" + ",\n".join('"%s": %s' % (k, json.dumps(v)) for k, v in sorted(rows.items())) + "\n}\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
