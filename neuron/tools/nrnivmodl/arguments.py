"""The command line of nrnivmodl, as NEURON 9 has it."""

import os
import shlex

from .problem import Problem

HELP = """\
Usage: nrnivmodl [options] [.mod files, or folders with .mod files]

Compiles mechanisms into {machine}/libnrnmech.so below the current folder, where `import neuron` and
nrniv find it, and makes {machine}/special, which is nrniv with that library. Without files it takes all
.mod files of the current folder. The suffix .mod may be left out; .c and .cpp files are compiled too.

Options, which come first:
  -incflags "flags"     more flags for the compiler, such as -I for #include in VERBATIM blocks
  -loadflags "flags"    more flags for the linker, such as -l
  -nmodl program        another program in place of this package's nmodl
  -nmodlflags "flags"   options for that program
  -coreneuron           accepted, and not needed: there is one kind of library
  --check-units         says where the units of the files do not agree, and makes nothing
  --no-warnings         no warnings of what is likely a mistake in a .mod file
  --warnings            remarks on harmless things too: unused names, what keeps threads away
  --report              says which blocks the compiler has vectorised and why not, and makes nothing
  --report=json         the same for programs
  --portable            code for every processor of this kind, not for the one at hand
  -h, --help            this text

Relative paths in flags count from {machine}/. The compiler is $CXX, g++, clang++, or the one of the
package ziglang (pip install ziglang); $CXXFLAGS and $LDFLAGS are used. Objects are kept for all folders in
~/.cache/neuron; NRN_BUILD_CACHE names another folder, or is "off".
"""


class Arguments:
    """What was asked for. Flags are lists of words; paths in them count from the output folder."""

    def __init__(self):
        self.help = False
        self.coreneuron = False
        self.portable = False
        self.check_units = False
        self.warnings = None
        self.report = None
        self.include_flags = []
        self.load_flags = []
        self.nmodl = None
        self.nmodl_flags = []
        self.items = []


_flags = {"-incflags": "include_flags", "-loadflags": "load_flags", "-nmodlflags": "nmodl_flags"}
_switches = {
    "-h": "help",
    "-help": "help",
    "--help": "help",
    "-coreneuron": "coreneuron",
    "--check-units": "check_units",
    "--portable": "portable",
    "-portable": "portable",
}
_warnings = ("--warnings", "--no-warnings")


def parse(words):
    """Arguments from the words of a command line. Raises Problem."""
    result = Arguments()
    words = list(words)
    while words and words[0].startswith("-"):
        option = words.pop(0)
        if option in ("--report", "--report=text", "--report=json"):
            result.report = option.partition("=")[2] or "text"
        elif option in _switches:
            setattr(result, _switches[option], True)
        elif option in _warnings:
            result.warnings = option
        elif option in _flags or option == "-nmodl":
            if not words:
                raise Problem(f"{option} needs a value behind it; nrnivmodl --help explains the options")
            _set_value(result, option, words.pop(0))
        else:
            raise Problem(f"{option} is not an option; nrnivmodl --help explains them")
    known = [*_switches, *_warnings, *_flags, "-nmodl", "--report", "--report=text", "--report=json"]
    late = [word for word in words if word in known]
    if late:
        raise Problem(f"{late[0]} stands behind a file: options come first")
    result.items = words
    return result


def _set_value(result, option, value):
    if option == "-nmodl":
        result.nmodl = os.path.abspath(value) if os.sep in value else value
        return
    try:
        setattr(result, _flags[option], shlex.split(value))
    except ValueError as error:
        raise Problem(f"the value of {option}, {value!r}, cannot be divided into words: {error}") from None
