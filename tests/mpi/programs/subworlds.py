"""Subworlds of two ranks: each task runs on all ranks of a subworld; rank 0 prints "ok" at the end."""

from neuron import h

h.nrnmpi_init()
pc = h.ParallelContext()
world, ranks = pc.id_world(), pc.nhost_world()
pc.subworlds(2)
groups = (ranks + 1) // 2
assert pc.id() == world % 2 and pc.id_world() == world and pc.nhost_world() == ranks
assert pc.nhost() == (1 if world == ranks - 1 and ranks % 2 else 2)
assert (pc.id_bbs(), pc.nhost_bbs()) == ((world // 2, groups) if pc.id() == 0 else (-1, -1))

# collectives act within a subworld
assert pc.allreduce(world, 1) == sum(w for w in range(ranks) if w // 2 == world // 2)
assert pc.py_allgather(world) == [w for w in range(ranks) if w // 2 == world // 2]


def refused():
    try:
        pc.post("x", 1)
    except RuntimeError as error:
        return "only rank 0 of a subworld" in str(error)
    return False


def task(x):
    """Runs on both ranks of a subworld, which may use their collectives."""
    both = pc.py_allgather((pc.id_world(), x, h.hoc_ac_))
    assert len({(x, ac) for _, x, ac in both}) == 1
    assert pc.id() == 0 or refused()
    return [w for w, _, _ in both]


assert pc.id() == 0 or refused()
pc.runworker()
assert world == 0
for i in range(8):
    pc.submit(task, i)
count = 0
while pc.working():
    members = pc.pyret()
    assert members in [[w for w in range(ranks) if w // 2 == g] for g in range(groups)], members
    count += 1
assert count == 8
pc.done()
print("ok", flush=True)
