"""The C++ unit tests, built with sanitizers and with warnings as errors."""

import os

import pytest

pytestmark = pytest.mark.xdist_group("dev")


@pytest.mark.slow
def test_unit_tests(tools, dev_build):
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=1", UBSAN_OPTIONS="print_stacktrace=1")
    tools.run(["ctest", "--test-dir", dev_build, "--output-on-failure", "--no-tests=error"], env=environment)
