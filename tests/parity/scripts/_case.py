"""Helpers shared by the parity scripts: every case prints one JSON object on a line."""

import json
import math
import pickle

from neuron import h


def plain(value):
    """Turn a result into something JSON can hold; nan and infinities become strings."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        value = float(value)
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, (bytes, pickle.PickleBuffer)):
        return bytes(value).hex()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, type):
        return value.__name__
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return plain(value.item())
    return [plain(item) for item in value]


def show(name, value, **more):
    print(json.dumps(dict({"case": name, "result": plain(value)}, **more)), flush=True)


def show_error(name, error):
    show(name, "raises " + type(error).__name__, bases=[base.__name__ for base in type(error).__mro__])


def case(name, function):
    """Print what the function returns, or the class of the exception where the package lacks what it needs."""
    try:
        show(name, function())
    except Exception as error:
        show_error(name, error)


def raises(name, function):
    """Print the class of the exception that the function raises ("nothing" if it returns)."""
    try:
        function()
    except Exception as error:
        show_error(name, error)
    else:
        show(name, "nothing")


def attempt(function):
    """What the function returns, or None where the package lacks what it needs: the cases then show that."""
    try:
        return function()
    except (NotImplementedError, TypeError):
        return None


def hoc(text):
    """Run hoc text where there is a hoc language."""
    attempt(lambda: h(text))
