"""tests/python and tests/lang against a build with AddressSanitizer and UndefinedBehaviorSanitizer."""

import os
import shutil
import sys

import pytest

pytestmark = pytest.mark.xdist_group("dev")


def runtime(tools, *names):
    """The compiler's run-time libraries, to be loaded before Python."""
    paths = [tools.run(["g++", "-print-file-name=" + name]).strip() for name in names]
    missing = [path for path in paths if not os.path.isabs(path)]
    assert not missing, "the compiler has no %s" % missing
    return " ".join(paths)


@pytest.mark.slow
def test_python_tests_under_sanitizers(tools, dev_build, tmp_path):
    for room in ("python", "lang"):
        shutil.copytree(str(tools.root / "tests" / room), str(tmp_path / room))
    environment = dict(
        os.environ,
        LD_PRELOAD=runtime(tools, "libasan.so", "libstdc++.so"),
        ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1",
        UBSAN_OPTIONS="print_stacktrace=1",
        PYTHONMALLOC="malloc",
        PYTHONPATH=str(dev_build / "inst" / "lib" / "python"),
        NRN_TEST_EXAMPLES="5",
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "python",
        "lang",
    ]
    tools.run(command, cwd=str(tmp_path), env=environment)
