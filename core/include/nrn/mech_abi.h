/* mech_abi.h: what a compiled mechanism is. The output of the NMODL compiler includes this header and <math.h>, nothing
 * else; libnrn reads the descriptors from its own catalogue (the shipped mechanisms) and from libnrnmech.so.
 *
 * Plain C, versioned, append-only: a library tells the version it was built with, and libnrn refuses one outside
 * NRN_MECH_ABI_OLDEST … NRN_MECH_ABI_VERSION with a sentence. A mechanism keeps no state of its own: everything that
 * changes lies in the memory that libnrn hands to its functions.
 *
 * Layout: the variables of all instances of a mechanism are columns (structure of arrays). Variable k of instance i is
 * data[column of k][i]; element e of an array variable has the column after it. Functions work on a range of instances,
 * so that their loops can be vectorised and divided among threads.
 *
 * Units: v [mV], density currents [mA/cm2], currents of point processes [nA], area [um2], t and dt [ms], celsius
 * [degC]. */
#ifndef NRN_MECH_ABI_H
#define NRN_MECH_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 3: diffusions and global_places of NrnMechanism, lag of NrnMechServices.
 * 2: linear, netcon_weights, function_table and external of NrnMechServices; tables of NrnMechanism. */
#define NRN_MECH_ABI_VERSION 3
#define NRN_MECH_ABI_OLDEST 1

/* ---- the description of a mechanism ---- */

enum {
    NRN_MECH_DENSITY = 1,    /* SUFFIX: in every segment of the sections it is inserted into */
    NRN_MECH_POINT = 2,      /* POINT_PROCESS: an object at one segment */
    NRN_MECH_ARTIFICIAL = 3, /* ARTIFICIAL_CELL: an object without a place */
    NRN_MECH_FUNCTIONS = 4   /* SUFFIX nothing: functions for hoc, no instances */
};

enum {                                   /* flags */
       NRN_MECH_ELECTRODE = 1 << 0,      /* has an ELECTRODE_CURRENT */
       NRN_MECH_NET_EVENT = 1 << 1,      /* calls net_event: may be the source of a NetCon */
       NRN_MECH_THREADSAFE = 1 << 2,     /* writes no GLOBAL where several threads may run */
       NRN_MECH_TIME_DEPENDENT = 1 << 3, /* uses t, at_time or net_send outside NET_RECEIVE */
       NRN_MECH_PLAIN_NAMES = 1 << 4     /* its variables have no suffix in hoc, but for e */
};

enum {
    NRN_VAR_PARAMETER = 1, /* RANGE, or a parameter of a point process */
    NRN_VAR_ASSIGNED = 2,  /* RANGE */
    NRN_VAR_STATE = 3,
    NRN_VAR_HIDDEN = 4,  /* of each instance, without a name outside */
    NRN_VAR_POINTER = 5, /* POINTER: no column in data but one in pointers */
    NRN_VAR_RANDOM = 6   /* RANDOM: a random stream of each instance, no column in data */
};

typedef struct NrnMechVar {
    const char* name; /* without suffix: "gnabar" */
    int32_t kind;
    int32_t count;     /* of elements of an array; 1 for a scalar */
    int32_t is_array;  /* 1 for x[1] too */
    int32_t column;    /* of its first element, in data (or pointers, or the number of a RANDOM) */
    double initial;    /* of a new instance */
    const char* units; /* "S/cm2", or "" */
    double low, high;  /* limits; none when low > high */
} NrnMechVar;

typedef struct NrnMechGlobal {
    const char* name; /* without suffix */
    int32_t count;
    int32_t is_array;
    int32_t place;   /* of its first element in NrnMechRun.globals */
    int32_t visible; /* 1: hoc sees it as name_suffix (a plain name for a point process as well: "x_IClamp") */
    double initial;
    const char* units;
    double low, high;
} NrnMechGlobal;

/* What of an ion a mechanism reads and writes; also the order of columns in NrnIonView. */
enum { NRN_ION_E = 1 << 0, NRN_ION_INSIDE = 1 << 1, NRN_ION_OUTSIDE = 1 << 2, NRN_ION_CURRENT = 1 << 3 };

typedef struct NrnMechIon {
    const char* name; /* "na" */
    double valence;   /* of VALENCE */
    int32_t has_valence;
    uint32_t reads;
    uint32_t writes;
} NrnMechIon;

/* FUNCTION_TABLE: a function whose values the user gives. */
typedef struct NrnMechTable {
    const char* name; /* without suffix */
    int32_t argument_count;
} NrnMechTable;

/* LONGITUDINAL_DIFFUSION: a state that spreads to the neighbouring segments. Between two of them flows
 * (rate 1 + rate 2)/2 / distance * difference; a segment holds volume * length * state. */
typedef struct NrnMechDiffusion {
    int32_t column;       /* of the state in data; -1 when it lies in the ion alone */
    int32_t ion;          /* in NrnMechanism.ions, when the state is a concentration; else -1 */
    uint32_t part;        /* NRN_ION_INSIDE or NRN_ION_OUTSIDE of it */
    int32_t rate, volume; /* columns: coefficient times cross section [um4/ms], volume by length [um2] */
    int32_t renew;        /* 1: rates depend on what has diffused before this state */
} NrnMechDiffusion;

