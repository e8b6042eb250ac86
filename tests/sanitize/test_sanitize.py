"""tests/python and tests/lang against a build with AddressSanitizer and UndefinedBehaviorSanitizer, for which
the mechanisms of tests/lang/nmodl are compiled too; damaged .mod files in the compiler of that build."""

import os
import pathlib
import shutil
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "fuzz"))

import modgen  # noqa: E402

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
        NRN_TEST_SANITIZERS="-fsanitize=address,undefined -fno-sanitize-recover=all",
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


def test_damaged_mod_files_under_sanitizers(dev_build):
    assert modgen.run(dev_build / "inst" / "bin" / "nmodl", seed=2, count=600, seconds=20) > 50
