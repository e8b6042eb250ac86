/* pycompat.h: Python.h, and every version switch of the project in one place.
 *
 * Two builds of the same source: with Py_LIMITED_API=0x03020000 (libnrnpython3.so, hoc.abi3.so) names newer than
 * 3.2 are looked up at run time by pycompat.cpp and used when the running version has them; without it
 * (libnrnpythonX.Y.so) the same fields are filled from the headers' own functions. What released Pythons do can
 * no longer change, so numbers that newer headers define (flags, slot ids) may be used with old floors. */
#ifndef NRN_PYCOMPAT_H
#define NRN_PYCOMPAT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#ifdef Py_GIL_DISABLED
#error "the free-threaded build of Python is not supported: build for a Python with the GIL"
#endif

/* Flags and slots as bits and numbers, for headers whose limited API hides them. */
#define NRN_METH_FASTCALL 0x0080                /* usable from 3.7 */
#define NRN_TPFLAGS_HAVE_VECTORCALL (1UL << 11) /* usable in heap types from 3.9 */
/* Part of Py_TPFLAGS_DEFAULT until 3.9, where a type without it spoils the method cache of others. */
#define NRN_TPFLAGS_HAVE_VERSION_TAG (1UL << 18)
#define NRN_SLOT_BF_GETBUFFER 1 /* accepted by PyType_FromSpec from 3.9 */
#define NRN_SLOT_BF_RELEASEBUFFER 2
#define NRN_MOD_SLOT_EXEC 2                  /* from 3.5 */
#define NRN_MOD_SLOT_MULTIPLE_INTERPRETERS 3 /* from 3.12 */
#define NRN_VECTORCALL_OFFSET_BIT ((size_t)1 << (8 * sizeof(size_t) - 1))

/* The member kinds of PyMemberDef, and the definition itself, which old limited headers hide. */
#define NRN_T_PYSSIZET 19
#define NRN_READONLY 1
typedef struct {
    const char* name;
    int type;
    Py_ssize_t offset;
    int flags;
    const char* doc;
} NrnMemberDef;

/* Py_buffer as all Pythons since 3.0 lay it out, under a name that no header hides. */
typedef struct {
    void* buf;
    PyObject* obj;
    Py_ssize_t len;
    Py_ssize_t itemsize;
    int readonly;
    int ndim;
    char* format;
    Py_ssize_t* shape;
    Py_ssize_t* strides;
    Py_ssize_t* suboffsets;
    void* internal;
} NrnBuffer;
#define NRN_BUF_SIMPLE 0
#define NRN_BUF_WRITABLE 0x0001
#define NRN_BUF_FORMAT 0x0004
#define NRN_BUF_ND 0x0008
#define NRN_BUF_STRIDES (0x0010 | NRN_BUF_ND)

/* The count of an object whose memory is used again becomes 1: the first word of an object, as all Pythons with the GIL
 * lay it out, where the count of newer ones is the lower half. */
#define NRN_REVIVE(object) (*(Py_ssize_t*)(object) = 1)

typedef PyObject* (*NrnVectorcall)(PyObject* callable, PyObject* const* args, size_t nargsf, PyObject* kwnames);

#endif
