"""What ends nrnivmodl: something that its user can put right."""


class Problem(Exception):
    """One or more complete sentences for the user: what is wrong, where, what to do."""
