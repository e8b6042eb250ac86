: case: names of NEURON's translator: _p, _ppvar, _thread, _nt, _pnt, _tqitem, _ion_cai
: before: nc = h.NetCon(None, m); nc.weight[0] = 3; fih = h.FInitializeHandler(lambda: nc.event(0.2))
: record: seen inside twice_of
: steps: 12
: values: m.thread()
NEURON { POINT_PROCESS verb_names USEION ca READ cai RANGE seen, inside, twice_of THREADSAFE }
ASSIGNED { seen inside twice_of cai }
INITIAL {
    seen = 0
VERBATIM
    inside = _ion_cai * 1000;
ENDVERBATIM
}
FUNCTION twice(x) { twice = 2 * x }
FUNCTION thread() {
VERBATIM
    return _nt->_dt;
ENDVERBATIM
}
NET_RECEIVE (w) {
VERBATIM
    if (_lflag == 0) {
        net_send(_tqitem, _args, _pnt, t + 0.35, 2.0);
    }
    seen += 1 + _lflag + _args[0];
    twice_of = twice(_threadargscomma_ seen);
ENDVERBATIM
    if (flag == 2) { net_send(0.1, 3) }
}