struct NrnMechRun;
struct NrnVerbatimServices;

typedef struct NrnMechFunction {
    const char* name; /* without suffix */
    int32_t argument_count;
    int32_t is_procedure;
    const char* arguments; /* names, separated by blanks: "x y" */
    /* i: the instance, or -1 where there is none (SUFFIX nothing, or no variable of an instance is used). */
    double (*call)(const struct NrnMechRun* run, int32_t i, const double* arguments);
    int32_t needs_instance;
} NrnMechFunction;

/* ---- what its functions get ---- */

typedef struct NrnIonView {
    double* e;          /* [mV] */
    double* inside;     /* [mM] */
    double* outside;    /* [mM] */
    double* current;    /* [mA/cm2], the sum over mechanisms */
    double* dcurrent;   /* [S/cm2], its derivative by v */
    const int32_t* row; /* of instance i of the mechanism, in the five columns */
} NrnIonView;

/* Distributions of NrnMechServices.random and random_default. */
enum { NRN_RANDOM_UNIFORM = 0, NRN_RANDOM_EXPONENTIAL = 1, NRN_RANDOM_NORMAL = 2, NRN_RANDOM_POISSON = 3 };

/* What a mechanism may ask of the simulator. `run` is the one it was called with, i an instance in it. */
typedef struct NrnMechServices {
    uint32_t size; /* sizeof(NrnMechServices) libnrn was built with */
    /* An event for this very instance at time t, with a flag; weights are those of the event that is being handled
     * (NULL in INITIAL). */
    void (*net_send)(const struct NrnMechRun* run, int32_t i, double* weights, double t, double flag);
    void (*net_move)(const struct NrnMechRun* run, int32_t i, double t); /* of the pending self event */
    void (*net_event)(const struct NrnMechRun* run, int32_t i, double t);
    /* WATCH: condition `which` of the mechanism is looked at from now on; when it becomes true, net_receive is called
     * with flag. All other conditions of the instance are dropped when `first` is 1 (the first WATCH of a statement
     * list). */
    void (*watch)(const struct NrnMechRun* run, int32_t i, int32_t which, double flag, int32_t first);
    /* 1 once, in the step in which t_event lies; tells variable step methods of a discontinuity. */
    int32_t (*at_time)(const struct NrnMechRun* run, double t_event);
    /* Ends the run with an error that names mechanism and instance. Does return: the caller returns at once. */
    void (*error)(const struct NrnMechRun* run, int32_t i, const char* message);
    /* A number of RANDOM variable `which` of the instance; a, b: low and high, mean, mean and deviation. */
    double (*random)(const struct NrnMechRun* run, int32_t i, int32_t which, int32_t distribution, double a, double b);
    /* The same from the one stream that set_seed starts (scop_random, exprand, normrand, poisrand). */
    double (*random_default)(const struct NrnMechRun* run, int32_t distribution, double a, double b);
    void (*set_seed)(const struct NrnMechRun* run, double seed);
    void (*print)(const struct NrnMechRun* run, const char* text);
    /* Solves f(x) = 0 for n unknowns at x by Newton's method with the system given as a function that writes n
     * residues and gets `context` back; for derivimplicit. 0, or 1 when it did not converge. */
    int32_t (*newton)(const struct NrnMechRun* run, int32_t i, int32_t n, double* x,
                      void (*residues)(const struct NrnMechRun* run, int32_t i, void* context, const double* x,
                                       double* f),
                      void* context);
    /* The place in the stream of a RANDOM variable, and its three identifiers. */
    void (*random_sequence)(const struct NrnMechRun* run, int32_t i, int32_t which, double sequence);
    void (*random_ids)(const struct NrnMechRun* run, int32_t i, int32_t which, double id1, double id2, double id3);
    /* Solves n linear equations with choice of pivots; the solution takes the place of the right side, the matrix (row
     * by row) is spoiled. 0, or 1 when there is not one solution. */
    int32_t (*linear)(const struct NrnMechRun* run, int32_t i, int32_t n, double* matrix, double* right);
    /* Weights of connection `which` (from 0) of those that end at this instance; NULL behind the last. An error when
     * they are fewer than n. */
    double* (*netcon_weights)(const struct NrnMechRun* run, int32_t i, int32_t which, int32_t n);
    /* The value of NrnMechanism.tables[which]; an error when the user has set none. */
    double (*function_table)(const struct NrnMechRun* run, int32_t i, int32_t which, const double* arguments);
    /* EXTERNAL: the global variable of another mechanism ("q_other"); never NULL: an error and a number of no meaning
     * when there is none. */
    double* (*external)(const struct NrnMechRun* run, const char* name);
    /* For VERBATIM: see compat/services.h. */
    const struct NrnVerbatimServices* (*verbatim)(const struct NrnMechRun* run);
    /* LAG number `which`: remembers that a variable has this value at t, and gives the one it had at t - delay, between
     * two that are known in proportion; before the first since initialisation it is that one. */
    double (*lag)(const struct NrnMechRun* run, int32_t i, int32_t which, double value, double delay);
} NrnMechServices;

