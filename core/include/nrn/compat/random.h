/* random.h: random numbers for VERBATIM text: Random objects, streams of Random123, ran4 and the common stream;
 * verbatim.h includes it. */
#ifndef NRN_COMPAT_RANDOM_H
#define NRN_COMPAT_RANDOM_H

#include <nrn/compat/verbatim.h>

/* ---- Random objects ---- */
inline Rand* nrn_random_arg(int i) {
    return reinterpret_cast<Rand*>(nrn_object_of_kind(i, NRN_OBJECT_RANDOM, "Random"));
}
inline Object* nrn_random(void* random, const char* caller) {
    return nrn_object(random, NRN_OBJECT_RANDOM, "Random object", caller);
}
inline double nrn_random_pick(void* random) {
    return nrn_verbatim().random_pick(nrn_verbatim_run, nrn_random(random, "nrn_random_pick"));
}
inline int nrn_random_isran123(void* random, uint32_t* id1, uint32_t* id2, uint32_t* id3) {
    NrnVerbatimStream stream;
    if (nrn_verbatim().random_stream(nrn_verbatim_run, nrn_random(random, "nrn_random_isran123"), &stream, 0) == 0) {
        return 0;
    }
    *id1 = stream.ids[0];
    *id2 = stream.ids[1];
    *id3 = stream.ids[2];
    return 1;
}
inline int nrn_random123_getseq(void* random, uint32_t* sequence, char* which) {
    NrnVerbatimStream stream;
    if (nrn_verbatim().random_stream(nrn_verbatim_run, nrn_random(random, "nrn_random123_getseq"), &stream, 0) == 0) {
        return 0;
    }
    *sequence = (uint32_t)(stream.place / 4);
    *which = (char)(stream.place % 4);
    return 1;
}
inline int nrn_random123_setseq(void* random, uint32_t sequence, char which) {
    NrnVerbatimStream stream;
    stream.place = 4 * (uint64_t)sequence + (uint64_t)which % 4;
    return nrn_verbatim().random_stream(nrn_verbatim_run, nrn_random(random, "nrn_random123_setseq"), &stream, 1);
}

/* ---- streams of Random123, which belong to the text ---- */
struct nrnran123_State {
    NrnVerbatimStream stream;
};
inline nrnran123_State* nrnran123_newstream3(uint32_t id1, uint32_t id2, uint32_t id3) {
    auto* made = static_cast<nrnran123_State*>(emalloc(sizeof(nrnran123_State)));
    made->stream = {{id1, id2, id3}, 0};
    return made;
}
inline nrnran123_State* nrnran123_newstream(uint32_t id1, uint32_t id2) {
    return nrnran123_newstream3(id1, id2, 0);
}
inline void nrnran123_deletestream(nrnran123_State* state) {
    free(state);
}
inline void nrnran123_getseq(nrnran123_State* state, uint32_t* sequence, char* which) {
    *sequence = (uint32_t)(state->stream.place / 4);
    *which = (char)(state->stream.place % 4);
}
inline void nrnran123_setseq(nrnran123_State* state, uint32_t sequence, char which) {
    state->stream.place = 4 * (uint64_t)sequence + (uint64_t)which % 4;
}
inline void nrnran123_getids(nrnran123_State* state, uint32_t* id1, uint32_t* id2) {
    *id1 = state->stream.ids[0];
    *id2 = state->stream.ids[1];
}
inline void nrnran123_getids3(nrnran123_State* state, uint32_t* id1, uint32_t* id2, uint32_t* id3) {
    nrnran123_getids(state, id1, id2);
    *id3 = state->stream.ids[2];
}
inline void nrnran123_setids(nrnran123_State* state, uint32_t id1, uint32_t id2, uint32_t id3) {
    state->stream.ids[0] = id1;
    state->stream.ids[1] = id2;
    state->stream.ids[2] = id3;
}
inline double nrn_draw123(nrnran123_State* state, int distribution, double a, double b) {
    if (state == nullptr) {
        hoc_execerror("there is no stream of Random123: nrnran123_newstream3() makes one", nullptr);
    }
    return nrn_verbatim().random123(nrn_verbatim_run, &state->stream, distribution, a, b);
}
inline uint32_t nrnran123_ipick(nrnran123_State* state) {
    return nrn_verbatim().random123_word(nrn_verbatim_run, &state->stream);
}
inline double nrnran123_dblpick(nrnran123_State* state) { /* above 0 and below 1 */
    return nrn_draw123(state, NRN_RANDOM_UNIFORM, 0.0, 1.0);
}
inline double nrnran123_negexp(nrnran123_State* state) {
    return nrn_draw123(state, NRN_RANDOM_EXPONENTIAL, 1.0, 0.0);
}
inline double nrnran123_negexp(nrnran123_State* state, double mean) {
    return nrn_draw123(state, NRN_RANDOM_EXPONENTIAL, mean, 0.0);
}
inline double nrnran123_normal(nrnran123_State* state) {
    return nrn_draw123(state, NRN_RANDOM_NORMAL, 0.0, 1.0);
}
inline double nrnran123_normal(nrnran123_State* state, double mean, double deviation) {
    return nrn_draw123(state, NRN_RANDOM_NORMAL, mean, deviation);
}
inline double nrnran123_uniform(nrnran123_State* state) {
    return nrn_draw123(state, NRN_RANDOM_UNIFORM, 0.0, 1.0);
}
inline double nrnran123_uniform(nrnran123_State* state, double low, double high) {
    return nrn_draw123(state, NRN_RANDOM_UNIFORM, low, high);
}
inline uint32_t nrnran123_get_globalindex() {
    return nrn_verbatim().random123_key(nrn_verbatim_run, nullptr);
}
inline void nrnran123_set_globalindex(uint32_t index) {
    nrn_verbatim().random123_key(nrn_verbatim_run, &index);
}

/* ---- ran4: the stream of mcell_ran4_init(), from the place *high on ---- */
inline uint32_t nrnRan4int(uint32_t* high, uint32_t low) {
    return nrn_verbatim().ran4(low, (*high)++);
}
inline double nrnRan4dbl(uint32_t* high, uint32_t low) {
    return nrnRan4int(high, low) / 4294967296.0;
}
inline void mcell_ran4_init(uint32_t low) {
    nrn_verbatim().ran4_low(nrn_verbatim_run, &low);
}
inline double mcell_ran4(uint32_t* high, double* x, unsigned int n, double range) { /* from 0 to below range */
    const uint32_t low = nrn_verbatim().ran4_low(nrn_verbatim_run, nullptr);
    for (unsigned int i = 0; i < n; ++i) {
        x[i] = range * nrnRan4dbl(high, low);
    }
    return n > 0 ? x[0] : 0.0;
}
inline uint32_t mcell_iran4(uint32_t* high) {
    return nrnRan4int(high, nrn_verbatim().ran4_low(nrn_verbatim_run, nullptr));
}

/* ---- the common stream ---- */
inline void set_seed(double seed) {
    nrn_verbatim_run->services->set_seed(nrn_verbatim_run, seed);
}
inline double scop_random() {
    return nrn_verbatim_run->services->random_default(nrn_verbatim_run, NRN_RANDOM_UNIFORM, 0.0, 1.0);
}

#endif
