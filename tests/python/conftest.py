"""Shared by the tests that run in every Python, from 3.6 and pytest 6 on."""

import gc
import os

import pytest

try:
    import hypothesis
except ImportError:
    hypothesis = None

if hypothesis is not None:
    hypothesis.settings.register_profile(
        "neuron",
        max_examples=int(os.environ.get("NRN_TEST_EXAMPLES", "60")),
        deadline=None,
        database=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[
            check
            for check in (
                getattr(hypothesis.HealthCheck, name, None)
                for name in ("too_slow", "data_too_large", "filter_too_much", "function_scoped_fixture")
            )
            if check is not None
        ],
    )
    hypothesis.settings.load_profile("neuron")


@pytest.fixture
def epsilon():
    """h.float_epsilon, put back after the test."""
    from neuron import h

    before = h.float_epsilon
    yield before
    h.float_epsilon = before


@pytest.fixture
def no_sections_stay():
    """Other tests of this process find the sections that were there before, and no cells."""
    from neuron import h

    before = list(h.allsec())
    yield
    for section in list(h.allsec()):
        if section not in before:
            h.delete_section(sec=section)
    gc.collect()


@pytest.fixture
def pc():
    """A ParallelContext without gids, before the test and behind it."""
    from neuron import h

    context = h.ParallelContext()
    context.gid_clear()
    yield context
    context.gid_clear()
