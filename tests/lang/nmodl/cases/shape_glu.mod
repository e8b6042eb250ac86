: case: a synapse of two receptors whose vesicles are released by chance, with numbers from a Random object
: before: r = h.Random(); r.Random123(8, 1, 2); r.uniform(0, 1); m.set_random(r); nc = h.NetCon(None, m); nc.weight[0] = 1.2
: before: fih = h.FInitializeHandler(lambda: [nc.event(0.1 + 0.45 * k) for k in range(9)]); sec.insert("pas"); r.seq(0)
: record: i g a b released failed seg.v
: steps: 50
: dt: 0.1
: values: m.release_probability(); m.toggle(); m.toggle()
NEURON {
    POINT_PROCESS shape_glu
    NONSPECIFIC_CURRENT i
    RANGE i, g, e, tau_r, tau_a, tau_b, use, dep, released, failed, ratio, synapseID, verboseLevel
    POINTER rng
}
PARAMETER {
    tau_r = 0.2 (ms) tau_a = 1.7 (ms) tau_b = 43 (ms)
    e = 0 (mV) use = 0.5 dep = 80 (ms) ratio = 0.7 mg = 1
    synapseID = 7 verboseLevel = 0
}
ASSIGNED { v (mV) i (nA) g (uS) released failed rng factor_a factor_b tsyn vesicles recovered }
STATE { ra a rb b }
VERBATIM
#ifndef NRN_VERSION_GTEQ_8_2_0
double nrn_random_pick(void* r);
void* nrn_random_arg(int argpos);
#define Rand void
#endif
ENDVERBATIM
INITIAL {
    LOCAL peak
    ra = 0 a = 0 rb = 0 b = 0
    released = 0 failed = 0 vesicles = 1 tsyn = -1e30
    peak = (tau_r*tau_a)/(tau_a - tau_r)*log(tau_a/tau_r)
    factor_a = 1/(-exp(-peak/tau_r) + exp(-peak/tau_a))
    peak = (tau_r*tau_b)/(tau_b - tau_r)*log(tau_b/tau_r)
    factor_b = 1/(-exp(-peak/tau_r) + exp(-peak/tau_b))
}
BREAKPOINT {
    SOLVE states METHOD cnexp
    g = 0.001*((a - ra) + ratio*(b - rb)/(1 + mg*exp(-0.062*v)/3.57))
    i = g*(v - e)
}
DERIVATIVE states {
    ra' = -ra/tau_r
    a' = -a/tau_a
    rb' = -rb/tau_r
    b' = -b/tau_b
}
NET_RECEIVE (weight, w_b, seen) {
    LOCAL result
    INITIAL { w_b = weight*ratio seen = 0 }
    result = urand()
VERBATIM
    if (vesicles < 1 && _lresult < 1.0 - exp(-(t - tsyn) / dep)) {
        vesicles = 1;
    }
    tsyn = t;
    if (verboseLevel > 0) {
        printf("synapse %g at %g ms: %g\n", synapseID, t, _lresult);
    }
    if (vesicles < 1 || _lresult > use) {
        failed++;
        return;
    }
    vesicles = 0;
ENDVERBATIM
    released = released + 1
    seen = seen + 1
    ra = ra + weight*factor_a
    a = a + weight*factor_a
    rb = rb + w_b*factor_b
    b = b + w_b*factor_b
}
PROCEDURE set_random() {
VERBATIM
    {
        void** pv = (void**)(&_p_rng);
        if (ifarg(1)) {
            *pv = nrn_random_arg(1);
        } else {
            *pv = (void*)0;
        }
    }
ENDVERBATIM
}
FUNCTION urand() {
VERBATIM
    double value;
    if (_p_rng) {
        value = nrn_random_pick((Rand*)_p_rng);
        return value;
    } else {
ENDVERBATIM
        value = scop_random()
VERBATIM
    }
ENDVERBATIM
    urand = value
}
FUNCTION release_probability() {
VERBATIM
    return use * vesicles;
ENDVERBATIM
}
FUNCTION toggle() {
    verboseLevel = 1 - verboseLevel
    toggle = verboseLevel
}