typedef struct NrnMechRun {
    int32_t begin, end;       /* the instances to work on */
    double* const* data;      /* data[column][i] */
    double** const* pointers; /* pointers[column][i]; the pointer is NULL until it is set */
    const int32_t* node;      /* of each instance; NULL for artificial cells */
    double* v;                /* [mV], by node; NET_RECEIVE may change its own */
    double* rhs;              /* [mA/cm2], by node: minus the membrane current */
    double* d;                /* [S/cm2], by node: plus its derivative */
    const double* area;       /* [um2], by node */
    const double* diam;       /* [um], by node */
    const NrnIonView* ions;   /* in the order of NrnMechanism.ions */
    double* globals;
    void* shared; /* NrnMechanism.shared_size bytes of this mechanism, zero at first: tables; aligned to 64 bytes */
    double t, dt, celsius;
    const struct NrnMechanism* mechanism;
    const NrnMechServices* services;
    void* simulator; /* for the services only */
} NrnMechRun;

/* NULL where a mechanism has no such part. All but net_receive, net_initialize, watch_value and call work on
 * begin … end. */
typedef struct NrnMechanism {
    uint32_t abi;      /* NRN_MECH_ABI_VERSION it was built with */
    uint32_t size;     /* sizeof(NrnMechanism) it was built with */
    const char* name;  /* SUFFIX, or the name of the point process */
    const char* title; /* of the file, "" without one */
    const char* file;  /* the .mod file's name */
    int32_t kind;
    uint32_t flags;
    const NrnMechVar* variables; /* in hoc's order: parameters, assigned, states, pointers, hidden ones */
    int32_t variable_count;
    int32_t column_count;  /* in data */
    int32_t pointer_count; /* in pointers */
    int32_t random_count;
    const NrnMechGlobal* globals;
    int32_t global_count;
    int32_t global_size; /* in doubles */
    const NrnMechIon* ions;
    int32_t ion_count;
    const NrnMechFunction* functions;
    int32_t function_count;
    int32_t weight_count; /* arguments of NET_RECEIVE; -1 without NET_RECEIVE */
    int32_t watch_count;
    size_t shared_size; /* [B] */

    void (*initialize)(const NrnMechRun* run); /* states to their initial values, then INITIAL */
    /* BREAKPOINT without SOLVE: adds to rhs and d, and to current and dcurrent of ions that it writes. */
    void (*current)(const NrnMechRun* run);
    void (*solve)(const NrnMechRun* run); /* SOLVE of BREAKPOINT: states from t-dt to t, written concentrations too */
    /* Brings tables up to date, for the celsius, dt and globals of the run; before the others, when those may have
     * changed. */
    void (*update_tables)(const NrnMechRun* run);
    void (*net_receive)(const NrnMechRun* run, int32_t i, double* weights, double flag);
    void (*net_initialize)(const NrnMechRun* run, int32_t i, double* weights); /* INITIAL in NET_RECEIVE */
    /* Condition `which`: above 0 when it holds (left minus right of a > b). */
    double (*watch_value)(const NrnMechRun* run, int32_t i, int32_t which);
    void (*construct)(const NrnMechRun* run);
    void (*destruct)(const NrnMechRun* run);
    void (*before_step)(const NrnMechRun* run); /* BEFORE STEP */
    void (*before_breakpoint)(const NrnMechRun* run);
    void (*after_solve)(const NrnMechRun* run);
    void (*before_initial)(const NrnMechRun* run);
    void (*after_initial)(const NrnMechRun* run);
    /* Since version 2. */
    const NrnMechTable* tables;
    int32_t table_count;
    /* Since version 3. */
    void (*diffusion)(const NrnMechRun* run); /* rates and volumes, after `solve` */
    const NrnMechDiffusion* diffusions;
    int32_t diffusion_count;
    /* For each number of globals: where it lies in the library, as text of VERBATIM outside of blocks
     * uses it, or NULL when it lies in NrnMechRun.globals as usual. NULL as a whole when all do. */
    double* const* global_places;
} NrnMechanism;

/* What a library of mechanisms exports under the name "nrn_mechanism_catalogue". */
typedef struct NrnMechCatalogue {
    uint32_t abi;
    uint32_t size;
    int32_t count;
    const NrnMechanism* const* mechanisms;
} NrnMechCatalogue;

#define NRN_MECH_CATALOGUE "nrn_mechanism_catalogue"

/* What it may export besides, both const char[]: the command that makes it again, for messages; and the extensions of
 * the processor that its code uses, as words of __builtin_cpu_supports with blanks between them: "avx avx2 fma". */
#define NRN_MECH_COMMAND "nrn_mechanism_command"
#define NRN_MECH_PROCESSOR "nrn_mechanism_processor"

#ifdef __cplusplus
}
#endif
#endif
