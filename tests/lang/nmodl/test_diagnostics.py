"""What nmodl says about files that are wrong: place and kind of each error, several at once, in bounded time.

Each case is a file of bad/ that tells in comments what is expected: `: expect: 5:12: error: words`, in order; the words
begin the message; `: options: --warnings` is for nmodl. A file without such a line must only end in errors.
"""

import pathlib
import re
import resource
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
BAD = sorted((HERE / "bad").glob("*.mod"))


@pytest.fixture(scope="session")
def nmodl(compiler):
    return compiler[0]


def run(nmodl, path, output, options=()):
    done = subprocess.run(
        [nmodl, *options, path, "-o", output], capture_output=True, text=True, errors="replace", timeout=60
    )
    assert done.returncode in (0, 1), done.stderr
    return done


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_file(nmodl, path, tmp_path):
    expected = re.findall(r"^: expect: (\d+:\d+: (?:error|warning): .*)$", path.read_text(), re.M)
    options = re.findall(r"^: options: (.*)$", path.read_text(), re.M)
    done = run(nmodl, path, tmp_path / "out.cpp", options)
    found = re.findall(r"^.*?\.mod:(\d+:\d+: (?:error|warning): .*)$", done.stderr, re.M)
    assert expected, "no `: expect:` line"
    assert len(found) == len(expected), done.stderr
    for message, words in zip(found, expected):
        assert message.startswith(words), done.stderr
    has_errors = any(" error: " in words for words in expected)
    assert (done.returncode == 1) == has_errors
    assert (tmp_path / "out.cpp").exists() != has_errors


def broken(tmp_path, content):
    path = tmp_path / "broken.mod"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + b"\0" * 64,
        b"\xff\xfeN\0E\0U\0R\0O\0N\0",
        b"{" * 10000,
        b"(" * 100000,
        b"NEURON { SUFFIX a }\nINITIAL { x = " + b"(" * 100000,
        b"NEURON { SUFFIX a }\nINITIAL { x = " + b"-" * 100000,
        b"NEURON { SUFFIX a }\nINITIAL " + b"{ " * 100000,
        b"NEURON { SUFFIX a }\nASSIGNED { x }\nINITIAL { x = 1" + b" + 1" * 100000 + b" }",
        b"NEURON { SUFFIX a }\nASSIGNED { x }\nINITIAL { x = " + b"2^" * 100000 + b"1 }",
        b"NEURON { SUFFIX a }\nINITIAL { " + b"if (1) { } else " * 50000 + b"{ } }",
    ],
    ids=lambda content: repr(content[:40]),
)
def test_damaged_file(nmodl, content, tmp_path):
    done = run(nmodl, broken(tmp_path, content), tmp_path / "out.cpp")
    if done.returncode:
        assert " error: " in done.stderr and not (tmp_path / "out.cpp").exists()


def used():
    """Seconds that programs which have ended have computed, whatever else the machine does."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def test_file_of_ten_megabytes(nmodl, tmp_path):
    """Time grows with the size and not with its square."""
    line = b"    y = y + exp(x)*2 : and a comment that makes it longer\n"
    head = b"NEURON { SUFFIX a RANGE x }\nPARAMETER { x = 1 }\nASSIGNED { y }\nINITIAL {\n    y = 0\n"
    times = []
    for size in (1000000, 10000000):
        path = broken(tmp_path, head + line * (size // len(line)) + b"}\n")
        start = used()
        done = run(nmodl, path, tmp_path / "out.cpp")
        times.append(used() - start)
        assert done.returncode == 0, done.stderr
    assert times[1] < 25 * times[0] + 1
