"""The program of the README: every rank gets the Vector of rank 0."""

from neuron import h

h.nrnmpi_init()
pc = h.ParallelContext()
vector = h.Vector(range(5)) if pc.id() == 0 else None
vector = pc.py_broadcast(vector, 0)
if pc.id() == 0:
    print(*(int(x) for x in vector))
pc.barrier()
h.quit()
