/* verbatim.h: what the text of VERBATIM blocks finds. The output of the NMODL compiler includes it for files that have
 * such blocks.
 *
 * It is C or C++ as for NEURON 8.2 and later. Names of the mechanism (variables, functions, _l<local>, _args, _lflag) are
 * declared by the compiler, where the text mentions them. */
#ifndef NRN_COMPAT_VERBATIM_H
#define NRN_COMPAT_VERBATIM_H

#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NRN_VERSION_MAJOR 9
#define NRN_VERSION_MINOR 0
#define NRN_VERSION_PATCH 2
#define NRN_VERSION_INT(major, minor, patch) (10000 * (major) + 100 * (minor) + (patch))
#define NRN_VERSION NRN_VERSION_INT(NRN_VERSION_MAJOR, NRN_VERSION_MINOR, NRN_VERSION_PATCH)
#define NRN_VERSION_EQ(major, minor, patch) (NRN_VERSION == NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_NE(major, minor, patch) (NRN_VERSION != NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_GT(major, minor, patch) (NRN_VERSION > NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_LT(major, minor, patch) (NRN_VERSION < NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_GTEQ(major, minor, patch) (NRN_VERSION >= NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_LTEQ(major, minor, patch) (NRN_VERSION <= NRN_VERSION_INT(major, minor, patch))
#define NRN_VERSION_GTEQ_8_2_0 1
#define NRN_VERSION_GTEQ_9_0_0 1
#define NRNMECH_PYTHON 0

/* Functions of the mechanism know their instance by themselves: f(_threadargscomma_ x) is f(x). */
#define _threadargs_
#define _threadargscomma_
#define _threadargsproto_
#define _threadargsprotocomma_

/* Thrown by hoc_execerror(), and caught where the mechanism was called. */
struct NrnVerbatimError {
    char text[512];
};

[[noreturn]] inline void hoc_execerror(const char* message, const char* detail) {
    NrnVerbatimError error;
    const bool both = detail != nullptr && detail[0] != '\0';
    snprintf(error.text, sizeof error.text, both ? "%s %s" : "%s%s", message == nullptr ? "" : message,
             both ? detail : "");
    throw error;
}

/* An array variable of one instance: its elements lie in columns of all instances. */
struct NrnVerbatimArray {
    double* const* column;
    int32_t instance;
    double& operator[](long element) const {
        return column[element][instance];
    }
};

#endif
