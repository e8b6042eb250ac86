"""Writes docs/reference/*.rst from the registry of the installed package; a Sphinx extension, and a script.

The text of the reference is that of the declarations in core/builtins, which help() shows too.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(os.path.dirname(HERE), "reference")
sys.path.insert(0, HERE)

import registry  # noqa: E402

PARAMETER_TYPES = {"ref": "h.ref", "sequence": "sequence of float", "pyobject": "any", "variable": "any"}


def escape(text: str) -> str:
    """Plain text as reStructuredText; `name` is shown as code."""
    parts = re.split(r"`([^`]+)`", text)
    plain = [re.sub(r"([\\*`|_])", r"\\\1", part) for part in parts[::2]]
    code = ["``%s``" % part for part in parts[1::2]] + [""]
    return "".join(a + b for a, b in zip(plain, code))


def heading(text: str, line: str = "=") -> list[str]:
    return [text, line * len(text), ""]


def paragraphs(doc: str) -> list[str]:
    """The documentation text; indented lines are a list of their own and stay lines."""
    lines: list[str] = []
    listing = False
    for line in doc.split("\n"):
        if line.startswith(" ") != listing:
            listing = not listing
            lines.append("")
        lines.append(("   | " if listing else "") + escape(line.strip()))
    return [*lines, ""]


def type_text(types: list[str]) -> str:
    return " | ".join(PARAMETER_TYPES.get(t, t) for t in types)


def signature(name: str, form: registry.Form) -> str:
    parts = []
    for p in form.parameters:
        text = "%s%s: %s" % ("*" if p.rest else "", p.name, type_text(p.types))
        parts.append(text + (" = " + p.default if p.default else ""))
    result = "" if form.result == "none" else " -> " + " | ".join(form.result.split("|"))
    return "%s(%s)%s" % (name, ", ".join(parts), result)


def directive(kind: str, signatures: list[str], body: list[str]) -> list[str]:
    first, *others = signatures
    start = ".. py:%s:: " % kind
    lines = [start + first] + [" " * len(start) + text for text in others] + [""]
    return lines + ["   " + line if line else "" for line in body]


def member_body(member: dict[str, Any]) -> list[str]:
    body = paragraphs(member["doc"])
    if member["units"]:
        body += ["Unit: %s." % member["units"], ""]
    if member["planned"] and "this version" not in member["doc"]:
        body += ["Not part of this version: it needs %s." % escape(member["planned"]), ""]
    return body


def member_entry(owner: str, member: dict[str, Any]) -> list[str]:
    name = owner + "." + member["name"]
    if member["kind"] == "method":
        forms = [signature(name, form) for form in registry.member_forms(member)]
        return directive("method", forms, member_body(member))
    values = {"property": "%s", "array": "array of %s"}[member["kind"]] % member["forms"]
    return directive("attribute", [name], ["(%s)" % values, "", *member_body(member)])


def class_page(row: dict[str, Any]) -> list[str]:
    members = sorted(row["members"], key=lambda member: str(member["name"]))
    present = [m for m in members if not m["planned"]]
    planned = [m for m in members if m["planned"]]
    forms = [signature(row["name"], form) for form in registry.parse_forms(row["forms"])]
    lines = heading("h." + row["name"]) + directive("class", forms, paragraphs(row["doc"]))
    lines += [".. contents::", "   :local:", ""]
    for title, part in (("Members", present), ("Members that are not part of this version", planned)):
        if not part:
            continue
        lines += heading(title, "-")
        if part is planned:
            lines += ["Calling them raises ``NotImplementedError``, which names what is missing.", ""]
        for member in part:
            lines += member_entry(row["name"], member)
    return lines


def functions_page(rows: list[dict[str, Any]]) -> list[str]:
    lines = heading("Functions") + ["Functions of the top level: ``h.sin(1)``.", ""]
    for row in rows:
        forms = [signature("h." + row["name"], form) for form in registry.parse_forms(row["forms"])]
        lines += directive("function", forms, paragraphs(row["doc"]))
    return lines


def variables_page(rows: list[dict[str, Any]]) -> list[str]:
    lines = heading("Variables") + [
        "Variables of the top level are read and assigned as ``h.celsius = 37``; ``h._ref_celsius`` is a",
        "reference.",
        "",
        ".. list-table::",
        "   :header-rows: 1",
        "   :widths: 20 12 68",
        "",
        "   * - name",
        "     - unit",
        "     - meaning",
    ]
    for row in rows:
        cells = ["``h.%s``" % row["name"], escape(row["units"]), escape(row["doc"])]
        lines += ["   %s - %s" % ("*" if i == 0 else " ", cell) for i, cell in enumerate(cells)]
    return [*lines, ""]


def planned_page(declared: registry.Registry) -> list[str]:
    lines = heading("Not part of this version") + [
        "These names of NEURON are known. Constructing such a class or calling such a function raises",
        "``NotImplementedError``, which names what is missing.",
        "",
    ]
    parts: dict[str, dict[str, list[str]]] = {}
    for kind, rows in (("Classes", declared.classes), ("Functions", declared.functions)):
        for row in declared.planned(rows):
            parts.setdefault(row["planned"], {}).setdefault(kind, []).append(row["name"])
    for part in sorted(parts):
        lines += heading("It needs " + part, "-")
        for kind, names in parts[part].items():
            lines += ["%s: %s." % (kind, ", ".join("``%s``" % name for name in names)), ""]
    return lines


def index_page(names: list[str]) -> list[str]:
    lines = heading("Reference") + [
        "Everything that the top level ``h`` has in this version. The text is that of ``help()``.",
        "",
        "Call forms are shown with the types of arguments; a method may have several. Arguments can be",
        "given by name. ``self`` as a result is the object that the method was called on, so calls can be",
        "chained.",
        "",
        ".. toctree::",
        "   :maxdepth: 1",
        "",
    ]
    return lines + ["   " + name for name in names] + [""]


def pages() -> dict[str, list[str]]:
    declared = registry.Registry()
    made = {row["name"].lower(): class_page(row) for row in declared.present(declared.classes)}
    made = dict(sorted(made.items(), reverse=True))  # Vector before ParallelContext
    made["functions"] = functions_page(declared.present(declared.functions))
    made["variables"] = variables_page(declared.variables)
    made["planned"] = planned_page(declared)
    made["index"] = index_page(list(made))
    return made


def write() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    os.makedirs(TARGET)
    for name, lines in pages().items():
        with open(os.path.join(TARGET, name + ".rst"), "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines).rstrip("\n") + "\n")


def setup(app: Any) -> dict[str, bool]:
    app.connect("builder-inited", lambda _: write())
    return {"parallel_read_safe": True}


if __name__ == "__main__":
    write()
