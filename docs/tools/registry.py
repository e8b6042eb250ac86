"""What the registry declares, read for the stubs and the reference: hoc._registry() with parsed call forms.

The grammar of call forms is in core/object/klass.hpp: "(value: float, start: int = 0) -> self ; (…) -> …".
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Parameter(NamedTuple):
    name: str
    types: list[str]  # alternatives
    default: str  # as written, "" where there is none
    rest: bool  # takes any number of arguments


class Form(NamedTuple):
    parameters: list[Parameter]
    result: str

    def text(self) -> str:
        """As people read it: "(value, start=0, *more)"."""
        parts = []
        for p in self.parameters:
            parts.append(("*" if p.rest else "") + p.name + ("=" + p.default if p.default else ""))
        return "(%s)" % ", ".join(parts)


def parse_parameter(text: str) -> Parameter:
    text, _, default = (part.strip() for part in text.partition("="))
    name, _, types = (part.strip() for part in text.partition(":"))
    alternatives = [t.strip() for t in (types or "any").split("|")]
    return Parameter(name.lstrip("*"), alternatives, default, name.startswith("*"))


def split_parameters(text: str) -> list[str]:
    """Cuts at commas, but not within quotes: a default may be ','."""
    parts, quote = [""], ""
    for c in text:
        if c in "'\"":
            quote = "" if quote == c else quote or c
        if c == "," and not quote:
            parts.append("")
        else:
            parts[-1] += c
    return [part for part in parts if part.strip()]


def parse_form(text: str) -> Form:
    if "(" not in text:  # the type of a property or an array
        return Form([], text.strip())
    inside = text[text.index("(") + 1 : text.rindex(")")]
    _, _, result = text[text.rindex(")") :].partition("->")
    return Form([parse_parameter(part) for part in split_parameters(inside)], result.strip() or "none")


def parse_forms(text: str) -> list[Form]:
    return [parse_form(form) for form in text.split(";")]


ANYTHING = [Parameter("args", ["any"], "", True)]


def member_forms(member: dict[str, Any]) -> list[Form]:
    """The forms of a member, without a last one that takes anything: it is there to be refused."""
    forms = parse_forms(member["forms"])
    return forms[:-1] if len(forms) > 1 and forms[-1].parameters == ANYTHING else forms


def missing_part(instance: object, member: dict[str, Any]) -> str:
    """What a member that is declared but not there yet waits for, "" for one that is there.

    Such members take anything, and say by NotImplementedError what is missing.
    """
    if instance is None or parse_forms(member["forms"])[-1].parameters != ANYTHING:
        return ""
    try:
        getattr(instance, member["name"])()
    except NotImplementedError as error:
        return str(error).partition("it needs ")[2] or str(error)
    except TypeError:
        pass  # it is there, and needs arguments
    return ""


def example(cls: Any) -> object | None:
    """An instance, or None where the class needs arguments or an accessed section."""
    try:
        return cls()
    except (TypeError, ValueError):
        return None


class Registry:
    """The declarations of the running package, by kind and sorted by name."""

    def __init__(self) -> None:
        from neuron import hoc

        rows = sorted(hoc._registry(), key=lambda row: str(row["name"]))
        self.classes = [row for row in rows if row["kind"] == "class"]
        self.functions = [row for row in rows if row["kind"] == "function"]
        self.variables = [row for row in rows if row["kind"] in ("number", "integer")]
        for row in self.classes:
            instance = None if row["planned"] else example(getattr(hoc, row["name"]))
            for member in row["members"]:
                member["planned"] = missing_part(instance, member)

    def present(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if not row.get("planned")]

    def planned(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if row.get("planned")]
