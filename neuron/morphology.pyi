from os import PathLike
from typing import overload

from neuron import nrn

@overload
def to_swc(section: nrn.Section, path: None = None) -> str: ...
@overload
def to_swc(section: nrn.Section, path: str | PathLike[str]) -> None: ...
