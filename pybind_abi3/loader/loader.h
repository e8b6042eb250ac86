/* loader.h: finds libnrn and the libnrnpython that fits the running Python. */
#ifndef NRN_LOADER_H
#define NRN_LOADER_H

#include "table.h"

typedef struct {
    int major;
    int minor;
} NrnPythonVersion;

/* The running Python's version, from Py_GetVersion(). */
NrnPythonVersion nrn_running_python(void);

/* A function or variable of the running Python, or NULL. */
void* nrn_python_symbol(const char* name);

/* Loads libnrn, then the backend for this Python (the exact version if present, else abi3; or the one that
 * NRN_PYTHON_BACKEND names). Adds the report of all candidates to the module as _loader_report. NULL with
 * ImportError set when there is none that fits. */
const NrnBackend* nrn_load_backend(PyObject* module);

#endif
