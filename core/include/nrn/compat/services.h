/* services.h: what VERBATIM text may ask of the interpreter: the arguments of the FUNCTION or PROCEDURE that hoc or
 * Python called, Vectors and Random objects. Plain C, append-only; verbatim.h makes NEURON's names of it.
 *
 * Everything is asked with the run that the mechanism was called with. Arguments count from 1. */
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

typedef struct NrnVerbatimServices {
    uint32_t size; /* sizeof(NrnVerbatimServices) libnrn was built with */
    int32_t (*kind)(const NrnMechRun* run, int32_t argument);
    /* What an argument of that kind is; texts and places of numbers hold until the call ends. */
    double* (*number)(const NrnMechRun* run, int32_t argument);
    char** (*text)(const NrnMechRun* run, int32_t argument);
    double* (*pointer)(const NrnMechRun* run, int32_t argument);
    /* The object, which is kept from now on: the mechanism may remember it. NULL for None. */
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
    /* A new Vector of n zeros, which is kept. NULL when there is no memory. */
    void* (*vector_new)(const NrnMechRun* run, int32_t n);
} NrnVerbatimServices;

#ifdef __cplusplus
}
#endif
#endif
