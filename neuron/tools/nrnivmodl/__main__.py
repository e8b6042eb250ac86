"""python -m neuron.tools.nrnivmodl"""

from . import main

if __name__ == "__main__":
    main()
