"""The files hoc/*.hoc: cases with what they must print. See README.md for the format."""

import ast
import pathlib
import re

FOLDER = pathlib.Path(__file__).resolve().parent / "hoc"
DIRECTIVE = re.compile(
    r"\s*// (case|skip reference|only|source|stdin|argument|expect|expect error|expect stderr|expect exit): ?(.*)$"
)
ONLY = ("program", "python")


def unescape(text):
    """The text that `\\t`, `\\\\`, `\\x41` and the like stand for, as bytes."""
    return ast.literal_eval('b"' + text.replace('"', '\\"') + '"') if "\\" in text else text.encode("utf-8")


def escape(data):
    r"""Bytes as written behind `// expect:`; the inverse of unescape()."""
    text = []
    for char in data.decode("utf-8", "surrogateescape"):
        code = ord(char)
        if char == "\\":
            text.append("\\\\")
        elif char == "\t":
            text.append("\\t")
        elif 0xDC80 <= code <= 0xDCFF:
            text.append("\\x%02x" % (code - 0xDC00))
        elif code < 32 or code == 127:
            text.append("\\x%02x" % code)
        else:
            text.append(char)
    joined = "".join(text)
    if "\\" in joined:
        joined = "".join(c if ord(c) < 128 else "".join("\\x%02x" % b for b in c.encode()) for c in joined)
    return joined


def lines_of(output):
    """Lines as they are compared: blanks at the end of a line do not count."""
    lines = [line.rstrip(b" \t\r") for line in output.split(b"\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


class Case:
    def __init__(self, path, name, line):
        self.path, self.name, self.line = path, name, line
        self.body = []  # every line between two `// case:` lines, with its directives
        self.expected = []  # (line in body, text)
        self.error = None
        self.stderr = []
        self.exit = None
        self.skip_reference = None
        self.only = None
        self.stdin = b""
        self.arguments = []
        self.sources = []

    def __repr__(self):
        return "%s:%d: %s" % (self.path.name, self.line, self.name)

    @property
    def id(self):
        return "%s-%s" % (self.path.stem, re.sub(r"[^A-Za-z0-9]+", "_", self.name).strip("_"))

    @property
    def program(self):
        """The bytes of the program."""
        if self.sources:
            return b"".join(self.sources)
        return "".join(line + "\n" for line in self.body).encode("utf-8")

    def add(self, line):
        found = DIRECTIVE.match(line)
        self.body.append(line)
        if not found:
            if re.match(r"\s*// (expect|skip|only|source|stdin|argument|case)\b", line):
                raise ValueError("%r: unknown directive %r" % (self, line))
            return
        kind, text = found.groups()
        if kind == "expect":
            self.expected.append(unescape(text))
        elif kind == "expect error":
            self.error = text
        elif kind == "expect stderr":
            self.stderr.append(text)
        elif kind == "expect exit":
            self.exit = int(text)
        elif kind == "skip reference":
            self.skip_reference = text
        elif kind == "only":
            if text not in ONLY:
                raise ValueError("%r: only: %s" % (self, " or ".join(ONLY)))
            self.only = text
        elif kind == "source":
            self.sources.append(unescape(text))
        elif kind == "argument":
            self.arguments.append(text)
        elif kind == "stdin":
            self.stdin += unescape(text) + b"\n"

    def problem(self, status, stdout, stderr):
        """What is wrong with a run, or None."""
        complaints = []
        expected = lines_of(b"\n".join(self.expected))
        if lines_of(stdout) != expected:
            complaints.append("expected output:\n%s" % b"\n".join(expected).decode("utf-8", "replace"))
        message = stderr.decode("utf-8", "replace")
        said = " ".join(message.lower().split())
        if self.error is not None:
            if status == 0 or " ".join(self.error.lower().split()) not in said:
                complaints.append("expected an error with: " + self.error)
        elif status != (self.exit or 0):
            complaints.append("expected exit status %d" % (self.exit or 0))
        for text in self.stderr:
            if " ".join(text.lower().split()) not in said:
                complaints.append("expected on standard error: " + text)
        if not complaints:
            return None
        got = "exit status %s\nstandard output:\n%s\nstandard error:\n%s" % (
            status,
            stdout.decode("utf-8", "replace"),
            message[-3000:],
        )
        return "%r\n%s\n--- got: %s\n--- program:\n%s" % (
            self,
            "\n".join(complaints),
            got,
            self.program.decode("utf-8", "replace"),
        )


def parse(path):
    """The lines before the first case (comments), and the cases."""
    head, cases = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = DIRECTIVE.match(line)
        if found and found.group(1) == "case":
            cases.append(Case(path, found.group(2), number))
        elif cases:
            cases[-1].add(line)
        else:
            head.append(line)
    for case in cases:
        while case.body and not case.body[-1].strip():
            case.body.pop()
    names = [case.id for case in cases]
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise ValueError("%s: two cases named %s" % (path.name, ", ".join(doubles)))
    return head, cases


def files():
    return sorted(FOLDER.glob("*.hoc"))


def all_cases():
    return [case for path in files() for case in parse(path)[1]]
