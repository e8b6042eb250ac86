TITLE spikes of cells that are elsewhere, played from a list

COMMENT
The list comes with play(times, gids), which is not NMODL. fake_output is there for programs that set it: spikes of cells
that are here are never played.
ENDCOMMENT

NEURON {
    ARTIFICIAL_CELL PatternStim
    RANGE fake_output
    THREADSAFE
}

PARAMETER {
    fake_output = 0
}

NET_RECEIVE(w) {
}
