: case: an integrate-and-fire cell that keeps its own queue of inputs in memory behind a POINTER
: before: other = h.shape_fire(); other.setup(40, 2); m.setup(16, 1); nc = h.NetCon(m, other); nc.delay = 0.7; nc.weight[0] = 1.4
: before: nd = h.NetCon(other, m); nd.delay = 0.4; nd.weight[0] = -0.5; ns = h.NetStim(); ns.interval = 0.3; ns.number = 30; ns.start = 0.2
: before: ns.noise = 0; ni = h.NetCon(ns, m); ni.weight[0] = 0.8; ni.delay = 0.1; spikes = h.Vector(); ids = h.Vector(); nc.record(spikes, ids)
: record: vm spiked waiting other.vm other.spiked
: steps: 60
: values: m.queued(); m.latest(0); m.latest(1); spikes.size(); spikes[0]; m.dump(h.Vector(3)); other.latest(0)
NEURON {
    ARTIFICIAL_CELL shape_fire
    RANGE vm, spiked, waiting, tau, refractory
    POINTER store
}
PARAMETER { tau = 5 refractory = 0.5 }
ASSIGNED { vm spiked waiting last busy store }
VERBATIM
typedef struct SF_ITEM {
    double when, weight;
    struct SF_ITEM* next;
} sf_item;
typedef struct {
    int most, count, id;
    sf_item* first;
    double* history;
} sf_queue;
static void sf_push(sf_queue* q, double when, double weight) {
    sf_item** place = &q->first;
    if (q->count == q->most) {
        hoc_execerror("shape_fire:", "the queue is full");
    }
    while (*place && (*place)->when <= when) {
        place = &(*place)->next;
    }
    sf_item* made = (sf_item*)ecalloc(1, sizeof(sf_item));
    made->when = when;
    made->weight = weight;
    made->next = *place;
    *place = made;
    q->count++;
}
static double sf_pop(sf_queue* q) {
    sf_item* item = q->first;
    double weight = item->weight;
    q->first = item->next;
    q->count--;
    free(item);
    return weight;
}
static void sf_clear(sf_queue* q) {
    while (q->first) {
        sf_pop(q);
    }
}
ENDVERBATIM
INITIAL {
    vm = 0
    spiked = 0
    last = 0
    busy = -1e9
    waiting = 0
VERBATIM
    sf_queue* q = (sf_queue*)_p_store;
    if (q) {
        sf_clear(q);
        memset(q->history, 0, 4 * sizeof(double));
    }
ENDVERBATIM
}
CONSTRUCTOR {
VERBATIM
    _p_store = 0;
ENDVERBATIM
}
DESTRUCTOR {
VERBATIM
    sf_queue* q = (sf_queue*)_p_store;
    if (q) {
        sf_clear(q);
        free(q->history);
        free(q);
    }
ENDVERBATIM
}
PROCEDURE setup() {
VERBATIM
    sf_queue** place = (sf_queue**)(&(_p_store));
    if (!*place) {
        *place = (sf_queue*)ecalloc(1, sizeof(sf_queue));
        (*place)->history = (double*)ecalloc(4, sizeof(double));
    }
    (*place)->most = (int)chkarg(1, 1, 1e6);
    (*place)->id = (int)*getarg(2);
ENDVERBATIM
}
FUNCTION queued() {
VERBATIM
    return ((sf_queue*)_p_store)->count;
ENDVERBATIM
}
FUNCTION latest() {
VERBATIM
    return ((sf_queue*)_p_store)->history[(int)chkarg(1, 0, 3)];
ENDVERBATIM
}
FUNCTION dump() {
VERBATIM
    double* x;
    int n = vector_arg_px(1, &x);
    sf_item* item = ((sf_queue*)_p_store)->first;
    double sum = 0.;
    for (int k = 0; item && k < n; ++k, item = item->next) {
        x[k] = item->when;
        sum += x[k];
    }
    return sum;
ENDVERBATIM
}
PROCEDURE decay() {
    vm = vm*exp(-(t - last)/tau)
    last = t
}
NET_RECEIVE (w) {
    if (flag == 0) {
VERBATIM
        sf_push((sf_queue*)_p_store, t + 0.15, _args[0]);
ENDVERBATIM
        net_send(0.15, 1)
    } else {
        decay()
VERBATIM
        vm += sf_pop((sf_queue*)_p_store);
ENDVERBATIM
        if (vm > 1 && t > busy) {
            net_event(t)
            busy = t + refractory
            spiked = spiked + 1
            vm = 0
VERBATIM
            {
                double* history = ((sf_queue*)_p_store)->history;
                for (int k = 3; k > 0; --k) {
                    history[k] = history[k - 1];
                }
                history[0] = t;
            }
ENDVERBATIM
        }
    }
VERBATIM
    waiting = ((sf_queue*)_p_store)->count;
ENDVERBATIM
}
