"""All state hangs off the Context: libnrn has no other writable data of its own."""

import pytest

# The Context of the process; and what a process or thread finds out once, which no simulation can change: the
# SIMD level of this machine, the vector functions of its C library, room for Fourier transforms, whether the
# environment asks for the sandbox, how often it was forked. And what every door of libnrn must know at once:
# whether a run goes on without the host's lock, and whether this thread holds it up.
ALLOWED = {
    "nrn::Host::away_",
    "nrn::Host::entered_",
    "nrn::api::(anonymous namespace)::the_process",
    "nrn::numeric::(anonymous namespace)::level()::value",
    "nrn::numeric::(anonymous namespace)::library()::found",
    "nrn::numeric::thread_fft_workspace()::workspace",
    "nrn::sandboxed()::on",
    "nrn::sim::(anonymous namespace)::forks",
    "nrn::sim::(anonymous namespace)::watch_forks()::registered",
}
WRITABLE = (".bss", ".data", ".tbss", ".tdata")
NOT_OURS = ("guard variable", "Eigen::", "DW.ref.", "std::__detail::")


def writable(line):
    """The name of a writable variable, or None, from a line of nm in the format of System V."""
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 7 or fields[3] not in ("OBJECT", "TLS"):
        return None
    name, section = fields[0], fields[6]
    if section.startswith(".data.rel.ro") or name.startswith(NOT_OURS):
        return None
    return name if section.startswith(WRITABLE) else None


@pytest.mark.slow
@pytest.mark.xdist_group("builds")
def test_no_writable_data_but_the_context(tools, builds):
    found = set()
    programs = {"apps", "nmodl"}  # no libnrn
    objects = [path for path in sorted((builds / "core").rglob("*.o")) if not programs & set(path.parts)]
    assert len(objects) > 30
    for path in objects:
        names = [writable(line) for line in tools.run(["nm", "-C", "--format=sysv", path]).splitlines()]
        found |= {name for name in names if name}
    assert sorted(found - ALLOWED) == []
