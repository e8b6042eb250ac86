"""Runs the .mod files of a folder, compiled into one library, and prints what each computes as a line of JSON.

    python run_cases.py FOLDER LIBRARY [NAME...]

The same file runs on this package and on NEURON. What to do with a mechanism stands in comments of its file; README.md
lists them. Each case runs in a process of its own, forked from one that has loaded the library.
"""

import json
import math
import os
import pathlib
import re
import sys

DEFAULTS = {"steps": ["5"], "dt": ["0.1"], "v": ["-65"], "celsius": ["6.3"], "record": [""]}


def directives(text):
    found = {}
    for key, value in re.findall(
        r"^: (case|record|steps|dt|v|celsius|before|values|at \d+|skip): ?(.*)$", text, re.M
    ):
        found.setdefault(key, []).append(value.strip())
    return dict(DEFAULTS, **found)


def kind_and_name(text):
    text = re.sub(r"(?m)^[:?].*$", "", text)
    found = re.search(r"\b(SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\s+(\w+)", text)
    return found.group(1), found.group(2)


def plain(value):
    """A number as JSON can carry it."""
    number = float(value)
    return number if math.isfinite(number) else repr(number)


class Case:
    def __init__(self, h, text):
        self.todo = directives(text)
        self.kind, self.name = kind_and_name(text)
        section = h.Section(name="soma")
        section.L = section.diam = 10
        self.names = {"h": h, "sec": section, "seg": section(0.5)}
        if self.kind == "POINT_PROCESS":
            self.names["m"] = getattr(h, self.name)(section(0.5))
        elif self.kind == "ARTIFICIAL_CELL":
            self.names["m"] = getattr(h, self.name)()
        elif self.name != "nothing":
            section.insert(self.name)
            self.names["m"] = getattr(section(0.5), self.name)
        self.h = h

    def python(self, statements):
        for statement in statements:
            exec(statement, self.names)

    def values(self, expressions):
        return [
            plain(eval(one, self.names)) for text in expressions for one in text.split(";") if one.strip()
        ]

    def recorded(self):
        names = self.todo["record"][0].split()
        return self.values(one if "." in one or "(" in one else "m." + one for one in names)

    def run(self):
        h = self.h
        h.dt = float(self.todo["dt"][0])
        h.celsius = float(self.todo["celsius"][0])
        self.python(self.todo.get("before", []))
        h.finitialize(float(self.todo["v"][0]))
        rows = [self.recorded()]
        for step in range(1, int(self.todo["steps"][0]) + 1):
            self.python(self.todo.get("at %d" % step, []))
            h.fadvance()
            rows.append(self.recorded())
        return {"rows": rows, "values": self.values(self.todo.get("values", []))}


def answer(h, path):
    try:
        return Case(h, path.read_text()).run()
    except Exception as error:
        return {"error": type(error).__name__ + ": " + str(error)}


def in_a_fork(h, path):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(json.dumps(answer(h, path)))
            pipe.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"error": "the process ended"}


def main(folder, library, *names):
    from neuron import h

    if not h.nrn_load_dll(library):
        sys.exit("%s cannot be loaded" % library)
    for path in sorted(pathlib.Path(folder).glob("*.mod")):
        if not names or path.stem in names:
            print(json.dumps(dict(case=path.stem, **in_a_fork(h, path))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
