"""Damaged .mod files, and what nmodl has to do with them: end in time, and say file, line and column of each error.

    python modgen.py NMODL [--seed N] [--count N]

Each is a file of the corpus (tests/lang/nmodl, tests/bench/mechanisms) with pieces cut out, doubled, exchanged, put in
from another file, or replaced by what is hard to read. Number `n` of a seed is the same on every machine.
"""

import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("lang/nmodl/cases", "lang/nmodl/bad", "bench/mechanisms")
INCLUDES = TESTS / "lang" / "nmodl" / "cases"
PATIENCE = 20  # [s] for one file

_token = re.compile(rb"\s+|\w+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|[^\w\s]")
_place = re.compile(r"^(.*?):(\d+):(\d+): (error|warning): (.*)$", re.M)

_hard = [
    b"(", b")", b"{", b"}", b"[", b"]", b"~", b"<->", b"<<", b"->", b"'", b"''", b"\"", b"^", b"^-", b"!", b"&&",
    b"0", b"-1", b"1e400", b"1e-400", b"1e", b"0x1F", b"99999999999999999999", b".", b"1..2", b",", b":", b"?",
    b"COMMENT", b"ENDCOMMENT", b"VERBATIM", b"ENDVERBATIM", b"UNITSOFF", b"INCLUDE \"included.inc\"",
    b"INCLUDE \"damaged.mod\"", b"DEFINE N 5", b"DEFINE x x", b"TABLE", b"FROM", b"TO", b"WITH", b"SOLVE", b"METHOD",
    b"sparse", b"cnexp", b"derivimplicit", b"STEADYSTATE", b"LOCAL", b"LOCAL a[3]", b"CONSERVE", b"COMPARTMENT",
    b"KINETIC k {", b"DERIVATIVE d {", b"FUNCTION f(x) {", b"PROCEDURE p() {", b"NET_RECEIVE(w) {", b"INITIAL {",
    b"STATE { s[4] }", b"if (", b"else", b"while (1) {", b"[2147483647]", b"[-1]", b"(mV)", b"(1e400 mV/ms2)", b"\0",
    b"\xff\xfe", b"\r", b"\x1a", b"v", b"t", b"dt", b"celsius", b"area", b"net_send(1, 2)", b"exp(", b"x = x = x",
]  # fmt: skip


def corpus():
    """[(name, bytes)]"""
    paths = [path for folder in FOLDERS for path in sorted((TESTS / folder).glob("*.mod"))]
    return [(path.name, path.read_bytes()) for path in paths]


def damaged(files, seed, number):
    """(name of the file that it was made of, bytes)"""
    dice = random.Random("%d %d" % (seed, number))
    name, text = dice.choice(files)
    tokens = _token.findall(text)
    for _ in range(1 + int(dice.expovariate(0.5))):
        at = dice.randrange(len(tokens) + 1)
        length = 1 + int(dice.expovariate(0.2))
        kind = dice.randrange(8)
        if kind == 0:
            del tokens[at : at + length]
        elif kind == 1:
            tokens[at:at] = tokens[at : at + length]
        elif kind == 2:
            tokens.insert(at, dice.choice(_hard))
        elif kind == 3:
            tokens[at : at + 1] = [dice.choice(_hard)]
        elif kind == 4:
            other = _token.findall(dice.choice(files)[1])
            start = dice.randrange(len(other) + 1)
            tokens[at:at] = other[start : start + 10 * length]
        elif kind == 5 and tokens:
            words = [k for k, token in enumerate(tokens) if token[:1].isalnum()]
            if words:
                tokens[dice.choice(words)] = tokens[dice.choice(words)]
        elif kind == 6:
            tokens[at : at + length] = reversed(tokens[at : at + length])
        elif at < len(tokens):
            piece = bytearray(tokens[at])
            piece[dice.randrange(len(piece))] = dice.randrange(256)
            tokens[at] = bytes(piece)
    result = b"".join(tokens)
    return name, result[: dice.randrange(len(result) + 1)] if dice.randrange(12) == 0 else result


def trouble(nmodl, folder, text, options=()):
    """What is wrong with the way in which nmodl treats a text; empty when nothing is."""
    path, code = folder / "damaged.mod", folder / "damaged.cpp"
    path.write_bytes(text)
    if code.exists():
        code.unlink()
    command = [str(nmodl), *options, "damaged.mod"] + (
        [] if "--check-units" in options else ["-o", str(code)]
    )
    try:
        done = subprocess.run(
            command,
            cwd=str(folder),
            env=dict(os.environ, MODL_INCLUDE=str(INCLUDES)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return "it does not end within %d s" % PATIENCE
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode not in (0, 1):
        return "it ends with status %d\n%s" % (done.returncode, said)
    if "Sanitizer" in said or "runtime error:" in said:
        return "a sanitizer reports\n%s" % said
    places = _place.findall(said)
    errors = [place for place in places if place[3] == "error"]
    if done.returncode == 1 and not (errors or (places and "--check-units" in options)):
        return "it fails without a place\n%s" % said
    if done.returncode == 0 and "--check-units" not in options and (errors or not code.exists()):
        return "it succeeds with errors, or without a result\n%s" % said
    if done.returncode == 1 and code.exists():
        return "it fails and leaves a result"
    for file, line, column, _, message in places:
        lines = (folder / file if file == "damaged.mod" else INCLUDES / pathlib.Path(file).name).read_bytes()
        lines = lines.split(b"\n")
        if not (1 <= int(line) <= len(lines) and 1 <= int(column) <= len(lines[int(line) - 1]) + 1):
            return "%s:%s:%s is no place of the file\n%s" % (file, line, column, said)
        if not message.strip():
            return "an error without words\n%s" % said
    return ""


def run(nmodl, seed, count, seconds=float("inf")):
    """Goes through texts until one of them gives trouble; how many there were. Raises AssertionError."""
    files = corpus()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for number in range(count):
            if time.monotonic() > end:
                return number
            name, text = damaged(files, seed, number)
            options = ["--check-units"] if number % 5 == 4 else []
            said = trouble(nmodl, folder, text, options)
            assert not said, "seed %d, number %d, made of %s%s: %s\n%s" % (
                seed,
                number,
                name,
                " (--check-units)" if options else "",
                said,
                text.decode("utf-8", "backslashreplace"),
            )
    return count


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("nmodl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10000)
    options = parser.parse_args()
    options.nmodl = os.path.abspath(options.nmodl)
    try:
        print("%d texts of seed %d" % (run(options.nmodl, options.seed, options.count), options.seed))
    except AssertionError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
