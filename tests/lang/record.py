"""Check the cases against the reference, or write down what it prints.

    python record.py NRNIV [FILE ...]           check
    python record.py --write NRNIV [FILE ...]   cases without any `// expect` line get them

NRNIV is the program nrniv of NEURON 9.0.2; FILE a name from hoc/ (default: all). What --write puts down is to be read
and judged: an expectation is a promise of ours, not only a record.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import hoccases

MARK = "\x01%d\x02"
WAIT = 30  # seconds


def run(nrniv, case, program=None):
    """Exit status, standard output, standard error of a case; status None: it did not end."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "case.hoc"
        path.write_bytes(case.program if program is None else program)
        try:
            done = subprocess.run(
                [nrniv, "-nogui", "-nobanner"] + (case.arguments or ["case.hoc"]),
                input=case.stdin,
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                timeout=WAIT,
                env=dict({k: v for k, v in os.environ.items() if k != "PYTHONPATH"}, HOME=folder),
            )
        except subprocess.TimeoutExpired as stopped:
            return None, stopped.stdout or b"", stopped.stderr or b""
    return done.returncode, done.stdout, done.stderr


def statement_ends(lines):
    """Places (indices of lines) where a whole top-level statement ends."""
    depth, comment, template, ends = 0, False, False, []
    for i, line in enumerate(lines):
        code = re.sub(r'"(\\.|[^"\\])*"', '""', line)
        if comment:
            if "*/" not in code:
                continue
            code, comment = code.split("*/", 1)[1], False
        code = re.sub(r"/\*.*?\*/", " ", code).split("//")[0]
        if "/*" in code:
            code, comment = code.split("/*")[0], True
        depth += code.count("{") - code.count("}")
        template = (template or "begintemplate" in code) and "endtemplate" not in code
        if code.strip() and depth == 0 and not template and not comment and not code.rstrip().endswith("\\"):
            ends.append(i)
    return ends


def outputs(nrniv, case, stdout):
    """[(index of the line in case.body, bytes)] of what each statement printed; all at the end when unclear."""
    everything = [(len(case.body) - 1, stdout)]
    if case.sources or case.arguments:
        return everything
    ends = statement_ends(case.body)
    marked = []
    for i, line in enumerate(case.body):
        marked.append(line)
        if i in ends:
            marked.append('{printf("%s")}' % (MARK % i))
    program = "".join(line + "\n" for line in marked).encode("utf-8")
    _, got, _ = run(nrniv, case, program)
    if re.sub(rb"\x01\d+\x02", b"", got) != stdout:
        return everything
    parts, found = [], re.split(rb"\x01(\d+)\x02", got)
    for text, place in zip(found[0::2], found[1::2]):
        parts.append((int(place), text))
    if found[-1]:
        last = [end for end in ends if not parts or end > parts[-1][0]]
        parts.append((last[0] if last else len(case.body) - 1, found[-1]))
    return parts


def error_text(stderr):
    """The core of the reference's message: the first line that is no note."""
    for line in stderr.decode("utf-8", "replace").splitlines():
        line = re.sub(r"^.*?nrniv: ", "", line).strip()
        if line:
            return re.sub(r"; really .*", "", line)
    return ""


def annotated(nrniv, case):
    """The body of a case with its expectations."""
    status, stdout, stderr = run(nrniv, case)
    if status is None or status < 0 or b"Segmentation" in stderr:
        print("%r: the reference crashed or did not end (%s)" % (case, status))
        return case.body
    inserts, rest = {}, b""
    for place, text in outputs(nrniv, case, stdout):
        whole, _, rest = (rest + text).rpartition(b"\n")
        if whole or (text and b"\n" in text):
            for line in whole.split(b"\n"):
                inserts.setdefault(place, []).append("// expect: " + hoccases.escape(line.rstrip(b" ")))
    last = len(case.body) - 1
    if rest:
        inserts.setdefault(last, []).append("// expect: " + hoccases.escape(rest.rstrip(b" ")))
    if case.error is None and status == 1 and stderr:
        inserts.setdefault(last, []).append("// expect error: " + error_text(stderr))
    elif status not in (0, 1):
        inserts.setdefault(last, []).append("// expect exit: %d" % status)
    elif stderr and status == 0:
        inserts.setdefault(last, []).append("// expect stderr: " + error_text(stderr))
    body = []
    for i, line in enumerate(case.body):
        body.append(line)
        body.extend(line.rstrip() for line in inserts.get(i, []))
    return body


def write(nrniv, path):
    head, cases = hoccases.parse(path)
    lines = list(head)

    def text(case):
        fixed = case.expected or case.exit is not None or case.stderr
        return case.body if fixed or case.skip_reference else annotated(nrniv, case)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, body in zip(cases, pool.map(text, cases)):
            while lines and not lines[-1].strip():
                lines.pop()
            lines += ([""] if lines else []) + ["// case: " + case.name] + body
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def check(nrniv, paths):
    cases = [case for path in paths for case in hoccases.parse(path)[1]]
    chosen = [case for case in cases if not case.skip_reference and case.only != "python"]

    def problem(case):
        status, stdout, stderr = run(nrniv, case)
        return case.problem(status, stdout, stderr)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        problems = [text for text in pool.map(problem, chosen) if text]
    for text in problems:
        print(text + "\n" + "=" * 80)
    print(
        "%d cases, %d checked, %d skipped, %d differ"
        % (len(cases), len(chosen), len(cases) - len(chosen), len(problems))
    )
    return 1 if problems else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("nrniv")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    paths = [hoccases.FOLDER / pathlib.Path(name).name for name in args.files] or hoccases.files()
    if args.write:
        for path in paths:
            write(args.nrniv, path)
    return check(args.nrniv, paths)


if __name__ == "__main__":
    sys.exit(main())
