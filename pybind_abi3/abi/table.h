/* table.h: the function table through which the shim calls a backend, with its version gate.
 *
 * A backend (libnrnpython3.so, libnrnpythonX.Y.so) exports one symbol, nrn_python_backend, that returns this
 * table. The shim refuses a table of another abi number, or a shorter one than it was built with. */
#ifndef NRN_PYBIND_TABLE_H
#define NRN_PYBIND_TABLE_H

#include "pycompat.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NRN_BACKEND_ABI 1
#define NRN_BACKEND_SYMBOL "nrn_python_backend"

/* The slots of one type as the shim holds them. The backend makes the type, adding methods and what the running
 * Python has beyond 3.2. */
typedef struct NrnShimType {
    const char* name;
    const PyType_Slot* slots; /* ends with slot 0 */
} NrnShimType;

typedef struct NrnBackend {
    unsigned abi;        /* NRN_BACKEND_ABI it was built with */
    unsigned size;       /* sizeof(NrnBackend) it was built with */
    const char* version; /* of the project: "10.0.0" */
    const char* python;  /* "3" for abi3, or "3.11" */
    /* Fills the module hoc. 0, or -1 with a Python exception set. */
    int (*start)(PyObject* module, const NrnShimType* types, size_t count);
#define NRN_TYPE(type)
#define NRN_SLOT(type, slot, result, parameters, arguments) result(*type##_##slot) parameters;
#define NRN_TYPE_END(type)
#include "slots.def"
#undef NRN_TYPE
#undef NRN_SLOT
#undef NRN_TYPE_END
} NrnBackend;

typedef const NrnBackend* (*NrnBackendFunction)(void);

#ifdef __cplusplus
}
#endif
#endif
