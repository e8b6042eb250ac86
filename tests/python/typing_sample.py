"""A program that uses the types of the stubs: checked by `mypy --strict` and run (see test_stubs.py)."""

import copy
import pickle
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple

import neuron
from neuron import h, hoc
from neuron.hoc import Vector

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from neuron.hoc import Ref


def arrays(v: Vector) -> "NDArray[numpy.float64]":
    return v.as_numpy()


def elements() -> Tuple[float, Vector, List[float], int]:
    v = h.Vector([1, 2, 3])
    v[0] = 4
    v[1:] = [5, 6.5]
    v.x[2] = v.x[1] + 5.5
    for x in v:
        assert isinstance(x, float)
    return v[0], v[:2], list(v), len(v)


def chain(v: h.Vector) -> Vector:
    return v.c().add(1).mul(v).append(1, 2, v).fill(0, 1, 2).resize(10).apply(lambda x: x + 1).apply("sin")


def operators(v: Vector) -> Vector:
    return -(2 * v + v / 2 - 1) * v


def indexes(v: Vector) -> Tuple[int, float, bool, str]:
    return v.indwhere(">", 2), v.sum(0, 1), v.contains(3), v.label("name")


def references() -> "Tuple[Ref[float], Ref[str], Ref[float]]":
    number = h.ref(1.0)
    number[0] = 2
    text = h.ref("text")
    text[0] = text[0].upper()
    return number, text, h.Vector(3)._ref_x[1]


def top_level() -> Tuple[float, str, float]:
    h.celsius = h.celsius + 0
    return h.sin(h.PI / 2), h.nrnversion(), h._ref_t[0]


class Trace(h.Vector):
    """A Vector with a unit."""

    unit: Optional[str] = None

    def peak(self) -> float:
        return self.max()


def subclass() -> Trace:
    trace = Trace([1, 3, 2])
    trace.unit = "mV"
    again = copy.copy(trace).add(1)
    assert pickle.loads(pickle.dumps(again)).unit == "mV"
    return again


def ranks() -> Tuple[float, Any, List[Any]]:
    pc = h.ParallelContext()
    pc.barrier()
    everyone = pc.py_allgather({"rank": pc.id()})
    return pc.allreduce(pc.nhost(), 1), pc.py_broadcast([1], 0), everyone


def report() -> Dict[str, Any]:
    return neuron.diagnose(json=True)


def not_there_yet() -> None:
    try:
        h.finitialize(-65)
    except NotImplementedError:
        pass
    try:
        h.NetCon(None, None)
    except (NotImplementedError, hoc.HocError):
        pass


def main() -> None:
    v = h.Vector(range(5))
    assert elements()[2:] == ([4.0, 5.0, 10.5], 3)
    assert chain(v).size() == 10
    assert operators(v)[0] == 0
    assert indexes(v) == (3, 1, True, "name")
    number, text, element = references()
    assert (number[0], text[0], element[0]) == (2, "TEXT", 0)
    assert top_level()[0] == 1
    assert subclass().peak() == 4
    assert ranks()[0] == 1
    not_there_yet()


if __name__ == "__main__":
    main()
