"""What the registry declares holds: wrong counts and kinds of arguments are refused by every member, with nothing
changed; signatures, help texts and keyword arguments work for every member and function."""

import inspect
import itertools
import pydoc
import re

import pytest

import neuron
from neuron import h, hoc

REGISTRY = {entry["name"]: entry for entry in hoc._registry()}
CLASSES = [entry for entry in REGISTRY.values() if entry["kind"] == "class" and not entry["planned"]]
FUNCTIONS = [entry for entry in REGISTRY.values() if entry["kind"] == "function" and not entry["planned"]]
MEMBERS = [(entry, member) for entry in CLASSES for member in entry["members"] if member["kind"] == "method"]
VECTOR = [member for entry, member in MEMBERS if entry["name"] == "Vector"]
REFUSED = (TypeError, ValueError, IndexError, LookupError, NotImplementedError, RuntimeError)


def named(item):
    return item[1]["name"] if isinstance(item, tuple) else item["name"]


def forms_of(text):
    """[[(name, types, optional, rest), ...], ...]"""
    forms = []
    for form in text.split(" ; "):
        inner = form[form.index("(") + 1 : form.rindex(")")]
        parameters = []
        for part in [p.strip() for p in inner.split(",") if p.strip()]:
            name, _, rest = part.partition(":")
            types, _, default = rest.partition("=")
            kinds = set(types.strip().split("|"))
            parameters.append((name.strip("* "), kinds, bool(default), name.startswith("*")))
        forms.append(parameters)
    return forms


def counts_of(forms):
    """The numbers of arguments that some form takes; None when a form is open."""
    counts = set()
    for form in forms:
        if any(rest for _, _, _, rest in form):
            return None
        required = sum(not optional for _, _, optional, _ in form)
        counts.update(range(required, len(form) + 1))
    return counts


def good(kinds):
    """An argument of one of the kinds."""
    if "Vector" in kinds:
        return h.Vector([1, 2, 3])
    if kinds & {"float", "int", "bool"}:
        return 1
    if "str" in kinds:
        return "=="
    if "ref" in kinds:
        return h.ref(1)
    if "callable" in kinds:
        return h.sin
    return [1.0]


class Odd:
    """Of no kind that hoc knows."""


WRONG = {
    "number": (2, {"float", "int", "bool", "any"}),
    "text": ("text", {"str", "any", "callable", "sequence"}),
    "none": (None, {"any", "object", "Object", "Vector"}),
    "odd": (Odd(), {"any"}),
    "complex": (1j, {"any"}),
    "dict": ({}, {"any", "sequence"}),
}


def test_the_registry_is_complete():
    names = [member["name"] for member in VECTOR]
    assert len(names) == len(set(names)) > 85
    for _, member in MEMBERS:
        first = member["doc"].split("\n")[0]
        assert first.endswith(".") and len(first) < 130, member["name"]


@pytest.mark.parametrize("member", VECTOR, ids=named)
def test_wrong_counts(member):
    counts = counts_of(forms_of(member["forms"]))
    if counts is None:
        pytest.skip("takes any number")
    method = member["name"]
    for count in range(max(counts) + 4):
        if count in counts:
            continue
        v = h.Vector([3, 1, 2])
        with pytest.raises(TypeError):
            getattr(v, method)(*[1] * count)
        with pytest.raises(TypeError):
            getattr(v, method)(*[h.Vector(3)] * count)
        assert list(v) == [3, 1, 2]


@pytest.mark.parametrize("member", VECTOR, ids=named)
def test_wrong_kinds(member):
    """Each argument in turn of a wrong kind, the others right."""
    for form in forms_of(member["forms"]):
        if any("any" in kinds for _, kinds, _, _ in form):
            continue
        for place in range(len(form)):
            kinds_here = set()
            for other in forms_of(member["forms"]):
                if place < len(other):
                    kinds_here |= other[place][1]
            for name, (wrong, fits) in WRONG.items():
                if kinds_here & fits or any(kind[0].isupper() for kind in kinds_here) and name == "none":
                    continue
                v = h.Vector([3, 1, 2])
                arguments = [good(kinds) for _, kinds, _, _ in form]
                sources = [a for a in arguments if isinstance(a, h.Vector)]
                arguments[place] = wrong
                with pytest.raises(REFUSED):
                    getattr(v, member["name"])(*arguments)
                assert list(v) == [3, 1, 2], (name, place)
                assert all(list(source) == [1, 2, 3] for source in sources)


NASTY = [
    None,
    "text",
    -1,
    10**12,
    float("nan"),
    float("inf"),
    -float("inf"),
    1j,
    Odd(),
    [],
    {},
    b"x",
    10**400,
]


