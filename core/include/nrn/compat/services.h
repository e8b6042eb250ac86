/* services.h: what VERBATIM text may ask of the interpreter: the arguments of the FUNCTION or PROCEDURE that hoc or
 * Python called, objects, names of hoc and calls of them, random numbers, methods for Vector. Plain C, append-only;
 * verbatim.h and what it includes make NEURON's names of it.
 *
 * Everything is asked with the run that the mechanism was called with. Arguments count from 1. Nothing is thrown
 * through these functions. Those that can fail as hoc does return 0 then; the error is kept, and raised when the
 * mechanism has returned. */
#ifndef NRN_COMPAT_SERVICES_H
#define NRN_COMPAT_SERVICES_H

#include <nrn/mech_abi.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    NRN_ARGUMENT_NONE = 0,
    NRN_ARGUMENT_NUMBER = 1,
    NRN_ARGUMENT_TEXT = 2,
    NRN_ARGUMENT_OBJECT = 3,
    NRN_ARGUMENT_POINTER = 4
};

/* How objects look to the text: what Object*, IvocVect* and Rand* point to. There is one for each object that the text
 * has seen. It stays for ever, but `object` is NULL once the object has ended. */
enum { NRN_OBJECT_OTHER = 0, NRN_OBJECT_VECTOR = 1, NRN_OBJECT_RANDOM = 2, NRN_OBJECT_LIST = 3, NRN_OBJECT_FILE = 4 };
typedef struct NrnVerbatimSymbol {
    const char* name;
    int32_t type;
    union {
        int32_t oboff; /* its number, for symbol_data */
    } u;
} NrnVerbatimSymbol;
typedef struct NrnVerbatimClass {
    NrnVerbatimSymbol* sym;
    int32_t id;
} NrnVerbatimClass;
typedef struct NrnVerbatimObject {
    int32_t refcount; /* of the object, when the text got it last */
    int32_t index;    /* 3 of Vector[3] */
    union {
        void* this_pointer; /* this very struct */
    } u;
    NrnVerbatimClass* ctemplate;
    void* object;
    int32_t kind; /* NRN_OBJECT_… */
    int32_t held; /* of these, how many are the text's: hoc_obj_ref */
} NrnVerbatimObject;
/* A variable of hoc's top level: the one that is not NULL. */
typedef struct NrnVerbatimData {
    double* pval;
    char** ppstr;
    NrnVerbatimObject** pobj;
} NrnVerbatimData;

/* A place in a Random123 stream: words before it. */
typedef struct NrnVerbatimStream {
    uint32_t ids[3];
    uint64_t place;
} NrnVerbatimStream;

/* Calls a method for Vector: 0, or 1 when it was left by an error, with its words in `text` unless they are kept
 * already. */
typedef int32_t (*NrnVerbatimMethodCall)(const NrnMechRun* run, double (*method)(void*), void* vector, double* result,
                                         char* text, size_t text_size);

typedef struct NrnVerbatimServices {
    uint32_t size; /* sizeof(NrnVerbatimServices) libnrn was built with */
    int32_t (*kind)(const NrnMechRun* run, int32_t argument);
    /* What an argument of that kind is; texts and places of numbers hold until the call ends. */
    double* (*number)(const NrnMechRun* run, int32_t argument);
    char** (*text)(const NrnMechRun* run, int32_t argument);
    double* (*pointer)(const NrnMechRun* run, int32_t argument);
    /* The object, as NrnVerbatimObject. NULL for None. */
    void** (*object)(const NrnMechRun* run, int32_t argument);
    /* Its class: "Vector", "Random". */
    const char* (*class_name)(const NrnMechRun* run, void* object);
    /* Of objects of class Vector. resize is 0 when there is no memory. */
    double* (*vector_data)(const NrnMechRun* run, void* vector);
    int32_t (*vector_size)(const NrnMechRun* run, void* vector);
    int32_t (*vector_capacity)(const NrnMechRun* run, void* vector);
    int32_t (*vector_resize)(const NrnMechRun* run, void* vector, int32_t n);
    /* A number of a Random object's distribution. */
    double (*random_pick)(const NrnMechRun* run, void* random);
    /* A POINTER of the instance has been given another address. */
    void (*keep_pointer)(const NrnMechRun* run, int32_t i, int32_t column, double* target);
    /* A new Vector of n zeros, which is kept (see hold). NULL when there is no memory. */
    void* (*vector_new)(const NrnMechRun* run, int32_t n);
    /* ---- objects ---- */
    /* Keeps the object alive, once more (by 1) or less (by -1). */
    void (*hold)(const NrnMechRun* run, void* object, int32_t by);
    const char* (*object_name)(const NrnMechRun* run, void* object); /* "Vector[3]"; holds until the next such call */
    int32_t (*list_count)(const NrnMechRun* run, void* list);
    void* (*list_item)(const NrnMechRun* run, void* list, int32_t i); /* NULL behind the last */
    void* (*file_stream)(const NrnMechRun* run, void* file);          /* a FILE*; NULL when it is closed */
    /* Whether an argument is an object that no variable of hoc holds. */
    int32_t (*temporary)(const NrnMechRun* run, int32_t argument);
    /* Gives a text argument, by the place that `text` gave, other contents. 0 when it is no variable. */
    int32_t (*assign_text)(const NrnMechRun* run, char** place, const char* text);
    /* ---- hoc ---- */
    int32_t (*add_vector_method)(const NrnMechRun* run, const char* name, double (*method)(void*),
                                 NrnVerbatimMethodCall call);
    NrnVerbatimSymbol* (*symbol)(const NrnMechRun* run, const char* name); /* NULL when there is none */
    int32_t (*symbol_data)(const NrnMechRun* run, int32_t number, NrnVerbatimData* data);
    void (*push_number)(const NrnMechRun* run, double x);
    void (*push_text)(const NrnMechRun* run, const char* text);
    void (*push_object)(const NrnMechRun* run, void* object);
    int32_t (*push_pointer)(const NrnMechRun* run, double* number);
    int32_t (*pop_number)(const NrnMechRun* run, double* x);
    /* Calls a function of hoc, or a method of an object, with the last n values that were pushed. What a method gives
     * is pushed. */
    int32_t (*call)(const NrnMechRun* run, const char* name, void* object, int32_t n, double* result);
    int32_t (*run_text)(const NrnMechRun* run, const char* statements);
    double (*epsilon)(const NrnMechRun* run); /* h.float_epsilon */
    /* ---- random numbers ---- */
    uint32_t (*ran4)(uint32_t low, uint32_t high);
    uint32_t (*ran4_low)(const NrnMechRun* run, const uint32_t* next); /* that of mcell_ran4_init; sets it */
    uint32_t (*random123_key)(const NrnMechRun* run, const uint32_t* next);
    double (*random123)(const NrnMechRun* run, NrnVerbatimStream* stream, int32_t distribution, double a, double b);
    uint32_t (*random123_word)(const NrnMechRun* run, NrnVerbatimStream* stream);
    /* The stream of a Random object: 0 when it is not a Random123 one; `move` sets its place. */
    int32_t (*random_stream)(const NrnMechRun* run, void* random, NrnVerbatimStream* stream, int32_t move);
} NrnVerbatimServices;

#ifdef __cplusplus
}
#endif
#endif
