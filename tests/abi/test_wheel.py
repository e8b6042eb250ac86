"""The wheel: tag, size, metadata, what its libraries export and need."""

import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest

HERE = pathlib.Path(__file__).parent


@pytest.fixture(scope="module")
def unpacked(tools, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(str(tools.wheel)) as archive:
        archive.extractall(str(folder))
    return folder


def symbols(tools, path, kind):
    """The dynamic symbols of a library: "defined" or "undefined"."""
    lines = tools.run(["nm", "-D", "--%s-only" % kind, "--format=posix", path]).splitlines()
    return {line.split()[0].split("@")[0] for line in lines if line.split()[1] not in "wv"}


def test_name_and_tag(tools):
    name = tools.wheel.name
    assert name.startswith("neuron-10.") and "-cp32-abi3-" in name and name.endswith(".whl")


def test_size(tools):
    assert tools.wheel.stat().st_size < 3e6


def test_metadata(unpacked):
    metadata = next(unpacked.glob("neuron-*.dist-info/METADATA")).read_text(encoding="utf-8")
    assert "\nRequires-Python: >=3.2\n" in metadata and "\nName: neuron\n" in metadata
    required = [
        line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line
    ]
    assert required == []
    tags = next(unpacked.glob("neuron-*.dist-info/WHEEL")).read_text()
    assert "Root-Is-Purelib: false" in tags


def test_contents(unpacked):
    files = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    for name in (
        "__init__.py",
        "hoc.abi3.so",
        "lib/libnrn.so",
        "lib/libnrnpython3.so",
        "bin/nrniv",
        "bin/nmodl",
        "include/nrn/mech_abi.h",
        "tools/nrnivmodl/__init__.py",
        "share/hoc/stdrun.hoc",
    ):
        assert "neuron/" + name in files
    assert not [
        name for name in files if name.endswith((".cpp", ".hpp", ".o", ".a", ".pyc", "CMakeLists.txt"))
    ]


def test_libnrn_knows_no_python(tools, unpacked):
    library = unpacked / "neuron" / "lib" / "libnrn.so"
    named = symbols(tools, library, "defined") | symbols(tools, library, "undefined")
    assert not [name for name in named if name.startswith(("Py", "_Py"))]


def test_exports_of_libnrn(tools, unpacked):
    """What libnrn exports is written down; removing or renaming a name breaks programs."""
    exported = symbols(tools, unpacked / "neuron" / "lib" / "libnrn.so", "defined")
    expected = set((HERE / "libnrn.symbols").read_text().split())
    assert sorted(exported - expected) == [] and sorted(expected - exported) == []


def test_exports_are_declared(tools):
    """Each exported name stands in an installed header."""
    headers = "".join(path.read_text() for path in (tools.root / "core" / "include" / "nrn").glob("*.h"))
    missing = [name for name in (HERE / "libnrn.symbols").read_text().split() if name + "(" not in headers]
    assert missing == []


def test_exports_of_the_python_side(tools, unpacked):
    lib = unpacked / "neuron" / "lib"
    assert symbols(tools, unpacked / "neuron" / "hoc.abi3.so", "defined") == {"PyInit_hoc"}
    exported = symbols(tools, lib / "libnrnpython3.so", "defined")
    assert exported == {"nrn_python_backend", "nrnpy_set_vec_as_numpy"}


def test_programs(unpacked):
    commands = next(unpacked.glob("neuron-*.dist-info/entry_points.txt")).read_text()
    assert "nrniv = neuron.tools.nrniv:nrniv" in commands and "nrngui = " in commands
    assert "nrnivmodl = neuron.tools.nrnivmodl:main" in commands


@pytest.mark.parametrize(
    "name", ["hoc.abi3.so", "lib/libnrn.so", "lib/libnrnpython3.so", "bin/nrniv", "bin/nmodl"]
)
def test_needs_the_c_library_only(tools, unpacked, name):
    lines = tools.run(["readelf", "-d", unpacked / "neuron" / name]).splitlines()
    needed = [line.split("[")[1].rstrip("]") for line in lines if "(NEEDED)" in line]
    allowed = ("libc.so", "libm.so", "libdl.so", "libpthread.so", "ld-linux", "libnrn.so")
    assert [library for library in needed if not library.startswith(allowed)] == []


@pytest.mark.parametrize("name", ["hoc.abi3.so", "lib/libnrnpython3.so"])
def test_stable_abi_of_3_2(tools, unpacked, name):
    if shutil.which("abi3audit") is None:
        pytest.skip("abi3audit is not installed")
    library = unpacked / "neuron" / name
    copy = library.with_name(library.name.split(".")[0] + ".abi3.so")
    if copy != library:
        shutil.copy(str(library), str(copy))
    tools.run(["abi3audit", "--strict", "--assume-minimum-abi3", "3.2", copy])


def test_sdist_holds_what_a_build_needs(tools):
    archive = next((tools.cache / "dist").glob("neuron-*.tar.gz"))
    listing = subprocess.run(
        ["tar", "-tzf", str(archive)], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    for name in (
        "CMakeLists.txt",
        "pyproject.toml",
        "core/api/vector.cpp",
        "tests/run",
        "README.md",
        "LICENSE",
    ):
        assert "/" + name + "\n" in listing
    assert "/build/" not in listing and "/.git/" not in listing
    assert sys.version_info >= (3, 8)