@pytest.mark.parametrize("member", VECTOR, ids=named)
def test_nasty_arguments(member, capsys):
    """Up to two arguments of any sort: an exception or a result, never a crash, nothing half-changed."""
    method = member["name"]
    if method in ("resize", "buffer_size", "indgen"):
        sizes = [x for x in NASTY if x != 10**12]
    else:
        sizes = NASTY
    everything = sizes + [h.Vector(), h.Vector([1, 2, 3])]
    for arguments in itertools.chain(
        [()], [(a,) for a in everything], itertools.product(everything, repeat=2)
    ):
        v = h.Vector([3, 1, 2])
        try:
            getattr(v, method)(*arguments)
        except (MemoryError, OverflowError):
            assert list(v) == [3, 1, 2]
        except REFUSED:
            assert list(v) == [3, 1, 2], arguments
    capsys.readouterr()


@pytest.mark.parametrize("item", MEMBERS, ids=named)
def test_signature_and_help(item):
    entry, member = item
    method = getattr(getattr(h, entry["name"]), member["name"])
    signature = inspect.signature(method)
    assert list(signature.parameters)[0] == "self"
    declared = [name for form in forms_of(member["forms"]) for name, _, _, _ in form]
    shown = set(signature.parameters)
    assert shown & {"args", "kwargs"} or set(declared) <= shown
    text = pydoc.plain(pydoc.render_doc(method))
    assert member["doc"].split("\n")[0] in text
    assert member["name"] in text


@pytest.mark.parametrize("item", MEMBERS, ids=named)
def test_keywords_are_refused_unless_declared(item):
    entry, member = item
    if "**" in member["forms"] or entry["name"] != "Vector":
        pytest.skip("not a Vector")
    v = h.Vector([3, 1, 2])
    with pytest.raises((TypeError, NotImplementedError)):
        getattr(v, member["name"])(no_such_keyword=1)
    assert list(v) == [3, 1, 2]


def plain_outcome(call):
    try:
        result = call()
    except REFUSED as error:
        return type(error).__name__, re.sub(r"\[\d+\]", "", str(error))
    return list(result) if isinstance(result, h.Vector) else result


@pytest.mark.parametrize("member", VECTOR, ids=named)
def test_keywords_are_the_declared_names(member, capsys):
    """A call by names does what the call by position does."""
    if member["name"] in ("hocobjptr", "printf", "as_numpy"):
        pytest.skip("the result is another one each time")
    for form in forms_of(member["forms"]):
        if not form or any(rest for _, _, _, rest in form):
            continue
        values = [good(kinds) for _, kinds, _, _ in form]
        by_position, by_name = h.Vector([3, 1, 2]), h.Vector([3, 1, 2])
        one = plain_outcome(lambda v=by_position, a=values: getattr(v, member["name"])(*a))
        named_values = {name: value for (name, _, _, _), value in zip(form, values)}
        two = plain_outcome(lambda v=by_name, a=named_values: getattr(v, member["name"])(**a))
        assert repr(one) == repr(two) and list(by_position) == list(by_name), form
    capsys.readouterr()


@pytest.mark.parametrize("entry", FUNCTIONS, ids=named)
def test_functions(entry):
    function = getattr(h, entry["name"])
    assert callable(function)
    if not isinstance(function, type):  # h.Section: old Pythons read no signature of a type made at run time
        assert inspect.signature(function) is not None
    assert entry["doc"].split("\n")[0] in pydoc.plain(pydoc.render_doc(function)) + (function.__doc__ or "")
    counts = counts_of(forms_of(entry["forms"]))
    if counts is not None and entry["name"] != "quit":
        with pytest.raises(TypeError):
            function(*[1] * (max(counts) + 1))
        with pytest.raises(TypeError):
            function(no_such_keyword=1)


def test_planned_names_say_what_they_need():
    planned = [entry for entry in REGISTRY.values() if entry.get("planned")]
    assert planned
    for entry in planned:
        for call in (
            lambda item: item(),
            lambda item: item(0.5),
            lambda item: item(1, name="a"),
        ):
            with pytest.raises(NotImplementedError) as caught:
                call(getattr(h, entry["name"]))
            assert entry["name"] in str(caught.value) and entry["planned"] in str(caught.value)


@pytest.mark.parametrize("entry", CLASSES, ids=named)
def test_classes(entry):
    cls = getattr(h, entry["name"])
    assert inspect.isclass(cls) and type(cls) is neuron.hoc.HocClass and cls.__name__ == entry["name"]
    assert entry["doc"].split("\n")[0] in cls.__doc__
    assert all(member["name"] in dir(cls) for member in entry["members"])
