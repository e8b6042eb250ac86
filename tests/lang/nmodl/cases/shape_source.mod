: case: a source of events with a stream of Random123 of its own behind a POINTER
: before: m.seed(3, 14, 15); m.burst = 3; spikes = h.Vector(); nc = h.NetCon(m, None); nc.record(spikes); two = h.shape_source(); two.seed(3, 14, 16)
: before: other = h.Vector(); nd = h.NetCon(two, None); nd.record(other)
: record: count drawn two.count
: steps: 80
: values: spikes.size(); spikes[0]; spikes[spikes.size() - 1]; m.place(); other.size(); m.place(8); m.draw(); m.draw(); m.normal(); m.place(); m.ids()
NEURON {
    ARTIFICIAL_CELL shape_source
    RANGE interval, noise, burst, count, drawn, start
    THREADSAFE
    POINTER stream
}
PARAMETER { interval = 0.6 noise = 0.8 burst = 1 start = 0.3 }
ASSIGNED { count drawn left stream }
VERBATIM
#include "nrnran123.h"
ENDVERBATIM
INITIAL {
    count = 0
    drawn = 0
    left = burst
VERBATIM
    if (_p_stream) {
        nrnran123_setseq((nrnran123_State*)_p_stream, 0, 0);
    }
ENDVERBATIM
    net_send(start, 1)
}
FUNCTION draw() {
VERBATIM
    if (_p_stream) {
        _ldraw = nrnran123_negexp((nrnran123_State*)_p_stream);
    } else {
        hoc_execerror("shape_source:", "seed() comes first");
    }
ENDVERBATIM
    drawn = drawn + 1
}
FUNCTION normal() {
VERBATIM
    _lnormal = nrnran123_normal((nrnran123_State*)_p_stream);
ENDVERBATIM
}
FUNCTION gap() {
    gap = interval*((1 - noise) + noise*draw())
}
NET_RECEIVE (w) {
    if (flag == 1) {
        net_event(t)
        count = count + 1
        left = left - 1
        if (left > 0) {
            net_send(0.05, 1)
        } else {
            left = burst
            net_send(gap(), 1)
        }
    }
}
PROCEDURE seed() {
VERBATIM
    nrnran123_State** place = (nrnran123_State**)(&_p_stream);
    if (*place) {
        nrnran123_deletestream(*place);
        *place = (nrnran123_State*)0;
    }
    if (ifarg(3)) {
        *place = nrnran123_newstream3((uint32_t)*getarg(1), (uint32_t)*getarg(2), (uint32_t)*getarg(3));
    }
ENDVERBATIM
}
FUNCTION place() {
VERBATIM
    uint32_t seq;
    char which;
    nrnran123_State* state = (nrnran123_State*)_p_stream;
    if (ifarg(1)) {
        double where = *getarg(1);
        nrnran123_setseq(state, (uint32_t)(where / 4), (char)((int)where % 4));
    }
    nrnran123_getseq(state, &seq, &which);
    _lplace = 4. * seq + which;
ENDVERBATIM
}
FUNCTION ids() {
VERBATIM
    uint32_t a, b, c;
    nrnran123_getids3((nrnran123_State*)_p_stream, &a, &b, &c);
    _lids = a + 100. * b + 10000. * c;
ENDVERBATIM
}
DESTRUCTOR {
VERBATIM
    if (_p_stream) {
        nrnran123_deletestream((nrnran123_State*)_p_stream);
    }
ENDVERBATIM
}
