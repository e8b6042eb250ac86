TITLE a mark at a place, which does nothing

NEURON {
    POINT_PROCESS PointProcessMark
    THREADSAFE
}
