"""A task that raises, in a module that every rank can import."""


def fails():
    raise OverflowError("too much")
