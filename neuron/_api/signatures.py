"""inspect.Signature objects for the callables of hoc."""

import inspect


def parse(text):
    """The inspect.Signature of "(x, y=None)"; every parameter may be given by position or by name."""
    parameters = []
    for part in text.strip("()").split(","):
        name, _, default = part.strip().partition("=")
        if not name:
            continue
        if name.startswith("**"):
            parameters.append(inspect.Parameter(name[2:], inspect.Parameter.VAR_KEYWORD))
        elif name.startswith("*"):
            parameters.append(inspect.Parameter(name[1:], inspect.Parameter.VAR_POSITIONAL))
        else:
            empty = inspect.Parameter.empty
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
            parameters.append(inspect.Parameter(name, kind, default=None if default else empty))
    return inspect.Signature(parameters)
