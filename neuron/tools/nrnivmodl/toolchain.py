"""The programs that make a library: nmodl of this package, and a compiler for C++ that is found on the machine."""

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys

from .problem import Problem

# The same as for the mechanisms that the simulator has (core/mech/builtin): kernels look neither at errno nor at
# floating point traps, and loops with branches are vectorised only without both.
_flags = ["-std=c++17", "-O3", "-fno-math-errno", "-fno-trapping-math", "-fPIC", "-fvisibility=hidden", "-w"]

# libstdc++ has a <math.h> of its own that reads a dozen more headers, a fifth of the time for one mechanism. Code
# that nmodl writes needs the one of C only; code of users in VERBATIM blocks may need the other.
_plain_headers = ["-D_GLIBCXX_INCLUDE_NEXT_C_HEADERS"]


def installed(kind, name):
    """The path of something that was installed with the package: ("bin", "nmodl"), ("include", "nrn")."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    folders = [package, os.path.join(package, os.pardir, os.pardir, os.pardir)]
    for folder in folders:
        path = os.path.normpath(os.path.join(folder, kind, name))
        if os.path.exists(path):
            return path
    places = " or ".join(os.path.normpath(os.path.join(folder, kind)) for folder in folders)
    raise Problem(f"{name} is not in {places}: install the package neuron again")


# Text of VERBATIM blocks may be C as NEURON 7 took it: void* becomes any pointer, texts become char*. g++ lets that
# pass; for clang, which does not, the headers give pointers that convert (compat/verbatim.h), in a second attempt only.
_lenient_gcc = ["-fpermissive", "-Wno-narrowing"]
_lenient_clang = ["-Wno-c++11-narrowing", "-Wno-register"]
_last_resort_clang = ["-DNRN_TEXT_IS_C"]


class Toolchain:
    """How files are compiled and linked. `identity` is a hash of all that has a say in the outcome."""

    def __init__(self, arguments):
        self.nmodl = find_nmodl(arguments.nmodl)
        self.nmodl_flags = arguments.nmodl_flags
        self.warnings = arguments.warnings
        self.tells_all = arguments.warnings == "--warnings"  # of files too that are up to date
        self.headers = os.path.dirname(installed("include", "nrn"))
        self.compiler, self.version = _compiler()
        clang = "clang" in self.version
        self._lenient = _lenient_clang if clang else _lenient_gcc
        self.last_resort = _last_resort_clang if clang else []
        self._cxxflags = _words("CXXFLAGS") + arguments.include_flags
        self._ldflags = _words("LDFLAGS") + arguments.load_flags
        self._target = [] if arguments.portable else ["-march=native"]
        processor = "any" if arguments.portable else _processor()
        parts = [self.version, platform.machine(), processor] + self.compiler + self._target + _flags
        self.compiler_identity = _hash(parts + self._cxxflags, _files(os.path.join(self.headers, "nrn")))
        self.identity = _hash([self.compiler_identity] + self.nmodl_flags, [self.nmodl])
        self.link_identity = _hash([self.identity] + self._ldflags, [])

    def nmodl_command(self, source, output):
        asked = [self.warnings] if self.warnings else []
        return [self.nmodl] + self.nmodl_flags + asked + [source, "-o", output]

    def catalogue_command(self, names, output):
        return [self.nmodl, "--catalogue", "-o", output] + names

    def compile_command(self, source, output, folders):
        """folders: of headers of the user's, or None when the code is nmodl's alone. Which of them it includes is
        written to `output`.d."""
        text_flags = [word for folder in folders or [] for word in ("-iquote", folder)]
        text_flags.append("-fno-strict-aliasing")  # text of VERBATIM keeps addresses in numbers
        if folders and source.endswith(".cpp"):
            text_flags += self._lenient
        return (
            self.compiler
            + (
                ["-x", "c"] + [flag for flag in _flags if "c++" not in flag]
                if source.endswith(".c")
                else _flags
            )
            + self._target
            + (_plain_headers if folders is None else text_flags)
            + ["-isystem", self.headers]
            + self._cxxflags
            + ["-MMD", "-MF", output + ".d", "-c", source, "-o", output]
        )

    def link_command(self, catalogue, objects, output):
        """Compiles the catalogue and links it with the objects, in one."""
        needed = [] if sys.platform == "darwin" else ["-Wl,--as-needed", "-Wl,-s"]
        shared = ["-shared"] if sys.platform != "darwin" else ["-dynamiclib", "-undefined", "dynamic_lookup"]
        return (
            self.compiler
            + [flag if flag != "-O3" else "-O1" for flag in _flags]
            + self._target
            + ["-isystem", self.headers]
            + shared
            + needed
            + [catalogue]
            + objects
            + ["-o", output]
            + self._ldflags
        )


def _words(variable):
    try:
        return shlex.split(os.environ.get(variable, ""))
    except ValueError as error:
        raise Problem(f"the environment variable {variable} cannot be divided into words: {error}") from None


def find_nmodl(wanted):
    """The program that -nmodl names, or the package's own."""
    if wanted is None:
        return installed("bin", "nmodl")
    found = shutil.which(wanted)
    if found is None:
        raise Problem(
            f"-nmodl names {wanted}, which is not a program; leave the option out to use the package's own"
        )
    return found


def _compiler():
    """(command, version) of the first compiler that runs."""
    wanted = _words("CXX")
    if wanted:
        version = _version(wanted)
        if version is None:
            raise Problem(
                f"CXX is {' '.join(wanted)}, which does not run: set it to a compiler for C++, or unset it"
            )
        return wanted, version
    for command in (["g++"], ["clang++"], [sys.executable, "-m", "ziglang", "c++"]):
        version = _version(command)
        if version is not None:
            return command, version
    raise Problem(
        "no compiler for C++ was found (CXX, g++, clang++): install g++ or clang++ with the package manager of "
        "the system, or one for this Python alone with: pip install 'neuron[compiler]'"
    )


def _version(command):
    if shutil.which(command[0]) is None:
        return None
    done = subprocess.run(
        command + ["--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _processor():
    """What -march=native depends on."""
    try:
        with open("/proc/cpuinfo") as file:
            lines = file.read().split("\n\n")[0].splitlines()
    except OSError:
        return platform.processor()
    told = (
        "vendor_id",
        "cpu family",
        "model",
        "model name",
        "flags",
        "Features",
        "CPU part",
        "CPU implementer",
    )
    return "\n".join(line for line in lines if line.split(":")[0].strip() in told)


def _files(folder):
    """All headers in a folder and below it."""
    places = [(place, name) for place, _, names in os.walk(folder) for name in names]
    return sorted(os.path.join(place, name) for place, name in places if name.endswith((".h", ".hpp")))


def _hash(words, files):
    total = hashlib.sha256("\0".join(words).encode(errors="surrogateescape"))
    for path in files:
        with open(path, "rb") as file:
            total.update(file.read())
    return total.hexdigest()
