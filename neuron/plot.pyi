from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from neuron import hoc

def raster(
    times: hoc.Vector | Iterable[float],
    ids: hoc.Vector | Iterable[float],
    axes: Any = None,
    labels: Mapping[int, str] | Sequence[str] | None = None,
    **style: Any,
) -> Any: ...
