"""nrnivmodl --check-units: says where units do not agree; no library is made."""

from . import process
from .problem import Problem
from .toolchain import find_nmodl


def check(arguments, sources, folder, report=print):
    """Reports that the units of all .mod files agree. Raises Problem with all diagnostics when they do not."""
    nmodl = find_nmodl(arguments.nmodl)
    mods = [source for source in sources if source.is_mod]
    texts = []
    for source in mods:
        done = process.run([nmodl] + arguments.nmodl_flags + ["--check-units", source.shown], folder)
        if done.returncode != 0:
            texts.append(process.text(done) or f"{source.shown}: {nmodl} {process.ending(done)}")
    count = "1 file" if len(mods) == 1 else f"{len(mods)} files"
    if texts:
        raise Problem("\n".join(texts + [f"the units of {len(texts)} of {count} do not agree"]))
    report(f"The units of {count} agree")
