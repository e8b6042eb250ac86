"""python -m neuron.diagnose [--json]: what NEURON finds on this machine.

The module can be called, so that neuron.diagnose() means the same whether this module was imported or not.
"""

import sys

from neuron._api import diagnosis


class _CallableModule(type(sys)):
    def __call__(self, json=False):
        return diagnosis.diagnose(json)


if __name__ == "__main__":
    sys.exit(diagnosis.main(sys.argv[1:]))
sys.modules[__name__].__class__ = _CallableModule
