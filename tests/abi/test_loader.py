"""The loader: shim, libnrn, backend; installs that were moved, and parts that are missing, old or foreign."""

import shutil
import sys

import pytest

FAKE = """
struct Backend { unsigned abi, size; const char *version, *python; int (*start)(void *, const void *, unsigned long);
                 void *slots[100]; };
static int start(void *module, const void *types, unsigned long count) { return -1; }
static struct Backend backend = {%d, %s, "9.9", "3", start, {0}};
__attribute__((visibility("default"))) const struct Backend *nrn_python_backend(void) { return &backend; }
"""
VERSION = "%d.%d" % sys.version_info[:2]


def make_library(tools, path, source):
    code = path.with_suffix(".c")
    code.write_text(source)
    tools.run(["gcc", "-shared", "-fPIC", "-o", path, code])
    code.unlink()


WORKS = "from neuron import h, hoc; v = h.Vector([1, 2]); print(v.sum(), hoc._loader_report)"


def test_the_copy_works(installed):
    status, text = installed.python(WORKS)
    assert status == 0 and text.startswith("3.0"), text
    assert str(installed.lib / "libnrnpython3.so") + ": loaded" in text


@pytest.mark.parametrize("folder", ["moved", "with a space", "größe ✓ 脳", "a'b\"c$d%s%n", "x" * 200])
def test_moved_and_oddly_named(installed, tmp_path, folder):
    (tmp_path / folder).mkdir()
    target = tmp_path / folder / "site packages"
    shutil.move(str(installed.site), str(target))
    installed.site = target
    for more in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0"}):
        status, text = installed.python(
            WORKS.replace("hoc._loader_report", "len(hoc._loader_report)"), **more
        )
        assert status == 0 and text.startswith("3.0"), text


def test_through_a_link(installed, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(installed.site)
    installed.site = link
    assert installed.python(WORKS)[0] == 0


def test_read_only(installed):
    for path in list(installed.package.rglob("*")) + [installed.package]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert installed.python(WORKS)[0] == 0
    for path in [installed.package] + list(installed.package.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_missing_backend(installed):
    (installed.lib / "libnrnpython3.so").unlink()
    message = installed.refused()
    for name in ("libnrnpython%s.so" % VERSION, "libnrnpython3.so"):
        assert str(installed.lib / name) + ": no such file" in message
    assert "libnrn.so: loaded" in message


def test_missing_libnrn(installed):
    (installed.lib / "libnrn.so").unlink()
    message = installed.refused()
    assert (
        str(installed.lib / "libnrn.so") + ": no such file" in message and "libnrn was not found" in message
    )


def test_broken_libnrn(installed):
    (installed.lib / "libnrn.so").write_bytes(b"this is no library")
    message = installed.refused()
    assert "libnrn.so: refused: " in message


BROKEN = {
    "another interface": (FAKE % (99, "sizeof backend"), "interface number 99"),
    "an older table": (FAKE % (1, "40"), "too old (version 9.9"),
    "no backend": ("int x;", "no symbol nrn_python_backend"),
}


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_backends_that_do_not_fit(tools, installed, kind):
    source, reason = BROKEN[kind]
    path = installed.lib / "libnrnpython3.so"
    path.unlink()
    make_library(tools, path, source)
    message = installed.refused()
    assert str(path) + ": refused" in message and reason in message and "NRN_PYTHON_BACKEND" in message


@pytest.mark.parametrize("kind", sorted(BROKEN))
def test_the_next_candidate_is_taken(tools, installed, kind):
    """A bad backend of the exact version does not hide the good one for all versions."""
    source, reason = BROKEN[kind]
    make_library(tools, installed.lib / ("libnrnpython%s.so" % VERSION), source)
    status, text = installed.python(WORKS)
    assert status == 0 and reason in text and str(installed.lib / "libnrnpython3.so") + ": loaded" in text


def test_the_exact_version_is_preferred(installed):
    exact = installed.lib / ("libnrnpython%s.so" % VERSION)
    shutil.copy(str(installed.lib / "libnrnpython3.so"), str(exact))
    status, text = installed.python(WORKS)
    assert status == 0 and str(exact) + ": loaded" in text
    status, text = installed.python(WORKS, NRN_PYTHON_BACKEND="3")
    assert status == 0 and str(installed.lib / "libnrnpython3.so") + ": loaded" in text


def test_a_forced_backend(installed, tmp_path):
    elsewhere = tmp_path / "my backend.so"
    shutil.copy(str(installed.lib / "libnrnpython3.so"), str(elsewhere))
    shutil.copy(str(installed.lib / "libnrn.so"), str(tmp_path / "libnrn.so"))
    status, text = installed.python(WORKS, NRN_PYTHON_BACKEND=str(elsewhere))
    assert status == 0 and str(elsewhere) + ": loaded" in text, text
    for wrong in (
        "/no/such/file.so",
        "2.7",
        "nonsense",
        str(installed.lib / "libnrn.so"),
        str(installed.lib),
    ):
        message = installed.refused(NRN_PYTHON_BACKEND=wrong)
        assert wrong in message and "NRN_PYTHON_BACKEND" in message
    assert installed.python(WORKS, NRN_PYTHON_BACKEND="")[0] == 0


def test_very_long_names_do_no_harm(installed):
    for name in ("x" * 10000, "/" + "y" * 100000, "%s%n%d" * 50):
        assert "Looked at" in installed.refused(NRN_PYTHON_BACKEND=name)


def test_free_threaded_python_is_refused(installed):
    code = (
        "import sys\nsys.abiflags = 't'\n"
        "try:\n    import neuron\nexcept ImportError as error:\n    print('refused:', error)"
    )
    status, text = installed.python(code)
    assert status == 0 and text.startswith("refused:") and "free-threaded" in text


def test_import_again_after_a_failure(installed):
    """The first import fails, the second finds what was missing."""
    backend = installed.lib / "libnrnpython3.so"
    hidden = backend.with_suffix(".hidden")
    backend.rename(hidden)
    code = (
        "import os, sys\n"
        "try:\n    import neuron\nexcept ImportError:\n    pass\n"
        "os.rename(%r, %r)\n"
        "for name in [n for n in sys.modules if n.split('.')[0] == 'neuron']:\n    del sys.modules[name]\n"
        "import neuron\nprint(neuron.h.Vector([1, 2]).sum())"
    ) % (str(hidden), str(backend))
    assert installed.python(code) == (0, "3.0\n")


def test_two_installs_in_one_process(installed, tmp_path):
    """A second copy of the package in the same process is refused, and does no harm to the first."""
    other = tmp_path / "other"
    shutil.copytree(str(installed.package), str(other / "neuron"))
    code = (
        "import sys, neuron\nv = neuron.h.Vector([1])\n"
        "for name in [n for n in sys.modules if n.split('.')[0] == 'neuron']:\n    del sys.modules[name]\n"
        "sys.path.insert(0, %r)\n"
        "try:\n    import neuron as second\n    assert second.h.Vector([2]).sum() == 2\n"
        "except ImportError:\n    pass\n"
        "v.append(2)\nprint(list(v))"
    ) % str(other)
    assert installed.python(code) == (0, "[1.0, 2.0]\n")
