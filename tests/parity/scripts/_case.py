"""Helpers shared by the parity scripts: every case prints one JSON object on a line."""

import json
import math


def plain(value):
    """Turn a result into something JSON can hold; nan and infinities become strings."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        value = float(value)
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, type):
        return value.__name__
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return plain(value.item())
    return [plain(item) for item in value]


def show(name, value):
    print(json.dumps({"case": name, "result": plain(value)}), flush=True)


def case(name, function):
    """Print what the function returns."""
    show(name, function())


def raises(name, function):
    """Print the class of the exception that the function raises ("nothing" if it returns)."""
    try:
        function()
    except Exception as error:
        show(name, "raises " + type(error).__name__)
    else:
        show(name, "nothing")
