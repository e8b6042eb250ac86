"""How the time of a network goes down with more ranks (strong scaling), and stays when it grows with them (weak).

    python tests/bench/bench_scaling.py [--mpiexec mpiexec] [--ranks 1 2] [--threads 1] [--project 8 64 1024]
    mpiexec -n N python tests/bench/bench_scaling.py --here KIND CELLS [--threads 1]

The first form starts the second for each number of ranks, and prints tables: measured, and below it what dry_run()
tells of larger numbers from the run on one rank, marked as projected. The second prints what one network takes on the
ranks that it was started with, rank by rank, and a line of JSON. NEURON runs it as well, without the times of parts.

Networks: `detailed`, cells of 21 compartments with hh and 20 synaptic connections from anywhere; `point`, artificial
cells with 100. Cells fire about 10 times a second, delays are 1 to 3 ms.
"""

import argparse
import json
import random
import subprocess
import sys
import time

CELLS = {"detailed": 512, "point": 10000}  # of the strong network, and of a rank of the weak one
FAN = {"detailed": 20, "point": 100}
TSTOP = {"detailed": 100, "point": 500}  # ms


def make_cell(h, kind):
    """(what keeps it, what gets events, what fires)."""
    if kind == "point":
        cell = h.IntFire1()
        cell.tau, cell.refrac = 10, 5
        return cell, cell, h.NetCon(cell, None)
    soma, dend = h.Section(name="soma"), h.Section(name="dend")
    soma.L = soma.diam = 12.6
    dend.L, dend.diam, dend.nseg = 200, 1, 20
    soma.insert("hh")
    dend.insert("pas")
    dend.connect(soma(1))
    return (soma, dend), h.ExpSyn(dend(0.5)), h.NetCon(soma(0.5)._ref_v, None, sec=soma)


def drive(h, target, gid, weight):
    """Makes a cell fire at random, from a stream of its own."""
    stim = h.NetStim()
    stim.interval, stim.number, stim.start, stim.noise = 100, 1e9, 0, 1
    stim.noiseFromRandom123(gid, 1, 1)
    link = h.NetCon(stim, target)
    link.weight[0], link.delay = weight, 1
    return stim, link


def build(h, pc, kind, cells):
    rank, ranks = int(pc.id()), int(pc.nhost())
    made, kept = {}, []
    for gid in range(rank, cells, ranks):
        made[gid] = make_cell(h, kind)
        pc.set_gid2node(gid, rank)
        pc.cell(gid, made[gid][2])
    for gid, (_, target, _) in made.items():
        choose = random.Random(gid)
        for _ in range(FAN[kind]):
            link = pc.gid_connect(choose.randrange(cells), target)
            link.weight[0], link.delay = 1e-6, choose.uniform(1, 3)
            kept.append(link)
        kept.append(drive(h, target, gid, 1.1 if kind == "point" else 0.05))
    return made, kept


def run(h, pc, kind):
    """The least time of three runs [s], the slowest rank's, and this rank's parts of it."""
    best = None
    for _ in range(3):
        pc.set_maxstep(10)
        h.finitialize(-65)
        names = ("integ_time", "event_time", "send_time", "step_wait")
        before = [getattr(pc, name)() for name in names]
        pc.barrier()
        start = time.perf_counter()
        pc.psolve(TSTOP[kind])
        spent = pc.allreduce(time.perf_counter() - start, 2)
        parts = [getattr(pc, name)() - was for name, was in zip(names, before)]
        if best is None or spent < best[0]:
            best = spent, parts
    return best


def here(kind, cells, threads, project):
    """One network on the ranks of this run."""
    from neuron import h

    h.nrnmpi_init()
    pc = h.ParallelContext()
    kept = build(h, pc, kind, cells)
    pc.nthread(threads)
    spent, parts = run(h, pc, kind)
    ranks = pc.py_allgather([len(kept[0])] + parts)
    figures = {"ranks": len(ranks), "seconds": spent, "of_ranks": ranks}
    if project and len(ranks) == 1:
        figures["projected"] = [projected(pc, kind, ranks_then, spent) for ranks_then in project]
    if pc.id() == 0:
        print("%s, %d cells, %d ranks of %d threads: %.3f s" % (kind, cells, len(ranks), threads, spent))
        print("%6s%8s%14s%12s%14s%12s" % ("rank", "cells", "integration", "events", "exchange", "of it wait"))
        for rank, each in enumerate(ranks):
            print("%6d%8d%13.3fs%11.3fs%13.3fs%11.3fs" % tuple([rank] + each))
        print(json.dumps(figures), flush=True)
    pc.barrier()
    h.quit()


def projected(pc, kind, ranks, spent):
    """[ranks, strong, weak]: seconds for TSTOP that the dry run tells; what one rank takes is as measured."""
    alone = pc.dry_run(1).time
    return [ranks] + [pc.dry_run(ranks, factor).time / alone * spent for factor in (1, ranks)]


def started(options, kind, ranks, cells, project=()):
    """The figures of a run on so many ranks."""
    command = [options.mpiexec, "-n", str(ranks), sys.executable, __file__, "--here", kind, str(cells)]
    command += ["--threads", str(options.threads)]
    if project:
        command += ["--project"] + [str(n) for n in project]
    out = subprocess.check_output(command, universal_newlines=True)
    print(out[: out.rindex("{")])
    return json.loads(out[out.rindex("{") :])


def table(options, kind):
    cells = CELLS[kind]
    strong, weak, projected = {}, {}, []
    for ranks in options.ranks:
        found = started(options, kind, ranks, cells, options.project if ranks == 1 else ())
        strong[ranks] = found["seconds"]
        projected = found.get("projected", projected)
        weak[ranks] = strong[1] if ranks == 1 else started(options, kind, ranks, ranks * cells)["seconds"]
    print("%s, %d cells, %d ms; %d threads a rank" % (kind, cells, TSTOP[kind], options.threads))
    print("%8s%14s%12s%14s%12s" % ("ranks", "strong [s]", "efficiency", "weak [s]", "efficiency"))
    first = options.ranks[0]
    rows = [(ranks, strong[ranks], weak[ranks], "") for ranks in options.ranks]
    rows += [(ranks, one, other, "  projected") for ranks, one, other in projected]
    for ranks, one, other, mark in rows:
        gains = strong[first] * first / (one * ranks), weak[first] / other
        print("%8d%14.4f%11.0f%%%14.4f%11.0f%%%s" % (ranks, one, 100 * gains[0], other, 100 * gains[1], mark))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mpiexec", default="mpiexec")
    parser.add_argument("--ranks", type=int, nargs="+", default=[1, 2], help="1 comes first")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--project", type=int, nargs="*", default=[])
    parser.add_argument("--here", nargs=2, metavar=("KIND", "CELLS"))
    options = parser.parse_args()
    if options.here:
        here(options.here[0], int(options.here[1]), options.threads, options.project)
        return
    for kind in CELLS:
        table(options, kind)


main()
