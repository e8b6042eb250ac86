: case: a player of a Vector of spike times, which it remembers by a POINTER, with weights of another one
: before: times = h.Vector([0.5, 1.25, 1.25, 2.0, 9]); m.play(times); spikes = h.Vector(); nc = h.NetCon(m, None); nc.record(spikes)
: before: nc2 = h.NetCon(None, m); fih = h.FInitializeHandler(lambda: nc2.event(0.9))
: at 15: times.append(3); times.sort()
: record: index sent
: steps: 40
: values: spikes.size(); spikes[0]; spikes[4]; m.left(); m.play(); m.left()
NEURON {
    ARTIFICIAL_CELL shape_train
    RANGE index, sent
    POINTER ptr
}
ASSIGNED { index sent etime ptr }
INITIAL {
    index = 0
    sent = 0
    element()
    if (index > 0) { net_send(etime - t, 1) }
}
NET_RECEIVE (w) {
    if (flag == 1) {
        net_event(t)
        sent = sent + 1
        element()
        if (index > 0) { net_send(etime - t, 1) }
    } else {
        sent = sent + 100
    }
}
PROCEDURE element() {
VERBATIM
    {
        void* vv = _p_ptr;
        int i = (int)index, size;
        double* px;
        if (i >= 0 && vv) {
            size = vector_capacity((IvocVect*)vv);
            px = vector_vec((IvocVect*)vv);
            if (i < size) {
                etime = px[i];
                index += 1.;
            } else {
                index = -1.;
            }
        } else {
            index = -1.;
        }
    }
ENDVERBATIM
}
FUNCTION left() {
VERBATIM
    return _p_ptr ? vector_capacity((IvocVect*)_p_ptr) - index : -5.;
ENDVERBATIM
}
PROCEDURE play() {
VERBATIM
    void** pv = (void**)(&_p_ptr);
    void* kept = 0;
    if (*pv) {
        hoc_obj_unref(*vector_pobj((IvocVect*)*pv));
    }
    if (ifarg(1)) {
        kept = vector_arg(1);
        hoc_obj_ref(*vector_pobj((IvocVect*)kept));
    }
    *pv = kept;
ENDVERBATIM
}
